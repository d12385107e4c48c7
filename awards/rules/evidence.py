"""Which documents prove a line, per cost category (§11(2)) and way of paying (§5(3))."""

from applications.rules.terms import CallTerms
from awards.rules.facts import SettledLine

BANKBOOK = "bankbook_copy"


def missing_evidence(line: SettledLine, terms: CallTerms) -> tuple[str, ...]:
    """Kinds the line still lacks, in the order of the terms; where one of several is enough, the first is named.

    Travel by train or bus needs neither order nor invoice; travel counts as such unless it is stated otherwise.
    The copy of the bank book is asked for wherever money leaves an account.
    """
    attached = set(line.evidence or ())
    of_category = () if line.category is None else terms.category(line.category).evidence
    by_transport = line.public_transport is not False
    asked = [each.any_of for each in of_category if not (each.unless_public_transport and by_transport)]
    method = terms.payment_method(line.payment_method)
    if method is not None and method.bankbook:
        asked.append((BANKBOOK,))
    return tuple(kinds[0] for kinds in asked if not attached & set(kinds))
