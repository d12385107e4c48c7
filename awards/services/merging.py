"""Awards follow their files. Two of one company in one call hold together to the cap of one company (P-④)."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date

from django.db.models import Prefetch

from accounts.models import Organisation
from accounts.rules.merging import Hindrance, Line, MergingKind, Outlook
from accounts.services.merging import Merging, Mover
from applications.selectors.calls import terms_in_force
from awards.models import Award, AwardTerms
from awards.selectors.awards import terms_of_award

_TWO_COMPANIES_THEN = frozenset({MergingKind.AMALGAMATION})


def awards_mover() -> Mover:
    """The mover of this app: an award has no owner but its file's."""
    return Mover(heading="交付決定後の事業", look=_look, move=_follow)


def _look(kept: Organisation, absorbed: Organisation, _on: date) -> Outlook:
    awards = list(
        Award.objects.filter(application__organisation__in=(kept, absorbed))
        .select_related("application__revision")
        .defer("application__revision__raw_terms")
        .prefetch_related(Prefetch("terms", queryset=AwardTerms.objects.order_by("-version")))
        .order_by("book", "place")
    )
    moving = sum(each.application.organisation_id == absorbed.pk for each in awards)
    note = "申請とともに移ります。交付決定通知書の名称と番号は変わりません。"
    lines = (Line("交付決定", moving, note),) if moving else ()
    return Outlook(lines, tuple(_above_the_cap(awards)))


def _above_the_cap(awards: list[Award]) -> list[Hindrance]:
    by_call: dict[str, list[Award]] = defaultdict(list)
    for each in awards:
        by_call[each.application.call_id].append(each)
    found = []
    for call_id in sorted(by_call):
        here = by_call[call_id]
        terms = terms_in_force(here[0].application.revision)
        decided = sum(terms_of_award(each).decided_amount for each in here)
        if len({each.application.organisation_id for each in here}) == 1 or decided <= terms.amounts.cap:
            continue
        numbers = "、".join(each.number for each in here)
        found.append(
            Hindrance(
                f"「{terms.title}」の交付決定が両方にあり、合わせて{decided:,}円になります"
                f"(交付決定番号 {numbers})。1社当たりの上限は{terms.amounts.cap:,}円です。",
                "同じ会社だったときは、先に交付決定を改めてください。別の会社が合併したときは、事情に「会社が合併した」を選べます。",
                terms.amounts.cap_clause,
                _TWO_COMPANIES_THEN,
            )
        )
    return found


def _follow(_merging: Merging) -> Mapping[str, int]:
    return {}
