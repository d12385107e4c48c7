"""What was done and said: one record a contact, its people, its homework, and every state it was ever saved in."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from accounts.models import Organisation
from support_cases.models.case import SupportCase
from support_cases.rules.records import KIND_LABELS, METHOD_LABELS, SIDE_LABELS, RecordKind
from support_cases.rules.scales import SUB_STEPS
from support_cases.rules.sharing import VISIBILITY_LABELS, Visibility


class SupportRecord(models.Model):
    """One contact. `client_key` is made by the browser, so that a record sent twice from a phone is kept once.

    `own_judgement` never leaves the institution that wrote it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(SupportCase, verbose_name="ケース", on_delete=models.RESTRICT, related_name="records")
    institution = models.ForeignKey(
        Organisation, verbose_name="記録した機関", on_delete=models.RESTRICT, related_name="support_records"
    )
    client_key = models.UUIDField("端末の記録番号", unique=True)
    kind = models.CharField(
        "種類", max_length=20, choices=[(each.value, KIND_LABELS[each]) for each in RecordKind], default="accompaniment"
    )
    method = models.CharField("方法", max_length=12, choices=list(METHOD_LABELS.items()))
    started_at = models.DateTimeField("開始")
    ended_at = models.DateTimeField("終了", null=True, blank=True)
    place = models.CharField("場所", max_length=100, blank=True)
    subject = models.CharField("主題", max_length=100)
    facts = models.TextField("聞き取った事実", blank=True)
    manager_said = models.TextField("経営者の言葉", blank=True)
    own_judgement = models.TextField("見立て(社外に見せない)", blank=True)
    insight = models.TextField("気付き", blank=True)
    advice = models.TextField("助言・実施したこと", blank=True)
    agreed = models.TextField("合意したこと", blank=True)
    obstacles = models.JSONField("障壁", default=list, blank=True)
    sub_step = models.CharField("支援の段階", max_length=2, choices=list(SUB_STEPS.items()), blank=True)
    next_contact_on = models.DateField("次の予定", null=True, blank=True)
    visibility = models.CharField(
        "見せる範囲",
        max_length=10,
        choices=[(each.value, VISIBILITY_LABELS[each]) for each in Visibility],
        default=Visibility.OWN,
    )
    version = models.PositiveIntegerField("版数", default=1)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="記録者", on_delete=models.RESTRICT, related_name="+"
    )
    recorded_at = models.DateTimeField("記録日時")
    saved_at = models.DateTimeField("保存日時")
    approved_at = models.DateTimeField("承認日時", null=True, blank=True)
    approved_by_label = models.CharField("承認した人", max_length=200, blank=True)

    class Meta:
        verbose_name = "支援記録"
        verbose_name_plural = "支援記録"
        ordering = ("-started_at", "id")
        indexes = (
            models.Index(fields=["case", "started_at", "institution"], name="records_of_case"),
            # Statistics read nothing but this index: a year of an institution is counted without touching the texts.
            models.Index(
                fields=["institution", "started_at", "case", "ended_at", "kind"], name="records_of_institution"
            ),
        )
        constraints = (
            models.CheckConstraint(
                name="record_ends_after_it_begins",
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("started_at")),
            ),
            models.CheckConstraint(name="record_has_a_subject", condition=~Q(subject="")),
            models.CheckConstraint(name="record_visibility_is_known", condition=Q(visibility__in=list(Visibility))),
        )

    def __str__(self) -> str:
        return f"{self.case_id} {self.started_at:%Y-%m-%d} {self.subject}"


class RecordPerson(models.Model):
    """Somebody who took part: of the company, of the own or of another institution."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    record = models.ForeignKey(SupportRecord, verbose_name="記録", on_delete=models.CASCADE, related_name="people")
    side = models.CharField("どちらの人", max_length=12, choices=list(SIDE_LABELS.items()))
    name = models.CharField("名前", max_length=100)
    post = models.CharField("所属・役職", max_length=100, blank=True)

    class Meta:
        verbose_name = "参加者"
        verbose_name_plural = "参加者"
        ordering = ("record", "side", "name", "id")
        indexes = (models.Index(fields=["side", "name"], name="people_of_records_by_name"),)

    def __str__(self) -> str:
        return self.name


class Homework(models.Model):
    """What was agreed to be done, by which side and until when. Both sides see it when the record is shared."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    record = models.ForeignKey(SupportRecord, verbose_name="記録", on_delete=models.RESTRICT, related_name="homework")
    case = models.ForeignKey(SupportCase, verbose_name="ケース", on_delete=models.RESTRICT, related_name="homework")
    side = models.CharField("担当", max_length=12, choices=list(SIDE_LABELS.items()))
    what = models.CharField("内容", max_length=200)
    due_on = models.DateField("期限", null=True, blank=True)
    done_on = models.DateField("終わった日", null=True, blank=True)
    position = models.PositiveSmallIntegerField("順番")

    class Meta:
        verbose_name = "宿題"
        verbose_name_plural = "宿題"
        ordering = ("record", "position")
        indexes = (models.Index(fields=["case", "done_on", "due_on"], name="homework_of_case"),)
        constraints = (
            models.CheckConstraint(name="homework_side_is_known", condition=Q(side__in=list(SIDE_LABELS))),
            models.CheckConstraint(name="homework_says_what", condition=~Q(what="")),
        )

    def __str__(self) -> str:
        return self.what


class RecordVersion(models.Model):
    """A record as it was saved once, frozen."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    record = models.ForeignKey(SupportRecord, verbose_name="記録", on_delete=models.RESTRICT, related_name="versions")
    number = models.PositiveIntegerField("版")
    content = models.JSONField("内容")
    saved_by_label = models.CharField("保存した人", max_length=200)
    saved_at = models.DateTimeField("保存日時")

    class Meta:
        verbose_name = "支援記録の版"
        verbose_name_plural = "支援記録の版"
        ordering = ("record", "number")
        constraints = (models.UniqueConstraint(fields=["record", "number"], name="one_record_version_of_a_number"),)

    def __str__(self) -> str:
        return f"{self.record_id} 第{self.number}版"
