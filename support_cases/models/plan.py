"""What is to be done in a case and what came of it: challenges, goals, tasks on the roadmap, tools, the end."""

import uuid

from django.db import models
from django.db.models import F, Q

from support_cases.models.case import SupportCase
from support_cases.models.template import CaseTemplate
from support_cases.rules.records import SIDE_LABELS
from support_cases.rules.scales import SUB_STEPS

CHALLENGE_FIELDS = (
    ("management", "経営"),
    ("operations", "業務"),
    ("people", "人材"),
    ("it", "IT基盤"),
    ("security", "セキュリティ"),
    ("funds", "資金"),
    ("culture", "組織文化"),
)
# Five walls between a company and its own strength, as the accompaniment guideline tells them; our own words.
OBSTACLES = (
    ("unseen", "見えていない"),
    ("unfaced", "向き合えていない"),
    ("undone", "実行できていない"),
    ("unfollowed", "社内がついてきていない"),
    ("lacking", "人や資金が足りない"),
)
CHALLENGE_STATES = (("open", "これから"), ("working", "取組中"), ("solved", "解決"), ("dropped", "取りやめ"))
TASK_STATES = (("todo", "これから"), ("doing", "進行中"), ("done", "完了"), ("skipped", "行わない"))
# Of what kind a goal's figure is. Each has one definition, and figures of two kinds are never compared.
MEASURE_KINDS = (
    ("hours_year", "作業時間(時間/年)"),
    ("value_added_per_person", "付加価値額(千円/人)"),
    ("profit_per_person", "営業利益(千円/人)"),
    ("sales", "売上高(円/年)"),
    ("cost", "費用(円/年)"),
    ("count", "件数"),
    ("other", "その他"),
)
CLOSING_REASONS = (
    ("self_reliant", "自走できるようになった"),
    ("goal_reached", "目標に届いた"),
    ("company_wish", "企業の希望"),
    ("transferred", "ほかの機関へ移した"),
    ("no_contact", "連絡がとれない"),
    ("out_of_business", "廃業・休業"),
    ("other", "その他"),
)


class CasePath(models.Model):
    """Which way a case follows, in which version, and the phase it is in. A change of version keeps the reason."""

    case = models.OneToOneField(
        SupportCase, verbose_name="ケース", on_delete=models.RESTRICT, primary_key=True, related_name="path"
    )
    template = models.ForeignKey(CaseTemplate, verbose_name="進め方", on_delete=models.RESTRICT, related_name="+")
    phase = models.CharField("今の段階", max_length=12)
    changed_because = models.CharField("進め方を変えた理由", max_length=400, blank=True)

    class Meta:
        verbose_name = "ケースの進め方"
        verbose_name_plural = "ケースの進め方"
        ordering = ("case",)

    def __str__(self) -> str:
        return f"{self.case_id} {self.phase}"


class PhaseEntry(models.Model):
    """A case entered a phase; going back is an entry too, with its reason. Frozen."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(
        SupportCase, verbose_name="ケース", on_delete=models.RESTRICT, related_name="phase_entries"
    )
    template = models.ForeignKey(CaseTemplate, verbose_name="進め方", on_delete=models.RESTRICT, related_name="+")
    phase = models.CharField("段階", max_length=12)
    process_phase = models.PositiveSmallIntegerField("DX実現プロセス")
    because = models.CharField("戻した理由", max_length=400, blank=True)
    entered_on = models.DateField("入った日")
    entered_at = models.DateTimeField("記録日時")
    entered_by_label = models.CharField("記録した人", max_length=200)

    class Meta:
        verbose_name = "段階の移り変わり"
        verbose_name_plural = "段階の移り変わり"
        ordering = ("case", "entered_at", "id")
        constraints = (
            models.CheckConstraint(
                name="entered_phase_is_of_the_process", condition=Q(process_phase__gte=1, process_phase__lte=4)
            ),
        )

    def __str__(self) -> str:
        return f"{self.case_id} {self.phase}"


class Challenge(models.Model):
    """課題: what hurts, why, and how much it matters (1 most)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(SupportCase, verbose_name="ケース", on_delete=models.RESTRICT, related_name="challenges")
    number = models.PositiveSmallIntegerField("番号")
    field = models.CharField("分類", max_length=12, choices=CHALLENGE_FIELDS)
    what = models.CharField("課題", max_length=200)
    impact = models.CharField("影響", max_length=400, blank=True)
    cause = models.CharField("原因", max_length=400, blank=True)
    obstacle = models.CharField("障壁", max_length=12, choices=OBSTACLES, blank=True)
    priority = models.PositiveSmallIntegerField("優先順位", default=3)
    state = models.CharField("状態", max_length=8, choices=CHALLENGE_STATES, default="open")
    solved_on = models.DateField("解決した日", null=True, blank=True)
    version = models.PositiveIntegerField("版数", default=1)

    class Meta:
        verbose_name = "課題"
        verbose_name_plural = "課題"
        ordering = ("case", "priority", "number")
        constraints = (
            models.UniqueConstraint(fields=["case", "number"], name="one_challenge_of_a_number"),
            models.CheckConstraint(name="challenge_priority_is_known", condition=Q(priority__gte=1, priority__lte=5)),
            models.CheckConstraint(
                name="solved_challenge_has_its_day",
                condition=Q(state="solved", solved_on__isnull=False) | ~Q(state="solved"),
            ),
        )

    def __str__(self) -> str:
        return self.what


