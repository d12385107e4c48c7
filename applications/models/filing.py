"""What was sent, how it was judged, and how a person decided where the rules left it to one."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from encrypted_fields.fields import EncryptedTextField

from applications.models.application import Application
from applications.models.call import SHA256_LENGTH


class Submission(models.Model):
    """One sent state of an application, frozen. A corrected one is the next number, never an edit."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    application = models.ForeignKey(
        Application, verbose_name="交付申請", on_delete=models.RESTRICT, related_name="submissions"
    )
    number = models.PositiveIntegerField("提出の回", default=1)
    answers = models.JSONField("回答")
    sealed_answers = EncryptedTextField("秘匿する回答", null=True, blank=True)
    cost_lines = models.JSONField("経費明細")
    facts = models.JSONField("判定に使う事実")
    attachments = models.JSONField("添付書類")
    submitted_at = models.DateTimeField("提出日時")
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="提出者", on_delete=models.RESTRICT, related_name="+"
    )
    sha256 = models.CharField("SHA-256", max_length=SHA256_LENGTH)

    class Meta:
        verbose_name = "提出"
        verbose_name_plural = "提出"
        ordering = ("application", "number")
        constraints = (
            models.UniqueConstraint(fields=["application", "number"], name="one_submission_of_a_number"),
            models.CheckConstraint(name="submissions_count_from_one", condition=Q(number__gte=1)),
            models.CheckConstraint(name="submission_carries_its_hash", condition=~Q(sha256="")),
        )

    def __str__(self) -> str:
        return f"{self.application_id} 第{self.number}回"


class Assessment(models.Model):
    """The judgement at the moment of sending. The same facts under the same revision must give it again."""

    submission = models.OneToOneField(
        Submission, verbose_name="提出", on_delete=models.RESTRICT, primary_key=True, related_name="assessment"
    )
    revision_sha256 = models.CharField("公募の版のSHA-256", max_length=SHA256_LENGTH)
    eligible = models.CharField("判定", max_length=8)
    verdicts = models.JSONField("要件の判定")
    costs = models.JSONField("経費の判定")
    amount = models.JSONField("金額の判定")
    asset_register_lines = models.JSONField("財産管理台帳に載る明細")
    judged_at = models.DateTimeField("判定日時")

    class Meta:
        verbose_name = "判定"
        verbose_name_plural = "判定"
        ordering = ("judged_at", "submission")
        constraints = (models.CheckConstraint(name="assessment_names_its_revision", condition=~Q(revision_sha256="")),)

    def __str__(self) -> str:
        return f"{self.submission_id} {self.eligible}"


class Resolution(models.Model):
    """A member of the secretariat decided what a rule had left to a person. A new decision is a new row."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    submission = models.ForeignKey(
        Submission, verbose_name="提出", on_delete=models.RESTRICT, related_name="resolutions"
    )
    rule = models.CharField("規定", max_length=10)
    line = models.PositiveIntegerField("明細の番号", default=0)
    number = models.PositiveIntegerField("判断の回", default=1)
    outcome = models.CharField("判断", max_length=8, choices=(("met", "満たす"), ("unmet", "満たさない")))
    because = models.TextField("理由")
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="判断した人", on_delete=models.RESTRICT, related_name="+"
    )
    resolved_by_label = models.CharField("判断した人の名前", max_length=200)
    resolved_at = models.DateTimeField("判断日時")

    class Meta:
        verbose_name = "要確認の判断"
        verbose_name_plural = "要確認の判断"
        ordering = ("submission", "rule", "line", "number")
        constraints = (
            models.UniqueConstraint(fields=["submission", "rule", "line", "number"], name="one_resolution_of_a_number"),
            models.CheckConstraint(name="resolution_is_met_or_unmet", condition=Q(outcome__in=["met", "unmet"])),
            models.CheckConstraint(name="resolution_has_a_reason", condition=~Q(because="")),
        )

    def __str__(self) -> str:
        return f"{self.submission_id} {self.rule} {self.outcome}"
