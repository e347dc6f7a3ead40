"""Fictitious documents in the many forms offices use, each with what a careful person reads out of it."""

import json
import re
import textwrap
import unicodedata
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from thidua.core.parsing.reader import read
from thidua.core.parsing.reading import LegalBasisCited
from thidua.core.text import fold

DOCUMENTS = sorted((Path(__file__).parent / "documents").glob("*.txt"))
SCALARS = ("issuer", "number", "place", "date", "type", "subject", "signer", "signer_title")
VERBATIM = ("number", "date", "place", "signer", "signer_title", "type")


def gold_of(path):
    return json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))


def plain(words):
    return " ".join(re.findall(r"[a-z0-9]+", fold(words or "")))


def movement_key(name):
    return re.sub(r" (?:giai doan|nam) \d{4}.*$", "", plain(name))


def basis_key(number, name, date):
    return number or f"{plain(name)} {date[:4]}"


def key_of(basis: LegalBasisCited):
    return basis_key(basis.number, basis.name, basis.date or "")


@pytest.fixture(params=DOCUMENTS, ids=[path.stem for path in DOCUMENTS])
def document(request):
    return request.param


def test_there_are_documents_of_many_makes():
    assert len(DOCUMENTS) >= 20


def test_the_frame_is_read_as_printed(document):
    gold = gold_of(document)["metadata"]
    metadata = read(document.read_text(encoding="utf-8")).metadata
    for name in SCALARS:
        assert plain(getattr(metadata, name)) == plain(gold[name]), name
    for name in VERBATIM:
        assert getattr(metadata, name) == gold[name], name
    assert list(metadata.addressees) == gold["addressees"]
    assert list(metadata.recipients) == gold["recipients"]


def test_theme_and_movements_are_found_and_nothing_else(document):
    gold = gold_of(document)
    reading = read(document.read_text(encoding="utf-8"))
    assert reading.theme == gold["theme"]
    expected = Counter(movement_key(item["name"]) for item in gold["movements"])
    assert Counter(movement_key(item.name) for item in reading.movements) == expected
    periods = {movement_key(item.name): item.period for item in reading.movements}
    for item in gold["movements"]:
        if "period" in item:
            assert periods[movement_key(item["name"])] == tuple(item["period"])


def test_every_cited_document_is_found_once(document):
    gold = gold_of(document)["legal_bases"]
    expected = [basis_key(item["number"], item.get("name"), item.get("date", "")) for item in gold]
    assert [key_of(basis) for basis in read(document.read_text(encoding="utf-8")).legal_bases] == expected


def test_every_unit_gets_its_task_and_deadline(document):
    gold = gold_of(document)["assignments"]
    reading = read(document.read_text(encoding="utf-8"))
    assert [item.unit for item in reading.assignments] == [item["unit"] for item in gold]
    for item, expected in zip(reading.assignments, gold, strict=True):
        assert item.task_excerpt in reading.text
        assert item.task_excerpt.strip()
        if "due" in expected:
            assert item.due == expected["due"]


def test_places_lead_back_to_the_words(document):
    reading = read(document.read_text(encoding="utf-8"))
    for movement in reading.movements:
        printed = reading.text[movement.span.start : movement.span.end]
        assert plain(movement.name) in plain(printed) or movement.is_launched
    for basis in reading.legal_bases:
        printed = reading.text[basis.span.start : basis.span.end]
        ordinal = re.split(r"[/-]", basis.number)[-1] if basis.number else basis.name.split()[0]
        assert ordinal in re.sub(r"\s", " ", printed)


def wrapped(text: str) -> str:
    """Cut long lines as a PDF page does; lines set in columns stay."""
    lines = []
    for line in text.split("\n"):
        is_set = "|" in line or "   " in line.strip()
        lines += [line] if is_set else textwrap.wrap(line, 78, break_on_hyphens=False) or [""]
    return "\n".join(lines)


REPRINTS: dict[str, Callable[[str], str]] = {
    "decomposed": lambda text: unicodedata.normalize("NFD", text),
    "windows": lambda text: text.replace("\n", "\r\n"),
    "indented": lambda text: re.sub(r"(?m)^", "    ", text),
    "trailing": lambda text: re.sub(r"(?m)$", "  ", text),
    "dense": lambda text: re.sub(r"\n\s*\n+", "\n", text),
    "wrapped": wrapped,
}


@pytest.mark.parametrize("reprint", REPRINTS.values(), ids=REPRINTS)
def test_the_make_of_a_text_does_not_change_what_is_read(document, reprint):
    text = document.read_text(encoding="utf-8")
    once, again = read(text), read(reprint(text))
    assert plain(again.metadata.issuer) == plain(once.metadata.issuer)
    assert plain(again.metadata.subject) == plain(once.metadata.subject)
    for name in ("number", "date", "place", "signer", "signer_title", "type", "recipients", "addressees"):
        assert getattr(again.metadata, name) == getattr(once.metadata, name), name
    assert [movement_key(item.name) for item in again.movements] == [
        movement_key(item.name) for item in once.movements
    ]
    assert [key_of(basis) for basis in again.legal_bases] == [key_of(basis) for basis in once.legal_bases]
    assert [item.unit for item in again.assignments] == [item.unit for item in once.assignments]
