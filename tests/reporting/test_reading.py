"""Entries read by what their target counts, and what is refused."""

from decimal import Decimal

import pytest
from tests.season import SmallSeason

from thidua.movements.models import Target
from thidua.reporting.enums import CellChoice
from thidua.reporting.queries.reading import MEASURED, Entry, Measure, measure_from, read_entry


def of_nature(season: SmallSeason, nature: str, steps_total: int | None = None) -> Target:
    target = season.targets["poor"]
    target.tracking.nature, target.tracking.steps_total = nature, steps_total
    return target


@pytest.mark.parametrize("typed", ["không có", "0", "190"])
def test_a_rate_needs_its_whole_also_where_there_is_none(season, typed):
    assert read_entry(season.targets["health"], Entry(typed)).mistake == "Còn thiếu số khẩu để tính tỷ lệ."
    assert not read_entry(season.targets["health"], Entry(typed, "200")).mistake


@pytest.mark.parametrize("typed", ["không áp dụng", ""])
def test_what_counts_nothing_needs_no_whole(season, typed):
    assert not read_entry(season.targets["health"], Entry(typed)).mistake


@pytest.mark.parametrize(("typed", "value"), [("đạt", 1), ("1", 1), ("chưa đạt", 0), ("0", 0)])
def test_a_state_is_reached_or_not(season, typed, value):
    assert read_entry(of_nature(season, "state"), Entry(typed)).value == Decimal(value)


@pytest.mark.parametrize("typed", ["5", "0,5", "gần đạt"])
def test_a_state_is_not_counted(season, typed):
    found = read_entry(of_nature(season, "state"), Entry(typed))
    assert found.mistake == "Chỉ tiêu này không đếm bằng số; hãy ghi “đạt” hoặc “chưa đạt”."
    assert found.said == CellChoice.EMPTY


def test_a_milestone_counts_whole_steps(season):
    target = of_nature(season, "milestone", 19)
    assert read_entry(target, Entry("19")).value == 19
    assert read_entry(target, Entry("2,5")).mistake == "Số tiêu chí đã đạt là số nguyên; nhờ xem lại số này."


def test_a_milestone_has_no_more_steps_than_there_are(season):
    found = read_entry(of_nature(season, "milestone", 19), Entry("25"))
    assert found.mistake == "Chỉ có 19 tiêu chí; nhờ xem lại số đã đạt."
    assert read_entry(of_nature(season, "milestone"), Entry("25")).value == 25


def test_a_measure_is_the_same_from_columns_as_from_the_target(season: SmallSeason):
    of_nature(season, "milestone", 19).tracking.save()
    found = Target.objects.filter(tracking__isnull=False)
    measures = {measure_from(*columns) for columns in found.values_list(*MEASURED)}
    assert measures == {Measure.of(target) for target in found}
    assert len(measures) > 2
    assert {measure.is_counted_in_two for measure in measures} == {True, False}


def test_a_target_changed_since_is_read_by_what_it_is_now(season: SmallSeason):
    fish = Target.objects.filter(pk=season.targets["fish"].pk)
    before = measure_from(*fish.values_list(*MEASURED)[0])
    fish.update(unit="con")
    after = measure_from(*fish.values_list(*MEASURED)[0])
    assert (before.unit, after.unit) == ("tấn", "con")
