"""Reading is linear: work is counted, for seconds tell of the machine. `make bench` measures the seconds."""

import re
import sys
from collections.abc import Iterator
from importlib import import_module
from itertools import chain, pairwise
from pkgutil import walk_packages
from re import _constants as codes
from re import _parser as parser

import pytest
from benchmarks.shapes import SHAPES, long_text

import thidua.core
from thidua.core.parsing.reader import read

SIZES = (10_000, 20_000, 40_000)
"""Small enough to lie below the limits on numbers and mentions, behind which work stops growing."""
LETTERS = frozenset(chr(code) for code in chain(range(1, 0x180), range(0x1EA0, 0x1EFA))) | set("–—“”…≤≥‰")
CATEGORIES = {
    codes.CATEGORY_SPACE: r"\s",
    codes.CATEGORY_NOT_SPACE: r"\S",
    codes.CATEGORY_WORD: r"\w",
    codes.CATEGORY_NOT_WORD: r"\W",
    codes.CATEGORY_DIGIT: r"\d",
    codes.CATEGORY_NOT_DIGIT: r"\D",
}


def calls_of(text):
    """Count the calls, of Python and of built-in functions, that one reading takes."""
    count = 0

    def count_call(_frame, event, _argument):
        nonlocal count
        count += event in {"call", "c_call"}

    sys.setprofile(count_call)
    try:
        read(text)
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("piece", SHAPES.values(), ids=SHAPES)
def test_twice_the_text_takes_at_most_twice_the_calls(piece):
    read(long_text(piece, 1_000))  # fills the caches
    counted = [calls_of(long_text(piece, size)) for size in SIZES]
    assert all(more <= 2.2 * fewer for fewer, more in pairwise(counted)), counted


def patterns() -> Iterator[tuple[str, re.Pattern[str]]]:
    for module in walk_packages(thidua.core.__path__, "thidua.core."):
        for name, thing in vars(import_module(module.name)).items():
            if isinstance(thing, re.Pattern):
                yield f"{module.name}.{name}", thing


def letters_of(kind, argument):
    """Return the letters one step of a pattern may take."""
    if kind is codes.LITERAL:
        return {chr(argument), chr(argument).lower(), chr(argument).upper()}
    if kind is codes.NOT_LITERAL:
        return LETTERS - {chr(argument)}
    if kind is codes.ANY:
        return LETTERS - {"\n"}
    if kind is codes.RANGE:
        return {letter for letter in LETTERS if argument[0] <= ord(letter) <= argument[1]}
    if kind is codes.CATEGORY:
        return {letter for letter in LETTERS if re.match(CATEGORIES[argument], letter)}
    is_negated = argument[0][0] is codes.NEGATE
    listed = set().union(*(letters_of(*item) for item in argument if item[0] is not codes.NEGATE))
    return LETTERS - listed if is_negated else listed


def branches_of(kind, argument) -> list:
    """Return the sequences a step is made of: one of them is taken."""
    if kind is codes.SUBPATTERN:
        return [argument[3]]
    if kind is codes.BRANCH:
        return list(argument[1])
    if kind is codes.ATOMIC_GROUP:
        return [argument]
    return [argument[2]] if kind in REPEATS else []


REPEATS = {codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT}
SINGLES = {codes.LITERAL, codes.NOT_LITERAL, codes.ANY, codes.RANGE, codes.IN}


def is_skippable(kind, argument) -> bool:
    if kind in SINGLES:
        return False
    if kind in REPEATS and argument[0] == 0:
        return True
    inner = branches_of(kind, argument)
    return not inner or any(all(is_skippable(*step) for step in steps) for steps in inner)


def first_of(steps):
    """Return the letters a sequence may begin with."""
    found = set()
    for kind, argument in steps:
        if kind in SINGLES:
            return found | letters_of(kind, argument)
        for inner in branches_of(kind, argument):
            found |= first_of(inner)
        if not is_skippable(kind, argument):
            return found
    return found


def is_endless(kind, argument) -> bool:
    return kind in {codes.MAX_REPEAT, codes.MIN_REPEAT} and argument[1] is codes.MAXREPEAT


def ambiguous_in(steps, follow, *, looped):
    """Yield the endless repeats inside an endless one behind which their own letters may follow."""
    steps = list(steps)
    for index, (kind, argument) in enumerate(steps):
        rest = steps[index + 1 :]
        after = first_of(rest) | (follow if all(is_skippable(*step) for step in rest) else set())
        if kind is codes.ATOMIC_GROUP or kind is codes.POSSESSIVE_REPEAT:
            continue  # what is taken once is not given back
        endless = is_endless(kind, argument)
        for inner in branches_of(kind, argument):
            again = first_of(inner) if endless else set()
            if endless and looped and first_of(inner) & after:
                yield first_of(inner) & after
            yield from ambiguous_in(inner, after | again, looped=looped or endless)


def ambiguities(pattern: re.Pattern[str]) -> list:
    parsed = parser.parse(pattern.pattern, pattern.flags & ~re.DEBUG)
    return list(ambiguous_in(parsed, set(), looped=False))


@pytest.mark.parametrize("pattern", [r"(a+)+b", r"(?:\w+\s*)*;", r"(?:\s*x?)*", r"(?:(?:a|b+)*c?)*d"])
def test_the_check_of_patterns_finds_doubling_ones(pattern):
    assert ambiguities(re.compile(pattern))


@pytest.mark.parametrize("pattern", [r"(?:\w+\s+)*;", r"(?>\w+\s*)*+;", r"a+b+", r"(?:\w+,)*"])
def test_the_check_of_patterns_lets_plain_ones_pass(pattern):
    assert not ambiguities(re.compile(pattern))


def test_no_pattern_can_take_the_same_letters_in_many_ways():
    """Such a pattern doubles its steps with each letter; calls do not show it."""
    assert {name: found for name, pattern in patterns() if (found := ambiguities(pattern))} == {}
