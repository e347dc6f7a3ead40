"""Pages speak Vietnamese, in plain words, to nobody in particular."""

import re

import pytest
from tests.sources import PACKAGE, templates

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
