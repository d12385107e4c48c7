"""Fills 様式第3号. It is given neither a score nor a rank, and the kind of reason only where the call tells it."""

from screening.papers.letter_filling import LetterHead, head_of
from screening.papers.refusal_notice import RefusalNoticePaper
from screening.selectors.decided_files import DecidedFile


def refusal_notice_paper(file: DecidedFile, *, reason: str, head: LetterHead) -> RefusalNoticePaper:
    """The letter of refusal. `reason` stays in the house unless the call's terms tell reasons (§8(3))."""
    words = file.terms.decisions.refused
    told = words.reasons.model_dump()[reason] if words.tells_reason else words.sentence
    return RefusalNoticePaper(**head_of("refusal_notice", file, head), ruling=words.ruling, public_reason=told)
