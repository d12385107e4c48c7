"""How a verdict stands once people have decided what the rules left to them."""

from kernel.verdict import Outcome


def standing_of(judged: Outcome, decided: Outcome | None) -> Outcome:
    """A person's decision where the rule left it to a person, else as judged."""
    return decided if decided is not None and judged is Outcome.REVIEW else judged
