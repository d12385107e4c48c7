"""The letters that a test has caused, wherever the house's post puts them."""

import re

from django.core import mail


class Letters:
    """Reads letters as their receivers do."""

    def to(self, email: str) -> list[str]:
        """The texts sent to a mailbox, the oldest first."""
        return [letter.body for letter in mail.outbox if letter.to == [email]]

    def link(self, email: str) -> str:
        """The first link of the last letter to a mailbox, without the host."""
        found = re.search(r"https?://[^/\s]+(/\S+)", self.to(email)[-1])
        assert found, self.to(email)[-1]
        return found[1]
