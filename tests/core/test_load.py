"""The load of a month: minutes by dated estimates, and when it is too much."""

from datetime import date
from decimal import Decimal

import pytest

from thidua.core.load import ESTIMATES, Counted, estimate_on, loads, minutes_of

NOW = ESTIMATES[-1]


@pytest.mark.parametrize(
    ("counted", "minutes"),
    [
        (Counted(), 0),
        (Counted(movements=9), 0),
        (Counted(reports=1, figures=7), 10),
        (Counted(reports=2, figures=40, works=3), 106),
    ],
)
def test_minutes_are_counted_by_kind(counted, minutes):
    assert minutes_of(counted, NOW) == minutes


def test_hours_are_told_to_a_tenth():
    assert [load.hours for load in loads([Counted(works=1), Counted(works=2)], NOW)] == [
        Decimal("0.3"),
        Decimal("0.7"),
    ]


def test_more_than_a_working_day_is_too_much():
    light, heavy = loads([Counted(works=24), Counted(works=25)], NOW)
    assert not light.is_heavy
    assert heavy.words == "Quá tải: hơn 8 giờ một tháng."


def test_the_commune_may_call_less_too_much():
    light, heavy = loads([Counted(works=9), Counted(works=10)], NOW, 3)
    assert not light.is_heavy
    assert heavy.words == "Quá tải: hơn 3 giờ một tháng."


@pytest.mark.parametrize(
    ("counted", "words"),
    [
        (Counted(movements=2), ""),
        (Counted(works=2), "2 việc khác × 20 phút = 40 phút"),
        (Counted(reports=2, figures=40), "2 báo cáo × 3 phút + 40 số liệu × 1 phút = 46 phút"),
    ],
)
def test_hours_say_what_they_are_made_of(counted, words):
    (load,) = loads([counted], NOW)
    assert load.made_of == words


def test_twice_the_middle_of_its_kind_is_heavy():
    *others, last = loads([Counted(works=2), Counted(works=2), Counted(), Counted(works=5)], NOW)
    assert not any(load.is_heavy for load in others)
    assert last.words == "Nặng gấp 2,5 lần mức giữa của các đơn vị cùng loại."


def test_little_work_is_never_heavy():
    assert not any(load.is_heavy for load in loads([Counted(works=1), Counted(works=3)], NOW))
    assert loads([], NOW) == []


def test_the_estimate_is_that_of_its_day():
    assert estimate_on(date(1999, 1, 1)) == ESTIMATES[0]
    assert estimate_on(date(2099, 1, 1)) == ESTIMATES[-1]
    assert all(estimate.source for estimate in ESTIMATES)