class Goal(models.Model):
    """A goal measured in one unit, from a baseline to a target by a day. `kind` fixes what the figure means."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(SupportCase, verbose_name="ケース", on_delete=models.RESTRICT, related_name="goals")
    challenge = models.ForeignKey(
        Challenge, verbose_name="課題", on_delete=models.RESTRICT, null=True, blank=True, related_name="goals"
    )
    kind = models.CharField("指標の種類", max_length=24, choices=MEASURE_KINDS)
    task = models.CharField("業務・指標の名前", max_length=100)
    unit = models.CharField("単位", max_length=20)
    baseline = models.DecimalField("今の値", max_digits=16, decimal_places=2, null=True, blank=True)
    baseline_on = models.DateField("測った日", null=True, blank=True)
    target = models.DecimalField("目標の値", max_digits=16, decimal_places=2)
    due_on = models.DateField("いつまで")
    method = models.CharField("測り方", max_length=200, blank=True)
    version = models.PositiveIntegerField("版数", default=1)

    class Meta:
        verbose_name = "目標"
        verbose_name_plural = "目標"
        ordering = ("case", "due_on", "id")
        constraints = (
            models.CheckConstraint(
                name="baseline_has_its_day", condition=Q(baseline__isnull=True) | Q(baseline_on__isnull=False)
            ),
        )

    def __str__(self) -> str:
        return self.task


class Measurement(models.Model):
    """A value of a goal on a day, frozen; a wrong one is followed by the right one of the same day."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    goal = models.ForeignKey(Goal, verbose_name="目標", on_delete=models.RESTRICT, related_name="measurements")
    value = models.DecimalField("値", max_digits=16, decimal_places=2)
    measured_on = models.DateField("測った日")
    note = models.CharField("メモ", max_length=200, blank=True)
    noted_at = models.DateTimeField("記録日時")
    noted_by_label = models.CharField("記録した人", max_length=200)

    class Meta:
        verbose_name = "測定"
        verbose_name_plural = "測定"
        ordering = ("goal", "measured_on", "noted_at", "id")

    def __str__(self) -> str:
        return f"{self.goal_id} {self.value}"


