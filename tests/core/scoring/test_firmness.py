"""How firm a place is: the quick way gives what asking the whole set each time gives."""

import time
from decimal import Decimal as Dec
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.scoring.sets import criteria_sets, marks_for

from thidua.core.scoring import CriteriaSet, Criterion, Group, LineState, Mark
from thidua.core.scoring.firmness import Firmness, drawn_weights, firmness_of
from thidua.core.scoring.rules import Judged
from thidua.core.scoring.trying import Marks, reweighed

TRIALS = 12


def plainly(criteria: CriteriaSet, marks: Marks, seed: str) -> list[tuple[str, int, int]]:
    """Count as `reweighed` says, trial by trial: unit, place, times kept."""
    start = reweighed(criteria, marks, {})
    kept = {place.key: 0 for place in start}
    for trial in range(TRIALS):
        now = {
            place.key: place.place
            for place in reweighed(criteria, marks, drawn_weights(criteria, seed, trial))
        }
        for before in start:
            kept[before.key] += now[before.key] == before.place
    return [(place.key, place.place, kept[place.key]) for place in start]


@given(st.data(), st.integers(1, 99))
@settings(max_examples=30, deadline=None)
def test_whole_numbers_give_what_the_plain_way_gives(data: st.DataObject, seed: int):
    criteria = data.draw(criteria_sets())
    marks = data.draw(marks_for(criteria, units=4))
    found = firmness_of(criteria, marks, str(seed), trials=TRIALS)
    assert [(one.key, one.place, one.kept) for one in found] == plainly(criteria, marks, str(seed))


def two_lines(*places: tuple[str, str, str]) -> tuple[CriteriaSet, Marks]:
    lines = tuple(Criterion(key, key, Judged(Dec(50))) for key in "ab")
    criteria = CriteriaSet("Bộ", Dec(100), (Group("1", "Nhóm", Dec(100), lines),))
    marks = {
        name: {"a": Mark(Dec(a), LineState.SCORED), "b": Mark(Dec(b), LineState.SCORED)}
        for name, a, b in places
    }
    return criteria, marks


def test_a_clear_lead_holds_and_a_close_one_does_not():
    criteria, marks = two_lines(("Thôn 1", "50", "50"), ("Thôn 2", "40.5", "10"), ("Thôn 3", "10", "40"))
    first, second, third = firmness_of(criteria, marks, "7")
    assert first == Firmness("Thôn 1", 1, 100, 100)
    assert (second.rival, third.rival) == ("Thôn 3", "Thôn 2")
    assert 0 < second.kept < 100
    assert second.swaps == third.swaps == 100 - second.kept
    assert second.share == Fraction(second.kept, 100)


def test_the_same_seed_gives_the_same_again_and_another_another():
    criteria, marks = two_lines(("Thôn 1", "40.5", "10"), ("Thôn 2", "10", "40"))
    assert firmness_of(criteria, marks, "7") == firmness_of(criteria, marks, "7")
    assert drawn_weights(criteria, "7", 0) != drawn_weights(criteria, "8", 0)


def test_no_trial_and_a_single_unit_are_firm():
    criteria, marks = two_lines(("Thôn 1", "1", "1"))
    assert firmness_of(criteria, marks, "7", trials=0)[0].share == 1
    assert firmness_of(criteria, marks, "7")[0].kept == 100
    assert firmness_of(criteria, {}, "7") == ()


def test_everybody_equal_stays_first_together():
    criteria, marks = two_lines(("Thôn 1", "9", "9"), ("Thôn 2", "9", "9"))
    assert [(one.place, one.kept) for one in firmness_of(criteria, marks, "7")] == [(1, 100), (1, 100)]


def test_forty_units_by_forty_criteria_take_less_than_a_second():
    lines = tuple(Criterion(str(n), str(n), Judged(Dec("2.5"))) for n in range(40))
    criteria = CriteriaSet("Bộ", Dec(100), (Group("1", "Nhóm", Dec(100), lines),))
    marks = {
        f"Thôn {unit}": {
            one.key: Mark(Dec((unit * 7 + place * 13) % 251) / 100, LineState.SCORED)
            for place, one in enumerate(lines)
        }
        for unit in range(40)
    }
    began = time.process_time()
    assert len(firmness_of(criteria, marks, "7")) == 40
    assert time.process_time() - began < 1
