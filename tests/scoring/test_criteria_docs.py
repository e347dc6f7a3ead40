"""A reader of the docs can write a table of their own: what stands there is what the program takes."""

import json
import re
from pathlib import Path

import pytest

from thidua.core.scoring.checking import problems_of
from thidua.core.scoring.exchange import set_from
from thidua.core.scoring.rule_words import rule_numbers
from thidua.core.scoring.rules import RuleKind
from thidua.scoring.enums import EventKind, RuleChoice

TEXT = (Path(__file__).parents[2] / "docs" / "criteria.md").read_text(encoding="utf-8")
RULES = {
    row[1].strip(" `"): row
    for row in (line.strip("|").split("|") for line in TEXT.splitlines() if line.startswith("|"))
    if len(row) == 5 and row[1].strip(" `").isupper()
}


def test_the_example_is_a_sound_set():
    example = re.search(r"```json\n(.*?)```", TEXT, re.DOTALL)
    assert example is not None
    assert [problem.sentence for problem in problems_of(set_from(json.loads(example[1])))] == []


@pytest.mark.parametrize("kind", RuleKind)
def test_every_rule_stands_in_the_docs_by_its_name(kind: RuleKind):
    assert RULES[kind.value][0].strip() == RuleChoice(kind.value).label


@pytest.mark.parametrize("kind", RuleKind)
def test_every_cell_of_the_docs_is_understood(kind: RuleKind):
    cells = re.findall(r"`([^`]+)`", RULES[kind.value][3])
    assert bool(rule_numbers("\n".join(cells), "Ô")) == bool(cells)


@pytest.mark.parametrize("kind", EventKind)
def test_every_kind_of_event_stands_in_the_docs(kind: EventKind):
    assert f"`{kind.value}`" in TEXT
    assert f"`{kind.label}`" in TEXT
