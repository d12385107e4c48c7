"""The template pack: every control has a label, every refusal stands at its field and in the list above."""

import re
from html.parser import HTMLParser

import pytest
from crispy_forms.utils import render_crispy_form
from django import forms
from django.template import engines


class Controls(HTMLParser):
    """The controls of a page with the texts that name and describe them."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.labelled: set[str] = set()
        self.controls: list[dict[str, str]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        if "id" in found:
            assert found["id"] not in self.ids, f"two elements are called {found['id']}"
            self.ids.add(found["id"])
        if tag == "label":
            self.labelled.add(found["for"])
        if tag in {"input", "select", "textarea"} and found.get("type") not in {"hidden", "submit"}:
            self.controls.append(found)


class Sample(forms.Form):
    use_required_attribute = False

    name = forms.CharField(label="名称", help_text="登記のとおりに書きます。", max_length=10)
    kind = forms.ChoiceField(label="区分", choices=[("a", "会社"), ("b", "個人事業主")], widget=forms.RadioSelect)
    parts = forms.MultipleChoiceField(
        label="費目", choices=[("1", "謝金"), ("2", "旅費")], widget=forms.CheckboxSelectMultiple, required=False
    )
    place = forms.ChoiceField(label="市町村", choices=[("1", "宮崎市")])
    plan = forms.CharField(label="計画", widget=forms.Textarea)
    agrees = forms.BooleanField(label="公表に同意します")
    token = forms.CharField(widget=forms.HiddenInput, required=False)


def _summary(form: forms.Form) -> str:
    template = engines["django"].from_string("{% load crispy_forms_filters %}{{ form|as_crispy_errors }}")
    return template.render({"form": form})


def test_every_control_is_named_by_a_label() -> None:
    page = Controls(render_crispy_form(Sample()))
    assert len(page.controls) == 8
    assert {control["id"] for control in page.controls} == page.labelled


def test_a_refused_control_points_to_its_message_and_its_support_text() -> None:
    html = render_crispy_form(Sample({"name": "とても長い名称をここに書きます"}))
    page = Controls(html)
    name = next(control for control in page.controls if control["name"] == "name")
    assert name["aria-invalid"] == "true"
    assert name["aria-describedby"] == "id_name_helptext id_name_error"
    assert set(name["aria-describedby"].split()) <= page.ids


def test_groups_of_choices_are_fieldsets_with_a_legend() -> None:
    html = render_crispy_form(Sample())
    assert html.count("<fieldset") == html.count("<legend>") == 2


def test_what_is_required_is_said_in_words() -> None:
    html = render_crispy_form(Sample())
    assert html.count("※必須") == 5
    assert " required" not in html.replace("field__required", "")


def test_the_summary_leads_to_a_control_that_exists() -> None:
    form = Sample({})
    targets = re.findall(r'href="#([^"]+)"', _summary(form))
    assert len(targets) == 5
    assert set(targets) <= Controls(render_crispy_form(form)).ids


def test_nothing_refused_means_no_summary() -> None:
    assert _summary(Sample()).strip() == ""


@pytest.mark.parametrize("text", ['"><script>alert(1)</script>', "{{ settings.SECRET_KEY }}"])
def test_what_was_typed_is_shown_as_text(text: str) -> None:
    html = render_crispy_form(Sample({"name": text}))
    assert "<script>" not in html
    assert "only-for-tests" not in html


def test_a_formset_shows_its_rows_as_numbered_groups() -> None:
    rows = forms.formset_factory(Sample, extra=2)
    template = engines["django"].from_string("{% load crispy_forms_filters %}{{ formset|crispy }}")
    html = template.render({"formset": rows()})
    page = Controls(html)
    assert "1行目" in html
    assert "2行目" in html
    assert {control["id"] for control in page.controls} == page.labelled


def test_the_summary_of_a_formset_names_the_row() -> None:
    rows = forms.formset_factory(Sample, extra=2)
    bound = rows({"form-TOTAL_FORMS": "2", "form-INITIAL_FORMS": "0", "form-1-name": "あ"})
    template = engines["django"].from_string("{% load crispy_forms_filters %}{{ formset|as_crispy_errors }}")
    html = template.render({"formset": bound})
    assert "2行目・区分" in html
