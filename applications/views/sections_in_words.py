"""A section's page, its answer to an autosave, and the page of two editors who differ, in words."""

from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.urls import reverse

from applications.forms.draft import DraftForm
from applications.forms.draft_saying import label_of, said
from applications.rules.sections import SECTIONS, SectionKey
from applications.views.cost_lines_in_words import costs_page
from applications.views.draft_in_words import LIST, moment_in_words, title_of
from applications.views.sections_desk import Desk, Outcome, contested
from applications.views.sections_files_in_words import files_page
from kernel.parts import Crumb

_TEMPLATES = {
    SectionKey.COSTS: "applications/draft/costs.html",
    SectionKey.ATTACHMENTS: "applications/draft/attachments.html",
}
_LEADS = {
    SectionKey.APPLICANT: "企業の登録と事前確認の内容は、あらかじめ書き込んであります。",
    SectionKey.SHAREHOLDERS_OFFICERS: "大企業が実質的に支配している会社にあたらないことを確かめるために伺います。",
    SectionKey.PROJECT_PLAN: "審査では、この計画を読みます。専門の言葉には、短い説明を添えてください。"
    "「審査」の印があるところは、書いてある項目の点を付けるときに読まれます。",
    SectionKey.REQUIREMENTS_BONUS: "募集要領の条件にあてはまるかを確かめます。",
    SectionKey.PLEDGES: "一つずつ読んで、よければ印を付けてください。",
}


@dataclass(frozen=True, slots=True)
class Differing:
    """A key that two editors changed: both values in words."""

    name: str
    label: str
    theirs: tuple[str, ...]
    yours: tuple[str, ...]


def template_of(desk: Desk) -> str:
    """The template of a section's page."""
    return _TEMPLATES.get(desk.section.key, "applications/draft/section.html")


def place_after(desk: Desk, where: str) -> str:
    """Where the pressed button leads: back to this page, on to the next section, or to the task list."""
    application_id = desk.application.pk
    keys = [section.key for section in SECTIONS]
    here = keys.index(desk.section.key)
    if where == "stay":
        return reverse("applications:section", args=[application_id, desk.section.key.value])
    if where == "next" and here + 1 < len(keys):
        return reverse("applications:section", args=[application_id, keys[here + 1].value])
    return reverse("applications:application", args=[application_id])


def section_page(desk: Desk, form: DraftForm, *, typed: QueryDict | None = None) -> dict[str, Any]:
    """Everything on a section's page. What was typed before sign-in keeps the version that it was typed upon."""
    keys = [section.key for section in SECTIONS]
    here = keys.index(desk.section.key)
    page = {
        **page_frame(desk),
        "lead": _LEADS.get(desk.section.key, ""),
        "form": form,
        "refusals": form.refusals() if form.is_bound else [],
        "version": typed.get("version", "0") if typed else desk.version,
        "seen": typed.get("seen", "") if typed else form.seen,
        "is_taken_up": typed is not None,
        "give_up_url": reverse("applications:give_up_typed", args=[desk.application.pk, desk.section.key.value]),
        "number": here + 1,
        "total": len(keys),
        "next_label": SECTIONS[here + 1].label if here + 1 < len(keys) else "",
    }
    if desk.section.key is SectionKey.COSTS:
        page |= costs_page(desk.picture)
    if desk.section.key is SectionKey.ATTACHMENTS:
        page |= files_page(desk.picture)
    return page


def page_frame(desk: Desk) -> dict[str, Any]:
    """What every page around a section shares."""
    application = desk.application
    home = reverse("applications:application", args=[application.pk])
    row = desk.row
    return {
        "title": desk.section.label,
        "over": title_of(application),
        "demonstration": desk.terms.demonstration,
        "crumbs": (LIST, Crumb(title_of(application), home), Crumb(desk.section.label)),
        "home_url": home,
        "action_url": reverse("applications:section", args=[application.pk, desk.section.key.value]),
        "saved": f"{moment_in_words(row.saved_at, now=desk.at)}に保存しました({row.saved_by.name})"
        if row
        else "まだ保存していません",
    }


def autosaved(outcome: Outcome) -> dict[str, Any]:
    """What the page is told after an autosave."""
    desk = outcome.desk
    if outcome.conflict is not None:
        who, when = outcome.conflict.saved_by, moment_in_words(outcome.conflict.saved_at, now=desk.at)
        sentence = f"{who}さんが{when}に同じところを保存しています。「保存する」を押すと、両方の値から選べます。"
        return {"sentence": sentence, "is_kept": False}
    refused = outcome.form.refusals()
    sentence = f"{moment_in_words(desk.at, now=desk.at)}に保存しました"
    if refused:
        sentence = f"{sentence}。直すところが{len(refused)}件あります:{refused[0].label}"
    return {"sentence": sentence, "is_kept": True, "version": desk.version, "seen": outcome.seen}


def conflict_page(outcome: Outcome) -> dict[str, Any]:
    """Both values of every key that both editors changed; whatever else was typed goes along."""
    desk, form, conflict = outcome.desk, outcome.form, outcome.conflict
    if conflict is None:
        raise LookupError("the editors agree")
    keys = contested(conflict, outcome.data.get("seen", ""))
    rest = [
        (name, value)
        for name, values in outcome.data.lists()
        if name not in ("csrfmiddlewaretoken", "version", "add", "remove") and not name.startswith("choose-")
        for value in values
    ]
    return {
        **page_frame(desk),
        "who": conflict.saved_by,
        "when": moment_in_words(conflict.saved_at, now=desk.at),
        "version": conflict.version,
        "rest": rest,
        "differing": [
            Differing(
                key, label_of(form, key), said(form, key, conflict.theirs[key]), said(form, key, conflict.yours[key])
            )
            for key in keys
        ],
    }
