"""Who owns and who runs the applicant: shares of large enterprises and of deemed large ones, as exact fractions.

Investment promotion companies and investment LPS never count as large (R-040). A holder of kind `other` (a local
government, a foreign body) is unclear: it is counted only to see whether a person must look.
"""

from collections import Counter
from fractions import Fraction

from applications.rules.facts import Applicant
from applications.rules.terms.readings import Readings

_OUTSIDE_POSTS = ("outside_director", "auditor")


def same_large_share(applicant: Applicant, *, with_unclear: bool) -> Fraction | None:
    """The greatest share one large enterprise holds (みなし大企業①); lots under the same name are added up."""
    lots: Counter[str] = Counter()
    for index, holder in enumerate(applicant.shareholders or ()):
        if holder.kind == "large" or (with_unclear and holder.kind == "other"):
            lots[holder.name.strip() or f"#{index}"] += holder.shares
    return _of_total(applicant, max(lots.values(), default=0))


def large_share(applicant: Applicant, *, with_unclear: bool) -> Fraction | None:
    """The share all large enterprises hold together (②). A deemed large one is not large here (R-041)."""
    kinds = {"large", "other"} if with_unclear else {"large"}
    return _held_by(applicant, kinds)


def deemed_share(applicant: Applicant, readings: Readings, *, with_unclear: bool) -> Fraction | None:
    """The share held by enterprises that fall under ①–③ themselves (④); one level up, unless read otherwise (A15)."""
    kinds = {"deemed_large"}
    if with_unclear:
        kinds |= {"other", "deemed_large_indirect"}
    if readings.deemed_chain == "every_level":
        kinds |= {"deemed_large_indirect"}
    return _held_by(applicant, kinds)


def large_officer_share(applicant: Applicant, readings: Readings, *, other_count: bool = False) -> Fraction | None:
    """The part of the officers who are officers or employees of a large enterprise (③), counted per A11."""
    everyone = (readings.officers_counted == "all_of_companies_act") != other_count
    return _part_of(applicant, everyone, {"large"})


def deemed_officer_share(applicant: Applicant, readings: Readings, *, with_unclear: bool) -> Fraction | None:
    """The part of the officers who also serve an enterprise under ①–③ (⑤)."""
    everyone = readings.officers_counted == "all_of_companies_act"
    indirect = with_unclear or readings.deemed_chain == "every_level"
    kinds = {"deemed_large", "deemed_large_indirect"} if indirect else {"deemed_large"}
    return _part_of(applicant, everyone, kinds)


def _held_by(applicant: Applicant, kinds: set[str]) -> Fraction | None:
    return _of_total(applicant, sum(h.shares for h in applicant.shareholders or () if h.kind in kinds))


def _of_total(applicant: Applicant, held: int) -> Fraction | None:
    if applicant.total_shares is None or applicant.shareholders is None:
        return None
    return Fraction(held, applicant.total_shares)


def _part_of(applicant: Applicant, everyone: bool, kinds: set[str]) -> Fraction | None:
    # A body always has someone who acts for it: an empty list is one that nobody has filled in yet.
    if not applicant.officers:
        return None
    counted = [officer for officer in applicant.officers if everyone or officer.post not in _OUTSIDE_POSTS]
    return Fraction(sum(1 for officer in counted if officer.concurrent in kinds), max(1, len(counted)))
