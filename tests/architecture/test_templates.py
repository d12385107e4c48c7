"""Templates: each is used, none runs anything inline, none reaches beyond this site, and no paper hides text."""

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

from tests.architecture.tree import FLOORS, ROOT, files, name_of

TEMPLATES = files("templates", suffix=".html")
STYLE_SHEETS = files("static", "templates", suffix=".css")
# Django asks for these by name when something goes wrong; nobody else names them.
NAMED_BY_DJANGO = {"400.html", "403.html", "403_csrf.html", "404.html", "500.html"}
# Form libraries build these names from the name of a widget or a layout object.
NAMED_BY_CONVENTION = ("dads/", "django/")

_QUOTED = re.compile(r"""["']([\w./-]+\.(?:html|css|txt|xml|svg))["']""")
_STATIC = re.compile(r"""{%\s*static\s+["']([^"']+)["']""")
_INLINE = re.compile(r"""<style\b|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)|javascript:""", re.IGNORECASE)
_BEYOND = re.compile(
    r"""(?:src|srcset|href|action)=["'](?:https?:)?//|@import|url\(\s*["']?(?:https?:)?//""", re.IGNORECASE
)
_LINK_AWAY = re.compile(r"<a\s[^>]*>", re.IGNORECASE)
_NAMESPACE = re.compile(r"""xmlns(?::\w+)?=["'][^"']+["']""")
_COMMENT = re.compile(r"/\*.*?\*/|{#.*?#}|{% comment %}.*?{% endcomment %}", re.DOTALL)
_HIDES = re.compile(r"overflow(?:-[xy])?\s*:\s*(?:hidden|clip|scroll|auto)|text-overflow|line-clamp|-webkit-line-clamp")


def _inner(path: Path) -> str:
    return path.relative_to(ROOT / "templates").as_posix()


def _is_paper(path: Path) -> bool:
    return "papers" in path.parts


def test_every_template_is_used() -> None:
    sources = [*files(*FLOORS, suffix=".py"), *TEMPLATES]
    named = {name for path in sources for name in _QUOTED.findall(path.read_text(encoding="utf-8"))}
    unused = {_inner(path) for path in TEMPLATES} - named - NAMED_BY_DJANGO
    assert {name for name in unused if not name.startswith(NAMED_BY_CONVENTION)} == set()


@pytest.mark.parametrize("path", [each for each in TEMPLATES if not _is_paper(each)], ids=name_of)
def test_a_page_runs_nothing_inline(path: Path) -> None:
    """The content security policy would refuse it, silently and only in the browser."""
    assert _INLINE.findall(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("path", [*TEMPLATES, *STYLE_SHEETS], ids=name_of)
def test_nothing_is_loaded_from_elsewhere(path: Path) -> None:
    """A link that a person follows may lead away; what a page loads by itself may not."""
    text = _NAMESPACE.sub("", _LINK_AWAY.sub("", path.read_text(encoding="utf-8")))
    assert _BEYOND.findall(re.sub(r"@import\s+(?:url\()?[\"'](?!https?:|//)", "", text)) == []


@pytest.mark.parametrize("path", [each for each in [*TEMPLATES, *STYLE_SHEETS] if _is_paper(each)], ids=name_of)
def test_a_paper_never_hides_text(path: Path) -> None:
    """Text cut off on paper is still extracted from the PDF, so that only the style sheet can tell."""
    assert _HIDES.findall(_COMMENT.sub("", path.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_every_static_file_it_names_is_there(path: Path) -> None:
    missing = [name for name in _STATIC.findall(path.read_text(encoding="utf-8")) if finders.find(name) is None]
    assert missing == []
