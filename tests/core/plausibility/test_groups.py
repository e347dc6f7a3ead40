"""Doubts about many figures at once, and the list of visits they add up to."""

from datetime import datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.core.plausibility import (
    DoubtCode,
    PlausibilityDoubt,
    Subject,
    all_above_last_year,
    all_full,
    entered_at_the_last_minute,
    parts_differ,
    round_numbers,
    visit_list,
)
from thidua.core.plausibility.doubts import WEIGHTS
from thidua.core.plausibility.groups import _chance_of

D = Decimal
UNITS = [f"Thôn {number}" for number in range(1, 10)]
GRAIN = Subject("Thôn 3", "Lương thực", "tấn")
DEADLINE = datetime(2024, 4, 5, 17, 0, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))


def by_unit(*numbers):
    return {f"Thôn {place}": D(number) for place, number in enumerate(numbers, 1)}


@pytest.mark.parametrize(
    ("percents", "doubted"),
    [(["100"] * 5, True), (["100.0"] * 9, True), (["100"] * 4, False), (["100"] * 8 + ["99.9"], False)],
)
def test_all_full(percents, doubted):
    assert (all_full("Thôn 3", [D(percent) for percent in percents], ["Thôn 3"]) is not None) == doubted


def test_all_full_names_the_target_and_sends_to_its_units():
    doubt = all_full("Hộ văn hóa", [D(100)] * 9, UNITS)
    assert doubt.sentence == "Hộ văn hóa: cả 9 số đều đúng 100%. Nên đi xem một vài nơi."
    assert doubt.units == tuple(UNITS)


@pytest.mark.parametrize(
    ("numbers", "sentence"),
    [
        (["20", "30", "50", "40", "60", "73", "81", "94"], "Thôn 3: 5 trong 8 số tận cùng là 0."),
        (["20", "30", "50", "40", "67", "73", "81", "94"], None),  # four of eight come by chance in 0,5%
        (["200", "300", "500", "167", "673", "281", "394", "151"], "Thôn 3: 3 trong 8 số tận cùng là 00."),
        (["20"] * 7, None),
        (["0"] * 20, None),
        (["12.5", "30", "50", "40", "60", "70", "81", "94"], "Thôn 3: 5 trong 8 số tận cùng là 0."),
    ],
)
def test_round_numbers(numbers, sentence):
    found = round_numbers("Thôn 3", [D(number) for number in numbers])
    assert (found and found.sentence) == (sentence and f"{sentence} Nên đi xem số có được đếm không.")


@given(st.integers(1, 30), st.sampled_from([10, 100]))
def test_chance_falls_from_one(count, step):
    chances = [_chance_of(found, count, step) for found in range(count + 1)]
    assert chances[0] == 1
    assert chances[-1] == Fraction(1, step**count)
    assert all(one > other for one, other in pairwise(chances))


@pytest.mark.parametrize(
    ("now", "last_year", "lower_is_better", "doubted"),
    [
        (["91", "92", "93", "94", "95"], ["80", "85", "90", "95", "100"], False, True),
        (["90", "92", "93", "94", "95"], ["80", "85", "90", "95", "100"], False, False),
        (["91", "92", "93", "94"], ["80", "85", "90", "95", "100"], False, False),
        (["91", "92", "93", "94", "95"], ["80", "85", "90", "95"], False, False),
        (["2", "2.5", "1", "0", "2.9"], ["3"] * 5, True, True),
        (["2", "2.5", "1", "0", "2.9"], ["3"] * 5, False, False),
    ],
)
def test_all_better_than_last_years_mean(now, last_year, lower_is_better, doubted):
    numbers = [D(number) for number in last_year]
    found = all_above_last_year("Hộ văn hóa", by_unit(*now), numbers, lower_is_better=lower_is_better)
    assert (found is not None) == doubted


@pytest.mark.parametrize(
    ("lower_is_better", "now", "sentence"),
    [
        (False, "91", "Hộ: cả 5 đơn vị đều trên mức bình quân năm trước (90%). Nên đi xem một vài nơi."),
        (True, "89", "Hộ: cả 5 đơn vị đều dưới mức bình quân năm trước (90%). Nên đi xem một vài nơi."),
    ],
)
def test_the_mean_is_named(lower_is_better, now, sentence):
    doubt = all_above_last_year(
        "Hộ", by_unit(*[now] * 5), [D(90)] * 5, measure="%", lower_is_better=lower_is_better
    )
    assert (doubt.sentence, doubt.units) == (sentence, tuple(UNITS[:5]))


@pytest.mark.parametrize(
    ("parts", "are_all", "off"),
    [
        (["1200", "1150"], True, None),
        (["1200", "1100"], True, "50"),
        (["1200", "1100"], False, None),
        (["1200", "1170"], False, "20"),
        ([], True, None),
    ],
)
def test_parts_and_whole(parts, are_all, off):
    found = parts_differ(GRAIN, D(2350), [D(part) for part in parts], are_all=are_all)
    assert (found is None) == (off is None)
    assert off is None or f"tổng báo 2.350 tấn, chênh {off} tấn." in found.sentence


@pytest.mark.parametrize(
    ("minutes_before", "doubted"),
    [
        ([30, 20, 10, 5, 0], True),
        ([31, 20, 10, 5, 0], False),
        ([30, 20, 10, 5], False),
        ([30, 20, 10, 5, -1], False),
        ([], False),
    ],
)
def test_all_written_at_the_last_minute(minutes_before, doubted):
    entered = [DEADLINE - timedelta(minutes=minutes) for minutes in minutes_before]
    assert (entered_at_the_last_minute("Thôn 3", entered, DEADLINE) is not None) == doubted


@pytest.mark.parametrize(("seconds", "minutes"), [(0, 1), (61, 2), (18 * 60, 18)])
def test_the_minutes_are_named(seconds, minutes):
    entered = [DEADLINE - timedelta(seconds=seconds)] * 12
    assert entered_at_the_last_minute("Thôn 3", entered, DEADLINE).sentence == (
        f"Thôn 3: cả 12 số được ghi trong {minutes} phút cuối trước hạn. Nên hỏi số lấy từ đâu."
    )


def test_visits_go_by_weight_then_by_name():
    small = PlausibilityDoubt(DoubtCode.LAST_MINUTE, "a", ("Thôn Đông", "Thôn Bắc"))
    large = PlausibilityDoubt(DoubtCode.JUMP, "b", ("Thôn Nam",))
    twice = PlausibilityDoubt(DoubtCode.PHOTO_TWICE, "c", ("Thôn Đông", "Thôn Ân"))
    visits = visit_list([small, large, twice])
    assert [(visit.unit, visit.weight) for visit in visits] == [
        ("Thôn Đông", 3),
        ("Thôn Nam", 3),
        ("Thôn Ân", 2),
        ("Thôn Bắc", 1),
    ]
    assert visits[0].doubts == (twice, small)


def test_every_doubt_has_its_weight():
    assert set(WEIGHTS) == set(DoubtCode)
    assert PlausibilityDoubt(DoubtCode.JUMP, "", ()).weight == 3
