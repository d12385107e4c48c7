"""The directory of institutions: found by what one lacks, read, and kept by each institution itself."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.actor import ActorRequest
from accounts.services.refusals import Refused
from kernel.municipalities import MUNICIPALITIES
from kernel.parts import Crumb, Fact
from support_cases.forms.profiles import InstitutionForm
from support_cases.models import InstitutionProfile
from support_cases.policies.profiles import may_edit_institution
from support_cases.rules.institutions import KINDS
from support_cases.rules.refusals import SENTENCES, Why
from support_cases.rules.skills import FEWEST_RATERS, skill_standard
from support_cases.selectors.directory import Entry, Wish, directory, fits, institution_entry
from support_cases.services.profiles import INSTITUTION_FIELDS, save_institution
from support_cases.views.gate import for_advisors
from support_cases.views.plots.shapes import figure_word
from support_cases.views.words import portfolio_crumb

_CONFLICT = 409


@require_safe
@for_advisors
def institutions(request: ActorRequest) -> HttpResponse:
    """Show the institutions that have what is looked for."""
    wish = _wish(request.GET)
    every = directory(request.actor)
    found = [each for each in every if fits(each, wish)]
    page = {
        "crumbs": (portfolio_crumb(),),
        "rows": [_card(each) for each in found],
        "count": f"{len(every)}機関のうち{len(found)}機関",
        "is_filtered": wish != Wish(),
        "words": wish.words,
        "leads": wish.leads,
        "selects": _selects(wish),
        "clear_url": request.path,
    }
    return render(request, "support_cases/institutions/directory.html", page)


@require_safe
@for_advisors
def institution(request: ActorRequest, institution_id: UUID) -> HttpResponse:
    """Show one institution."""
    entry = _entry_or_404(request, institution_id)
    return render(request, "support_cases/institutions/institution.html", _detail(entry, request))


@require_http_methods(["GET", "HEAD", "POST"])
@for_advisors
def institution_edit(request: ActorRequest, institution_id: UUID) -> HttpResponse:
    """Let an institution's own advisors keep its profile."""
    entry = _entry_or_404(request, institution_id)
    if why := may_edit_institution(request.actor, institution_id).refused:
        raise Refused(why)
    if request.method != "POST":
        return _form_page(request, entry, InstitutionForm(initial=_kept(entry.profile)))
    form = InstitutionForm(request.POST)
    if not form.is_valid():
        return _form_page(request, entry, form)
    try:
        values = {name: form.cleaned_data[name] for name in INSTITUTION_FIELDS}
        save_institution(
            institution_id=institution_id,
            values=values,
            seen_version=form.cleaned_data["version"],
            actor=request.actor,
            at=timezone.now(),
        )
    except Refused as refusal:
        return _changed_meanwhile(request, entry, form, Why(refusal.why))
    return redirect("support_cases:institution", institution_id=institution_id)


def _changed_meanwhile(request: ActorRequest, entry: Entry, form: InstitutionForm, why: Why) -> HttpResponse:
    """What is typed stays in the fields, what another saved stands beside it; the next press keeps what is typed."""
    form.add_error(None, SENTENCES[why])
    if entry.profile is not None:
        sent = request.POST.copy()
        sent["version"] = str(entry.profile.version)
        form.data = sent
    return _form_page(request, entry, form, beside=_facts(entry), status=_CONFLICT)


def _form_page(
    request: ActorRequest,
    entry: Entry,
    form: InstitutionForm,
    *,
    beside: tuple[Fact, ...] = (),
    status: int = 200,
) -> HttpResponse:
    page = {
        "crumbs": (portfolio_crumb(), _crumb(), Crumb(entry.organisation.name, _url(entry))),
        "name": entry.organisation.name,
        "form": form,
        "theirs": beside,
    }
    return render(request, "support_cases/institutions/edit.html", page, status=status)


def _kept(profile: InstitutionProfile | None) -> dict[str, Any]:
    if profile is None:
        fresh = InstitutionProfile()
        return {name: getattr(fresh, name) for name in INSTITUTION_FIELDS if name != "kind"} | {"version": 0}
    return {name: getattr(profile, name) for name in INSTITUTION_FIELDS} | {"version": profile.version}


