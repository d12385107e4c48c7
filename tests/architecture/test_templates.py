"""Templates: each is used, none runs anything inline, none reaches beyond this site, and no paper hides text."""

import re
from collections.abc import Callable
from pathlib import Path

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
_INCLUDED = re.compile(r"""{%\s*include\s+["']([^"']+)["']""")
_ALONE = re.compile(r"""{%\s*include\s+["']([^"']+)["'][^%]*\bonly\s*%}""")
_HIDES = re.compile(r"overflow(?:-[xy])?\s*:\s*(?:hidden|clip|scroll|auto)|text-overflow|line-clamp|-webkit-line-clamp")


def _inner(path: Path) -> str:
    return path.relative_to(ROOT / "templates").as_posix()


def _is_paper(path: Path) -> bool:
    return "papers" in path.parts


def _faults(paths: list[Path], found_in: Callable[[str], list[str]]) -> dict[str, list[str]]:
    """What is wrong, by the file it is wrong in."""
    return {name_of(path): found for path in paths if (found := found_in(path.read_text(encoding="utf-8")))}


def test_every_template_is_used() -> None:
    sources = [*files(*FLOORS, suffix=".py"), *TEMPLATES]
    named = {name for path in sources for name in _QUOTED.findall(path.read_text(encoding="utf-8"))}
    unused = {_inner(path) for path in TEMPLATES} - named - NAMED_BY_DJANGO
    assert {name for name in unused if not name.startswith(NAMED_BY_CONVENTION)} == set()


def test_a_page_runs_nothing_inline() -> None:
    """The content security policy would refuse it, silently and only in the browser."""
    pages = [path for path in TEMPLATES if not _is_paper(path)]
    assert _faults(pages, _INLINE.findall) == {}


def test_nothing_is_loaded_from_elsewhere() -> None:
    """A link that a person follows may lead away; what a page loads by itself may not."""

    def loaded(text: str) -> list[str]:
        own = _NAMESPACE.sub("", _LINK_AWAY.sub("", text))
        return _BEYOND.findall(re.sub(r"@import\s+(?:url\()?[\"'](?!https?:|//)", "", own))

    assert _faults([*TEMPLATES, *STYLE_SHEETS], loaded) == {}


def test_a_paper_never_hides_text() -> None:
    """Text cut off on paper is still extracted from the PDF, so that only the style sheet can tell."""
    papers = [path for path in [*TEMPLATES, *STYLE_SHEETS] if _is_paper(path)]
    assert papers
    assert _faults(papers, lambda text: _HIDES.findall(_COMMENT.sub("", text))) == {}


def test_every_static_file_it_names_is_there() -> None:
    assert _faults(TEMPLATES, lambda text: [name for name in _STATIC.findall(text) if finders.find(name) is None]) == {}


def test_no_form_loses_its_token_on_the_way() -> None:
    """`only` leaves the token of the page behind: what posts is included with the whole context."""
    texts = {_inner(path): path.read_text(encoding="utf-8") for path in TEMPLATES}
    posts = {name for name, text in texts.items() if "{% csrf_token %}" in text}
    while more := {name for name, text in texts.items() if posts & set(_INCLUDED.findall(text))} - posts:
        posts |= more
    lost = {name: [each for each in _ALONE.findall(text) if each in posts] for name, text in texts.items()}
    assert {name: found for name, found in lost.items() if found} == {}