class CaseTask(models.Model):
    """One bar of the roadmap: what, by which side, from when until when, after which other task."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(SupportCase, verbose_name="ケース", on_delete=models.RESTRICT, related_name="tasks")
    # Blank for a task of the case's own; else the code in the template it came from.
    code = models.CharField("ひな形の番号", max_length=12, blank=True)
    phase = models.CharField("段階", max_length=12, blank=True)
    sub_step = models.CharField("支援の段階", max_length=2, choices=list(SUB_STEPS.items()), blank=True)
    what = models.CharField("作業", max_length=200)
    side = models.CharField("担当", max_length=12, choices=list(SIDE_LABELS.items()), default="company")
    person = models.CharField("担当者", max_length=100, blank=True)
    begins_on = models.DateField("開始", null=True, blank=True)
    due_on = models.DateField("期限", null=True, blank=True)
    state = models.CharField("状態", max_length=8, choices=TASK_STATES, default="todo")
    after = models.ForeignKey(
        "self",
        verbose_name="先に終える作業",
        on_delete=models.RESTRICT,
        null=True,
        blank=True,
        related_name="followers",
    )
    # Where a task came from that nobody typed: a decided award puts its days on the roadmap.
    origin = models.CharField("由来", max_length=60, blank=True)
    position = models.PositiveSmallIntegerField("順番")
    version = models.PositiveIntegerField("版数", default=1)

    class Meta:
        verbose_name = "作業"
        verbose_name_plural = "作業"
        ordering = ("case", "position", "id")
        constraints = (
            models.UniqueConstraint(fields=["case", "code"], name="one_task_of_a_code", condition=~Q(code="")),
            models.UniqueConstraint(fields=["case", "origin"], name="one_task_of_an_origin", condition=~Q(origin="")),
            models.CheckConstraint(
                name="task_ends_after_it_begins",
                condition=Q(begins_on__isnull=True) | Q(due_on__isnull=True) | Q(due_on__gte=F("begins_on")),
            ),
            models.CheckConstraint(name="task_does_not_wait_for_itself", condition=~Q(after=F("id"))),
        )

    def __str__(self) -> str:
        return self.what


class ToolOption(models.Model):
    """One tool in the comparison, costs in yen excluding tax."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(SupportCase, verbose_name="ケース", on_delete=models.RESTRICT, related_name="tools")
    challenge = models.ForeignKey(
        Challenge, verbose_name="課題", on_delete=models.RESTRICT, null=True, blank=True, related_name="tools"
    )
    name = models.CharField("道具", max_length=100)
    vendor = models.CharField("提供する会社", max_length=100, blank=True)
    is_in_prefecture = models.BooleanField("県内の会社", null=True, blank=True)
    initial_cost = models.BigIntegerField("最初の費用(税抜・円)", null=True, blank=True)
    yearly_cost = models.BigIntegerField("1年の費用(税抜・円)", null=True, blank=True)
    requirements = models.JSONField("必要な機能", default=list, blank=True)
    is_chosen = models.BooleanField("選んだ", default=False)
    because = models.CharField("選んだ・選ばなかった理由", max_length=400, blank=True)
    version = models.PositiveIntegerField("版数", default=1)

    class Meta:
        verbose_name = "道具の候補"
        verbose_name_plural = "道具の候補"
        ordering = ("case", "name", "id")
        constraints = (
            models.CheckConstraint(name="chosen_tool_has_a_reason", condition=Q(is_chosen=False) | ~Q(because="")),
            models.CheckConstraint(
                name="tool_costs_are_not_negative",
                condition=(Q(initial_cost__isnull=True) | Q(initial_cost__gte=0))
                & (Q(yearly_cost__isnull=True) | Q(yearly_cost__gte=0)),
            ),
        )

    def __str__(self) -> str:
        return self.name


class Closing(models.Model):
    """How a case ended, as the institution says, and whether the company says so too."""

    case = models.OneToOneField(
        SupportCase, verbose_name="ケース", on_delete=models.RESTRICT, primary_key=True, related_name="closing"
    )
    reason = models.CharField("終えた理由", max_length=20, choices=CLOSING_REASONS)
    achieved = models.TextField("できるようになったこと")
    successor = models.CharField("引継ぎ先", max_length=200, blank=True)
    next_follow_up_on = models.DateField("次に様子を聞く日", null=True, blank=True)
    may_become_story = models.BooleanField("事例にしてよい", default=False)
    closed_at = models.DateTimeField("終えた日時")
    closed_by_label = models.CharField("終えた人", max_length=200)
    company_answer = models.CharField(
        "企業の確認", max_length=10, choices=(("agreed", "そのとおり"), ("disagreed", "違うところがある")), blank=True
    )
    company_words = models.TextField("企業の言葉", blank=True)
    company_satisfaction = models.PositiveSmallIntegerField("満足度(1–5)", null=True, blank=True)
    answered_at = models.DateTimeField("企業が確認した日時", null=True, blank=True)
    answered_by_label = models.CharField("企業で確認した人", max_length=200, blank=True)

    class Meta:
        verbose_name = "支援の終わり"
        verbose_name_plural = "支援の終わり"
        ordering = ("closed_at",)
        constraints = (
            models.CheckConstraint(
                name="satisfaction_is_one_to_five",
                condition=Q(company_satisfaction__isnull=True)
                | Q(company_satisfaction__gte=1, company_satisfaction__lte=5),
            ),
            models.CheckConstraint(
                name="company_answer_has_its_moment",
                condition=Q(company_answer="", answered_at__isnull=True)
                | (~Q(company_answer="") & Q(answered_at__isnull=False)),
            ),
        )

    def __str__(self) -> str:
        return f"{self.case_id} {self.get_reason_display()}"
