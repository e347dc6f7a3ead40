"""The committed stylesheet and icons hold all that templates name, and nothing leads outside."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from thidua.foundation.templatetags.icons import symbols

STATIC = Path(settings.PACKAGE) / "foundation" / "static" / "foundation"
CSS = (STATIC / "thidua.css").read_text(encoding="utf-8")
TEMPLATES = sorted(Path(settings.PACKAGE).rglob("templates/**/*.html"))
# classes that only scripts or tests look for
HOOKS = frozenset({"gone", "pub"})


def _classes(text: str) -> set[str]:
    """Return the class names a template writes out whole."""
    found: set[str] = set()
    for value in re.findall(r'\sclass="([^"]*)"', text):
        plain = re.sub(r"\S*\{\{.*?\}\}\S*", " ", re.sub(r"\{%.*?%\}", " ", value))
        found |= set(plain.split())
    return found


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_every_class_of_a_template_is_in_the_stylesheet(template):
    wanted = _classes(template.read_text(encoding="utf-8")) - HOOKS
    missing = [name for name in sorted(wanted) if not re.search(rf"\.{re.escape(name)}(?![\w-])", CSS)]
    assert missing == []


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_every_icon_of_a_template_is_in_the_sprite(template):
    names = re.findall(r'\{% icon "([^"]+)"', template.read_text(encoding="utf-8"))
    assert [name for name in names if name not in symbols()] == []


def test_the_stylesheet_loads_nothing_from_elsewhere():
    addresses = re.findall(r"url\(([^)]*)\)", CSS)
    outside = [address for address in addresses if not address.strip("\"'").startswith(("fonts/", "data:"))]
    assert outside == []


def test_the_font_comes_with_its_licence():
    assert (STATIC / "fonts" / "OFL.txt").exists()
    assert (Path(settings.PACKAGE) / "foundation" / "icons" / "LICENSE-tabler-MIT.txt").exists()
