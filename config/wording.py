"""Filters that every template knows: a moment as it is written here, and days that no line tears apart."""

import re
from datetime import datetime

from django import template
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

from kernel.parts import moment_word

register = template.Library()

_WHOLE = re.compile(
    r"(?:明治|大正|昭和|平成|令和)(?:\d+|元)年\d+月\d+日(?:\([月火水木金土日]\))?(?:から|まで|ごろ)?"
    r"|\d+時\d+分(?:\d+秒)?(?:から|まで(?:\(必着\))?)?"
)


@register.filter
def moment(at: datetime | None) -> str:
    """令和7年6月9日(月) 10:05 in Tokyo: every page writes the era, never the year of the calendar alone."""
    return moment_word(at)


@register.filter(is_safe=True)
def whole(text: object) -> SafeString:
    """The text, with each day and each time of day kept together: browsers break them anywhere."""
    # What was escaped is safe, and what is put around it has no part of the text in it.
    return mark_safe(_WHOLE.sub(r'<span class="nowrap">\g<0></span>', conditional_escape(str(text))))  # noqa: S308
