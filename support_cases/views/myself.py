"""An advisor's own page: qualifications, training, and the own ratings then and now. Nobody else reads the ratings."""

from typing import Any

from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from accounts.actor import ActorRequest
from accounts.services.refusals import Refused
from kernel.plots import Plot
from support_cases.forms.profiles import AdvisorForm, TrainingForm
from support_cases.models import SkillAssessment
from support_cases.rules.refusals import SENTENCES, Why
from support_cases.rules.skills import mean_of, skill_standard
from support_cases.selectors.directory import own_assessments, own_profile, own_trainings
from support_cases.services.profiles import add_training, assess_skills, save_advisor
from support_cases.views.gate import for_advisors
from support_cases.views.plots.radar import radar
from support_cases.views.plots.shapes import Series
from support_cases.views.words import day_word, portfolio_crumb

_CONFLICT = 409
_THEN_AND_NOW = 2


@require_http_methods(["GET", "HEAD", "POST"])
@for_advisors
def myself(request: ActorRequest) -> HttpResponse:
    """Show and keep the own profile."""
    profile = own_profile(request.actor)
    if request.method != "POST":
        kept = (
            {name: getattr(profile, name) for name in ("qualifications", "introduction", "version")} if profile else {}
        )
        return _page(request, AdvisorForm(initial={"version": 0} | kept), TrainingForm())
    form = AdvisorForm(request.POST)
    if not form.is_valid():
        return _page(request, form, TrainingForm())
    try:
        save_advisor(
            qualifications=form.cleaned_data["qualifications"],
            introduction=form.cleaned_data["introduction"],
            seen_version=form.cleaned_data["version"],
            actor=request.actor,
            at=timezone.now(),
        )
    except Refused as refusal:
        form.add_error(None, SENTENCES[Why(refusal.why)])
        return _page(request, form, TrainingForm(), status=_CONFLICT)
    return redirect("support_cases:myself")


@require_POST
@for_advisors
def training(request: ActorRequest) -> HttpResponse:
    """Write down a finished training."""
    form = TrainingForm(request.POST)
    if form.is_valid():
        try:
            add_training(**form.cleaned_data, actor=request.actor, at=timezone.now())
        except Refused as refusal:
            form.add_error("finished_on", SENTENCES[Why(refusal.why)])
        else:
            return redirect("support_cases:myself")
    profile = own_profile(request.actor)
    kept = {name: getattr(profile, name) for name in ("qualifications", "introduction", "version")} if profile else {}
    return _page(request, AdvisorForm(initial={"version": 0} | kept), form)


@require_http_methods(["GET", "HEAD", "POST"])
@for_advisors
def skills(request: ActorRequest) -> HttpResponse:
    """Rate oneself; what was rated last stands there to be changed."""
    standard = skill_standard()
    if request.method == "POST":
        assess_skills(levels=_levels(request.POST), actor=request.actor, at=timezone.now())
        return redirect("support_cases:myself")
    last = own_assessments(request.actor).first()
    levels = last.levels if last else {}
    groups = [
        {
            "label": group.label,
            "questions": [
                {
                    "key": item.key,
                    "label": item.label,
                    "options": [
                        (str(level.value), f"{level.value} {level.label}", levels.get(item.key) == level.value)
                        for level in standard.levels
                    ],
                }
                for item in group.items
            ],
        }
        for group in standard.groups
    ]
    page = {"crumbs": (portfolio_crumb(),), "title": standard.title, "source": standard.source, "groups": groups}
    return render(request, "support_cases/institutions/skills.html", page)


def _levels(sent: QueryDict) -> dict[str, int]:
    steps = {str(level.value) for level in skill_standard().levels}
    found = {item.key: sent.get(item.key, "") for item in skill_standard().items}
    if any(value and value not in steps for value in found.values()):
        raise Refused(Why.NOT_ON_SCALE)
    return {key: int(value) for key, value in found.items() if value}


def _page(request: ActorRequest, form: AdvisorForm, training_form: TrainingForm, *, status: int = 200) -> HttpResponse:
    latest = list(own_assessments(request.actor)[:_THEN_AND_NOW])
    rows = [
        (day_word(each.finished_on), each.name, f"{each.hours}時間" if each.hours is not None else "", each.note)
        for each in own_trainings(request.actor)
    ]
    page: dict[str, Any] = {
        "crumbs": (portfolio_crumb(),),
        "form": form,
        "training_form": training_form,
        "pictures": [_radar(latest)] if latest else [],
        "trainings": rows,
    }
    return render(request, "support_cases/institutions/myself.html", page, status=status)


def _radar(latest: list[SkillAssessment]) -> Plot:
    groups = skill_standard().groups
    names = ("新しい", "前")
    series = [
        Series(f"{day_word(each.assessed_on)}({name})", tuple(mean_of(group, each.levels) for group in groups))
        for name, each in zip(names, latest, strict=False)
    ]
    count = len(latest[0].levels)
    return radar(
        "skills",
        "スキルの自己評価",
        f"分野ごとの平均です。新しい評価は{sum(len(group.items) for group in groups)}項目のうち{count}項目に答えています。",
        labels=[group.label for group in groups],
        numbers=[str(place) for place in range(1, len(groups) + 1)],
        highest=skill_standard().levels[-1].value,
        series=series,
    )
