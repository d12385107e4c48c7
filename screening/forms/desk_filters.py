"""The filters of a round's list of files. What they are set to is the address of the list and of its export."""

import django_filters
from django import forms
from django.db.models import F, Q, QuerySet

from screening.models import ScreeningCase
from screening.rules.workflow import CASE_STATUS_LABELS, CaseStatus
from screening.selectors.board import COMPETING

EVERY = "すべて"
_SEARCHED = ("application__receipt_number", "application__title", "application__organisation__name")
_SHEETS = {
    "lacking": ("審査員が足りない", Q(lacking__gt=0)),
    "waiting": ("提出を待っている", Q(handed_in__lt=F("serving"))),
    "complete": ("すべて提出された", Q(handed_in=F("serving"), serving__gt=0)),
}
_COMPETES = {"yes": ("審査の対象", COMPETING), "no": ("取下げなどで対象外", ~COMPETING)}


class CaseFilters(django_filters.FilterSet):
    """What a round's list of files can be narrowed by."""

    q = django_filters.CharFilter(label="探す言葉", method="search", max_length=100)
    sheets = django_filters.ChoiceFilter(
        label="採点票",
        choices=[(key, label) for key, (label, _) in _SHEETS.items()],
        method="of_sheets",
        empty_label=EVERY,
    )
    competes = django_filters.ChoiceFilter(
        label="審査の対象か",
        choices=[(key, label) for key, (label, _) in _COMPETES.items()],
        method="of_competing",
        empty_label=EVERY,
    )
    status = django_filters.MultipleChoiceFilter(
        label="状態",
        choices=[(status.value, CASE_STATUS_LABELS[status]) for status in CaseStatus],
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = ScreeningCase
        fields: tuple[str, ...] = ()

    @property
    def found(self) -> QuerySet[ScreeningCase]:
        """The files that the filters name; none while one of them cannot be read, on the page as in the export."""
        rows: QuerySet[ScreeningCase] = self.qs if self.is_valid() else self.queryset.none()
        return rows

    def search(self, rows: QuerySet[ScreeningCase], _name: str, words: str) -> QuerySet[ScreeningCase]:
        """Every word stands somewhere in the number, the title or the company."""
        for word in words.split():
            found = Q()
            for name in _SEARCHED:
                found |= Q(**{f"{name}__icontains": word})
            rows = rows.filter(found)
        return rows

    def of_sheets(self, rows: QuerySet[ScreeningCase], _name: str, key: str) -> QuerySet[ScreeningCase]:
        """Files by how many of their sheets are there."""
        return rows.filter(_SHEETS[key][1])

    def of_competing(self, rows: QuerySet[ScreeningCase], _name: str, key: str) -> QuerySet[ScreeningCase]:
        """Files that compete, or no longer do."""
        return rows.filter(_COMPETES[key][1])
