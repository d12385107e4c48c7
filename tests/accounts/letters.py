"""The letters that a test has caused, as they lie in the outbox."""

import re

from records.models import Message


class Letters:
    """Reads letters as their receivers do."""

    def to(self, email: str) -> list[str]:
        """The texts sent to a mailbox, the oldest first."""
        found = Message.objects.filter(to=email).order_by("created_at", "id")
        return [f"{letter.subject}\n{letter.body}" for letter in found]

    def link(self, email: str) -> str:
        """The first link of the last letter to a mailbox, without the host."""
        found = re.search(r"https?://[^/\s]+(/\S+)", self.to(email)[-1])
        assert found, self.to(email)[-1]
        return found[1]