def _wish(query: QueryDict) -> Wish:
    groups = {group.key for group in skill_standard().groups}
    kind, town, skill = (query.get(name, "") for name in ("kind", "municipality", "skill"))
    return Wish(
        kind=kind if kind in KINDS else "",
        words=query.get("words", "")[:100].strip(),
        municipality=town if town in MUNICIPALITIES else "",
        skill=skill if skill in groups else "",
        leads=query.get("leads") == "1",
    )


def _selects(wish: Wish) -> list[dict[str, Any]]:
    groups = {group.key: group.label for group in skill_standard().groups}
    kinds = {key: kind.label for key, kind in KINDS.items()}
    told = (
        ("kind", "種別", kinds, wish.kind),
        ("municipality", "市町村", MUNICIPALITIES, wish.municipality),
        ("skill", "担当者のスキル", groups, wish.skill),
    )
    return [
        {"name": name, "label": label, "options": [(key, text, key == chosen) for key, text in options.items()]}
        for name, label, options, chosen in told
    ]


def _card(entry: Entry) -> dict[str, Any]:
    profile = entry.profile
    return {
        "url": _url(entry),
        "name": entry.organisation.name,
        "kind": profile.get_kind_display() if profile else "紹介はまだありません",
        "may_lead": entry.may_lead,
        "is_certified": bool(profile and profile.is_certified),
        "strengths": profile.strengths if profile else [],
        "area": _area(profile),
        "advisors": f"支援担当者 {entry.advisors}名",
    }


def _detail(entry: Entry, request: ActorRequest) -> dict[str, Any]:
    groups = skill_standard().groups
    return _card(entry) | {
        "crumbs": (portfolio_crumb(), _crumb()),
        "facts": _facts(entry),
        "skills": [
            (group.label, figure_word(entry.skills[group.key], 1)) for group in groups if group.key in entry.skills
        ],
        "skills_note": f"自己評価をした{entry.raters}名の平均です(0から{skill_standard().levels[-1].value}まで)。"
        if entry.skills
        else f"自己評価をした担当者が{FEWEST_RATERS}名になると、平均を示します。個人の評価は示しません。",
        "qualifications": [f"{name} {count}名" for name, count in sorted(entry.qualifications.items())],
        "edit_url": reverse("support_cases:institution_edit", args=[entry.organisation.pk])
        if may_edit_institution(request.actor, entry.organisation.pk).is_allowed
        else "",
    }


def _facts(entry: Entry) -> tuple[Fact, ...]:
    profile = entry.profile
    if profile is None:
        return ()
    return (
        Fact("種別", profile.get_kind_display()),
        Fact("得意なこと", "、".join(profile.strengths) or "まだ書かれていません"),
        Fact("支援の内容", "、".join(profile.services) or "まだ書かれていません"),
        Fact("対応する市町村", _area(profile)),
        Fact("認定支援機関", "はい" if profile.is_certified else "いいえ"),
        Fact("記録の承認", "上司が承認する" if profile.approves_records else "求めない"),
        Fact("記録の期限", f"支援した日から{profile.record_within_days}日"),
        Fact("連絡なしの目安", f"{profile.silent_after_days}日"),
        Fact("紹介文", profile.introduction or "まだ書かれていません"),
    )


def _area(profile: InstitutionProfile | None) -> str:
    if profile is None:
        return ""
    return "、".join(MUNICIPALITIES.get(code, code) for code in profile.municipalities) or "県内全域"


def _entry_or_404(request: ActorRequest, institution_id: UUID) -> Entry:
    entry = institution_entry(request.actor, institution_id)
    if entry is None:
        raise Http404
    return entry


def _url(entry: Entry) -> str:
    return reverse("support_cases:institution", args=[entry.organisation.pk])


def _crumb() -> Crumb:
    return Crumb("支援機関を探す", reverse("support_cases:institutions"))
