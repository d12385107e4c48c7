"""What the results of a round can be narrowed to and tried under; the same words make the address and the export."""

from collections.abc import Sequence
from typing import Any

from django import forms

from applications.rules.terms import CallTerms
from screening.models import Scenario
from screening.rules.ranking import Allocated
from screening.rules.what_if import CUTOFF_READINGS, PANEL_READINGS
from screening.rules.wording import OUTCOME_LABELS

EVERY = "every"
_OWN = "この公募の読み方"


class ResultFilters(forms.Form):
    """Every control may be left as it is: then the call's own readings hold, and the ranked files are shown."""

    use_required_attribute = False

    q = forms.CharField(label="探す言葉", required=False, max_length=100)
    show = forms.ChoiceField(
        label="表示する申請",
        required=False,
        choices=(
            ("", "基準点に届いた申請"),
            (EVERY, "すべて"),
            *((outcome.value, f"{label}だけ") for outcome, label in OUTCOME_LABELS.items()),
        ),
    )
    cutoff = forms.ChoiceField(label="基準点の読み方", required=False)
    panel = forms.ChoiceField(label="審査員のまとめ方", required=False)
    scenario = forms.ChoiceField(label="予算配分の案", required=False)

    def __init__(self, data: Any, terms: CallTerms, scenarios: Sequence[Scenario]) -> None:
        super().__init__(data)
        self.label_suffix = ""
        readings = (
            ("cutoff", CUTOFF_READINGS, terms.readings.cutoff),
            ("panel", PANEL_READINGS, terms.readings.cutoff_panel),
        )
        for name, labels, own in readings:
            others = [(key, label) for key, label in labels.items() if key != own]
            self.fields[name] = forms.ChoiceField(
                label=self.fields[name].label, required=False, choices=[("", f"{labels[own]}({_OWN})"), *others]
            )
        newest = f"最後に保存した案({scenarios[-1].name})" if scenarios else "保存した案はありません"
        chosen = [("", newest), *((str(each.pk), each.name) for each in scenarios)]
        self.fields["scenario"] = forms.ChoiceField(label="予算配分の案", required=False, choices=chosen)

    def chosen(self, name: str) -> str:
        """What a control is set to; nothing where it was left or cannot be read."""
        return str(self.cleaned_data.get(name, "")) if self.is_valid() else ""

    def shows(self, outcome: Allocated) -> bool:
        """Whether files of this outcome are on the list."""
        show = self.chosen("show")
        if not show:
            return outcome is not Allocated.BELOW_CUTOFF
        return show in (EVERY, outcome.value)
