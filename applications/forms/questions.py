"""A question of the pre-check as a form: it knows which facts it answers and gives them in the shape of the contract."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Field, Layout
from django import forms
from django.http import QueryDict

from applications.rules.facts import Facts
from applications.rules.terms import CallTerms

Answers = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Asking:
    """What a question is asked with: the call's terms, what is known so far, the picked industry, and the day."""

    terms: CallTerms
    facts: Facts
    on: date
    known: Mapping[str, Any] = field(default_factory=dict)
    industry: str = ""


class Question(Field):  # type: ignore[misc]  # crispy_forms carries no types
    """A field whose label is the heading of the page."""

    def render(self, form: Any, context: Any, **kwargs: Any) -> Any:
        """Render the field with its label as the page's h1."""
        return super().render(form, context, extra_context={"heading": True}, **kwargs)


class QuestionForm(forms.Form):
    """One page of questions. Required means: answer, or say that you do not know yet."""

    template = "applications/precheck/question.html"
    use_required_attribute = False
    heading = ""
    support = ""

    def __init__(self, data: QueryDict | None, asking: Asking) -> None:
        super().__init__(data)
        self.asking = asking
        self.label_suffix = ""
        self.fields.update(self.make_fields())
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        self.helper.layout = Layout(*self.fields) if self.heading else Layout(*map(Question, self.fields))

    def make_fields(self) -> dict[str, forms.Field]:
        """Return the fields that depend on the call or on earlier answers, with what is known as initial values."""
        return {}

    def known(self, fact: str) -> Any:
        """Return the answer given earlier, as kept."""
        return self.asking.known.get(fact)

    def answers(self) -> Answers:
        """Return the answered facts by name; None takes a fact back."""
        raise NotImplementedError

    @property
    def industry(self) -> str | None:
        """The industry picked on this page, kept beside the facts; None on every page but its own."""
        return None


class SingleQuestionForm(QuestionForm):
    """A page with one field that answers one fact."""

    fact: str
    field: forms.Field

    def make_fields(self) -> dict[str, forms.Field]:
        """Return the one field, showing what was answered before."""
        made = self.make_field()
        made.initial = self.known(self.fact)
        return {"answer": made}

    def make_field(self) -> forms.Field:
        """Return the field of the question."""
        raise NotImplementedError

    def answers(self) -> Answers:
        """Return the answer under the fact's name."""
        return {self.fact: self.cleaned_data["answer"]}
