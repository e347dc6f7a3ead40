"""Icons: each page carries the symbols it uses, once; a fragment carries its icons whole."""

import re
from functools import cache, lru_cache
from importlib import resources

from django import template
from django.http import HttpRequest
from django.template import Context
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

_SYMBOL = re.compile(r'<symbol id="i-([a-z0-9-]+)" viewBox="0 0 24 24">(.*?)</symbol>', re.DOTALL)
_USED = "_icons_used"
_MOST_KEPT = 500


@cache
def symbols() -> dict[str, SafeString]:
    """Return the drawing of each icon by its name (Tabler outline icons, MIT)."""
    sprite = resources.files("thidua.foundation").joinpath("icons/sprite.svg").read_text(encoding="utf-8")
    return {name: mark_safe(drawing) for name, drawing in _SYMBOL.findall(sprite)}  # noqa: S308 -- our own file


@register.simple_tag(takes_context=True)
def icon(context: Context, name: str, css: str = "") -> SafeString:
    """Draw an icon beside words; it is hidden from readers of the page, the words say it."""
    used = _used_on_page(context)
    if used is None:
        return _whole(name, css)
    used[name] = symbols()[name]
    return _reference(name, css)


@register.simple_tag(takes_context=True)
def state_mark(context: Context, look: str, name: str, words: str) -> SafeString:
    """Draw what `components/state.html` draws; for lists, where including it for each row takes long."""
    return format_html('<span class="st st-{}">{}{}</span>', look, icon(context, name), words)


@lru_cache(maxsize=_MOST_KEPT)
def _whole(name: str, css: str) -> SafeString:
    html = '<svg class="ic{}" viewBox="0 0 24 24" aria-hidden="true">{}</svg>'
    return format_html(html, _and(css), symbols()[name])


@lru_cache(maxsize=_MOST_KEPT)
def _reference(name: str, css: str) -> SafeString:
    return format_html('<svg class="ic{}" aria-hidden="true"><use href="#i-{}"/></svg>', _and(css), name)


@register.simple_tag(takes_context=True)
def icon_symbols(context: Context) -> SafeString:
    """Carry the symbols used on this page; stands at the end of the page."""
    used = _used_on_page(context) or {}
    drawn = format_html_join("", '<symbol id="i-{}" viewBox="0 0 24 24">{}</symbol>', sorted(used.items()))
    return format_html('<svg width="0" height="0" class="d-none" aria-hidden="true">{}</svg>', drawn)


def _and(css: str) -> str:
    return f" {css}" if css else ""


def _used_on_page(context: Context) -> dict[str, SafeString] | None:
    """Return the icons gathered for this page, or None where no page will carry their symbols."""
    request: HttpRequest | None = getattr(context, "request", None)
    if request is None or request.headers.get("HX-Request"):
        return None
    used: dict[str, SafeString] = request.__dict__.setdefault(_USED, {})
    return used
