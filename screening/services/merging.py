"""A screened file keeps its case, its sheets and its decision when its company is merged; only its owner changes."""

from collections.abc import Mapping
from datetime import date

from accounts.models import Organisation
from accounts.rules.merging import Line, Outlook
from accounts.services.merging import Merging, Mover
from screening.models import ScreeningCase

_NOTE = "申請とともに移ります。採点と審査の結果は変わりません。審査員の利益相反は、審査の画面で確かめ直してください。"


def screening_mover() -> Mover:
    """The mover of this app: a case belongs to its file."""
    return Mover(heading="審査", look=_look, move=_follow)


def _look(_kept: Organisation, absorbed: Organisation, _on: date) -> Outlook:
    cases = ScreeningCase.objects.filter(application__organisation=absorbed).count()
    return Outlook((Line("審査に入っている申請", cases, _NOTE),) if cases else ())


def _follow(_merging: Merging) -> Mapping[str, int]:
    return {}
