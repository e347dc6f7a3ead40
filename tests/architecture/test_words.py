"""Pages speak Vietnamese, in plain words, to nobody in particular."""

import ast
import re

import pytest
from tests.sources import PACKAGE, modules, templates

_TAGS = re.compile(r"{%.*?%}|{{.*?}}|{#.*?#}|<script.*?</script>|<[^>]+>", re.DOTALL)
_SHOWN_IN = re.compile(r"\b(?:alt|aria-label|placeholder|title)=\"([^\"]*)\"")
_PRONOUNS = re.compile(r"\b(bạn|quý vị|chúng tôi|chúng ta|mày|tôi|anh/chị)\b", re.IGNORECASE)
_ENGLISH = re.compile(
    r"\b(save|cancel|submit|delete|edit|update|search|login|logout|password|user|admin|dashboard|error|warning"
    r"|success|failed|invalid|loading|next|previous|back|home|help|settings|status|email|upload|download|file|link"
    r"|click|ok|yes|no|form|list|report|target|movement|deadline|KPI|import|export|version|conflict)\b",
    re.IGNORECASE,
)
_OWN_NAMES = re.compile(
    r"\.(docx|pdf|txt|md|html|xlsx)\b|\b(Zalo|Excel|Word|PDF|SQLite|PostgreSQL|QR)\b", re.IGNORECASE
)


def words_of(path):
    text = path.read_text(encoding="utf-8")
    shown = " ".join(_SHOWN_IN.findall(re.sub(r"{%.*?%}|{{.*?}}", " ", text, flags=re.DOTALL)))
    return _OWN_NAMES.sub(" ", f"{_TAGS.sub(' ', text)} {shown}")


@pytest.mark.parametrize("path", templates(), ids=lambda path: path.name)
def test_a_page_holds_no_english_and_no_pronoun(path):
    words = words_of(path)
    assert _ENGLISH.findall(words) == []
    assert _PRONOUNS.findall(words) == []


def test_there_are_pages():
    assert len(templates()) > 10
    assert PACKAGE.exists()


_SHORT_DAY = re.compile(r"(?<![\d/])(?:\d/\d{1,2}|\d{1,2}/\d)/(?:19|20)\d\d(?!\d)")
_WITHOUT_ZERO = re.compile(r"\|date:[\"'][^\"']*j|:%-d|\.day\}/")
_READS_LETTERS = ("core.parsing.", "core.dates", "core.pasted.")  # whose examples are what people write


def _told(module):
    """Yield the texts of a module that somebody may read: all but what explains the code."""
    explained = {
        node.body[0].value
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and ast.get_docstring(node)
    }
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in explained:
            yield node.value


def test_a_day_is_written_with_its_zeros():
    data = [*PACKAGE.glob("*/data/**/*.toml"), *PACKAGE.glob("*/data/**/*.json")]
    texts = {path.name: path.read_text(encoding="utf-8") for path in (*templates(), *data)}
    for module in modules():
        if not module.name.startswith(_READS_LETTERS):
            texts[module.name] = "\n".join(_told(module))
    assert len(texts) > len(templates()) + len(data)
    assert {name: found for name, text in texts.items() if (found := _SHORT_DAY.findall(text))} == {}


def test_no_page_and_no_module_writes_days_by_itself():
    files = {path.name: path for path in templates()} | {module.name: module.path for module in modules()}
    texts = {name: path.read_text(encoding="utf-8") for name, path in files.items()}
    assert {name for name, text in texts.items() if _WITHOUT_ZERO.search(text)} == set()
