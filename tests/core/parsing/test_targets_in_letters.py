"""Whole letters in the styles officials use, with their targets by hand; places and people are made up.

Each `letters/*.gold` has one target a line:
comparator | low | high | unit | per | words of the parent | excerpt.
"""

import unicodedata
from pathlib import Path

import pytest

from thidua.core.parsing.layout import lay_out
from thidua.core.parsing.targets import read_targets
from thidua.core.text import normalise

LETTERS = sorted((Path(__file__).parent / "letters").glob("*.txt"))


def number(value):
    return "" if value is None else format(value.normalize(), "f")


def read(text):
    return read_targets(lay_out(normalise(text)))


@pytest.mark.parametrize("letter", LETTERS, ids=lambda path: path.stem)
def test_letter(letter):
    text = normalise(letter.read_text(encoding="utf-8"))
    gold = [line.split("|") for line in letter.with_suffix(".gold").read_text(encoding="utf-8").splitlines()]
    found = read(text)
    assert [
        [target.comparator, number(target.low), number(target.high), target.unit.lower(), target.per or ""]
        for target in found
    ] == [[comparator, low, high, unit.lower(), per] for comparator, low, high, unit, per, _, _ in gold]
    for target, (*_, parent, excerpt) in zip(found, gold, strict=True):
        words = " ".join(text[target.span.start : target.span.end].split()).lower()
        assert excerpt.lower() in words or words in excerpt.lower()
        assert bool(target.parent) == bool(parent)
        assert parent.lower() in (target.parent or "").lower()


@pytest.mark.parametrize("letter", LETTERS, ids=lambda path: path.stem)
def test_letter_with_other_line_ends_and_composition_reads_the_same(letter):
    text = letter.read_text(encoding="utf-8")
    assert values(read(unicodedata.normalize("NFD", text))) == values(read(text))


def values(targets):
    return [(target.comparator, target.low, target.high, target.unit, target.per) for target in targets]
