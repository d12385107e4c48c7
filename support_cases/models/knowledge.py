"""What institutions learned and share: anonymous stories, tools, knowhow, and services that companies can use."""

import uuid

from django.db import models
from django.db.models import Q

from accounts.models import Organisation
from support_cases.models.case import SupportCase

ARTICLE_KINDS = (("story", "事例"), ("tool", "道具"), ("knowhow", "進め方"))
CIRCLES = (("own", "自機関だけ"), ("institutions", "支援機関どうし"), ("public", "支援機関のほかにも公開"))


class KnowledgeArticle(models.Model):
    """One article. A story names no company; `grams` is its searchable text in pairs of letters."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    institution = models.ForeignKey(
        Organisation, verbose_name="書いた機関", on_delete=models.RESTRICT, related_name="articles"
    )
    case = models.ForeignKey(
        SupportCase,
        verbose_name="元のケース",
        on_delete=models.RESTRICT,
        null=True,
        blank=True,
        related_name="articles",
    )
    kind = models.CharField("種類", max_length=8, choices=ARTICLE_KINDS)
    title = models.CharField("題名", max_length=100)
    industry = models.CharField("業種", max_length=2, blank=True)
    size = models.CharField("規模", max_length=40, blank=True)
    challenge = models.TextField("課題", blank=True)
    approach = models.TextField("取組", blank=True)
    effect = models.TextField("効果", blank=True)
    lesson = models.TextField("学んだこと", blank=True)
    tags = models.JSONField("言葉", default=list, blank=True)
    circle = models.CharField("見せる範囲", max_length=14, choices=CIRCLES, default="own")
    grams = models.TextField("検索の言葉", blank=True, editable=False)
    published_on = models.DateField("公開日", null=True, blank=True)
    version = models.PositiveIntegerField("版数", default=1)
    saved_at = models.DateTimeField("保存日時")
    saved_by_label = models.CharField("保存した人", max_length=200)

    class Meta:
        verbose_name = "知見"
        verbose_name_plural = "知見"
        ordering = ("-saved_at", "id")
        constraints = (
            models.CheckConstraint(name="article_circle_is_known", condition=Q(circle__in=[key for key, _ in CIRCLES])),
        )

    def __str__(self) -> str:
        return self.title


class CatalogueService(models.Model):
    """A service that relieves a company of indirect work (BPO) or that several companies share."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    institution = models.ForeignKey(
        Organisation, verbose_name="載せた機関", on_delete=models.RESTRICT, related_name="catalogue"
    )
    name = models.CharField("サービス", max_length=100)
    provider = models.CharField("提供する会社", max_length=100)
    relieves = models.CharField("楽になる仕事", max_length=200)
    cost = models.CharField("費用の目安", max_length=100, blank=True)
    website = models.URLField("ウェブサイト", blank=True)
    is_offered = models.BooleanField("掲載中", default=True)
    saved_at = models.DateTimeField("保存日時")

    class Meta:
        verbose_name = "共同サービス"
        verbose_name_plural = "共同サービス"
        ordering = ("name", "id")

    def __str__(self) -> str:
        return self.name
