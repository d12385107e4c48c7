"""What people call the acts on awards, in every history."""

from collections.abc import Mapping

ACTS: Mapping[str, str] = {
    "open_award": "交付決定後の事業を開始",
    "amend_award": "交付決定の内容を変更",
}
