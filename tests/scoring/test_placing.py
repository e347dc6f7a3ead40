"""Places by tables: what each step of a chain sees, and units that have nothing yet."""

from decimal import Decimal
from fractions import Fraction

import pytest

from thidua.core.scoring import LineState, TieBreak, TieKind
from thidua.scoring.queries.placing import (
    Chain,
    Decided,
    LineRead,
    Standee,
    closed_share,
    places_of,
    progress_places,
)


def standee(key: str, points: str, **more: object) -> Standee:
    line = LineRead(Decimal(points), LineState.SCORED, {})
    facts = {"lost": Decimal(0), "groups": {}, "lines": {"a": line}} | more
    return Standee(key=key, points=Decimal(points), **facts)


def line(points: str = "0", state: LineState = LineState.SCORED, **facts: str) -> LineRead:
    return LineRead(Decimal(points), state, facts)


def told(units: list[Standee], *steps: TieBreak, **more: object) -> list[tuple[str, int]]:
    return [(place.key, place.place) for place in places_of(units, Chain(steps, **more))]


STEPS = [
    (TieBreak(TieKind.CRITERION, "a"), {"lines": {"a": line("3")}}, {"lines": {"a": line("2")}}),
    (TieBreak(TieKind.GROUP, "g"), {"groups": {"g": "4.50"}}, {"groups": {"g": "4.25"}}),
    (TieBreak(TieKind.VALUE, "a"), {"lines": {"a": line(value="12.5")}}, {"lines": {"a": line(value="9")}}),
    (TieBreak(TieKind.FEWER_DEDUCTIONS), {"lost": Decimal(1)}, {"lost": Decimal(2)}),
    (TieBreak(TieKind.PROGRESS), {"before": Decimal(40)}, {"before": Decimal(45)}),
    (TieBreak(TieKind.PRIORITY, "far"), {"priorities": frozenset({"far"})}, {}),
]


@pytest.mark.parametrize(("step", "better", "worse"), STEPS, ids=[str(step.kind) for step, _, _ in STEPS])
def test_a_step_of_the_chain_tells_equals_apart(step: TieBreak, better: dict, worse: dict):
    units = [standee("b", "50", **worse), standee("a", "50", **better)]
    assert told(units, step) == [("a", 1), ("b", 2)]
    assert [place.place for place in places_of(units, Chain(()))] == [1, 1]


def test_less_of_a_limit_is_better():
    step = TieBreak(TieKind.VALUE, "a")
    units = [
        standee("many", "50", lines={"a": line(value="6")}),
        standee("few", "50", lines={"a": line(value="2")}),
    ]
    assert told(units, step) == [("many", 1), ("few", 2)]
    assert told(units, step, limits=frozenset({"a"})) == [("few", 1), ("many", 2)]


def test_who_was_not_given_the_criterion_stands_last_among_equals():
    step = TieBreak(TieKind.CRITERION, "a")
    out = standee("out", "50", lines={"a": line(state=LineState.NOT_ASSIGNED), "b": line("50")})
    assert told([out, standee("in", "50", lines={"a": line("0")})], step) == [("in", 1), ("out", 2)]


def test_people_decide_also_where_the_set_forgot_them():
    units = [standee(key, "50") for key in "abc"]
    decided = (
        Decided(TieKind.DECISION, ("b", "a", "c")),
        Decided(TieKind.DECISION, ("c", "a", "b")),
    )
    assert told(units, decided=decided) == [("c", 1), ("a", 2), ("b", 3)]
    step = TieBreak(TieKind.DECISION)
    assert told(units, step, decided=decided) == [("c", 1), ("a", 2), ("b", 3)]


def test_equals_share_a_place_and_the_next_is_left_out():
    units = [standee(key, points) for key, points in zip("abcd", ("9", "8", "8", "7"), strict=True)]
    places = places_of(units, Chain(()))
    assert [(place.key, place.place) for place in places] == [("a", 1), ("b", 2), ("c", 2), ("d", 4)]
    assert [place.key for place in places if place.open_tie] == ["b", "c"]


def test_who_lacks_something_is_placed_and_says_so_and_who_has_nothing_waits():
    waiting = line(state=LineState.NOT_REPORTED)
    part = standee("part", "9", lines={"a": line("9"), "b": waiting})
    none = standee("none", "0", lines={"a": waiting, "b": waiting})
    zero = standee("zero", "0", lines={"a": line("0")})
    places = places_of([none, zero, part], Chain(()))
    assert [(place.key, place.place, place.entrant.mark) for place in places] == [
        ("part", 1, "còn thiếu 1 tiêu chí"),
        ("zero", 2, ""),
    ]
    assert none.mark == "còn thiếu 2 tiêu chí"


def test_progress_is_placed_by_points_won():
    moved = {"a": ("96.12", "93.4"), "b": ("91.46", "84.02"), "c": ("80", "82.38"), "d": ("77", None)}
    units = [
        standee(key, now, before=None if before is None else Decimal(before))
        for key, (now, before) in moved.items()
    ]
    assert progress_places(units) == {"b": 1, "a": 2, "c": 3}


@pytest.mark.parametrize(
    ("before", "points", "closed"),
    [("80", "90", Fraction(1, 2)), ("80", "76", Fraction(-1, 5)), ("100", "90", None), (None, "90", None)],
)
def test_part_of_the_missing_points_that_was_won(before: str | None, points: str, closed: Fraction | None):
    last = None if before is None else Decimal(before)
    assert closed_share(last, Decimal(points), Decimal(100)) == closed


def test_a_ballot_places_only_those_it_was_held_on():
    chain = Chain((TieBreak(TieKind.BALLOT),), decided=(Decided(TieKind.BALLOT, ("b", "a")),))
    two = [standee("a", "5"), standee("b", "5")]
    assert [(one.key, one.place) for one in places_of(two, chain)] == [("b", 1), ("a", 2)]
    three = [*two, standee("c", "5")]
    assert [one.place for one in places_of(three, chain)] == [1, 1, 1]
    assert all(one.open_tie for one in places_of(three, chain))
