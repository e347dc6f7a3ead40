"""Deadlines are counted from their day, in the days the law counts in, and told in words."""

from datetime import date

import pytest

from thidua.core.errors import DomainError
from thidua.core.law.deadlines import Deadline, Trigger, told
from thidua.core.law.reading import law_from
from thidua.core.working_days import WorkingDays
from thidua.law.shipped import entry_of, law_of

NONE = WorkingDays()
HOLIDAYS = WorkingDays(frozenset({date(2024, 9, 2), date(2024, 9, 3)}))


def days(count: int, **more) -> Deadline:
    return Deadline("Ra quyết định", frozenset({"GDVH"}), Trigger.COMPLETE, count, **more)


@pytest.mark.parametrize(
    ("deadline", "start", "calendar", "last"),
    [
        (days(10), date(2024, 8, 10), NONE, date(2024, 8, 20)),
        (days(15), date(2024, 12, 25), NONE, date(2025, 1, 9)),
        (days(10), date(2024, 2, 20), NONE, date(2024, 3, 1)),
        (days(3, is_worked=True), date(2024, 8, 30), HOLIDAYS, date(2024, 9, 6)),
        (days(3, is_worked=True), date(2024, 8, 30), NONE, date(2024, 9, 4)),
        (days(0, before=(11, 25)), date(2024, 1, 1), NONE, date(2024, 11, 24)),
        (days(0, before=(3, 1)), date(2024, 6, 1), NONE, date(2024, 2, 29)),
        (days(0, before=(1, 1)), date(2024, 6, 1), NONE, date(2023, 12, 31)),
    ],
)
def test_the_last_day(deadline, start, calendar, last):
    assert deadline.last_day(start, calendar) == last


@pytest.mark.parametrize(
    ("on", "words"),
    [
        (date(2024, 8, 15), "Còn 5 ngày: chậm nhất 20/08/2024"),
        (date(2024, 8, 20), "Hôm nay là ngày cuối: chậm nhất 20/08/2024"),
        (date(2024, 8, 23), "Quá hạn 3 ngày: chậm nhất 20/08/2024"),
    ],
)
def test_what_is_told(on, words):
    assert told(days(10), date(2024, 8, 10), on, NONE) == words


def test_working_days_are_told_as_such():
    deadline, start = days(3, is_worked=True), date(2024, 8, 30)
    assert told(deadline, start, date(2024, 9, 1), HOLIDAYS) == "Còn 3 ngày làm việc: chậm nhất 06/09/2024"
    assert (
        told(deadline, start, date(2024, 9, 9), HOLIDAYS) == "Quá hạn 1 ngày làm việc: chậm nhất 06/09/2024"
    )
    assert told(deadline, start, date(2024, 9, 7), HOLIDAYS) == "Quá hạn: chậm nhất 06/09/2024"


def test_the_law_shipped_counts_what_its_sentences_say():
    for day in (date(2024, 9, 17), date(2025, 9, 1), date(2026, 10, 1)):
        pack = law_of(None).pack_on(day)
        found = {rule.key: rule.deadline for rule in pack.rules if rule.deadline}
        assert {key: (one.trigger, one.days, one.before) for key, one in found.items()} == {
            "C01": (Trigger.YEAR, 0, (11, 25)),
            "C03": (Trigger.COMPLETE, 10, None),
            "C07": (Trigger.ISSUED, 15, None),
        }
        assert set().union(*(one.kinds for one in found.values())) <= set(pack.kinds)
        assert all(pack.is_sure_of(rule) == pack.decides for rule in pack.rules if rule.deadline)


@pytest.mark.parametrize("wrong", [{"from": "never"}, {"before": "13-01"}, {"days": {}}])
def test_a_deadline_written_wrong_names_its_pack(wrong):
    entry = entry_of("rp1")
    entry["rules"]["C03"]["deadline"] |= wrong
    if wrong.get("days") == {}:
        del entry["rules"]["C03"]["deadline"]["days"]
    with pytest.raises(DomainError, match="“RP1”"):
        law_from([entry], [])
