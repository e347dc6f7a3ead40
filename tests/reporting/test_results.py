"""Results of a season against tables worked out by hand."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.commune import Commune
from tests.reported import months, report
from tests.season import NOW, OPENED, SmallSeason, make_season

from thidua.core.allocation import AllocationKind
from thidua.movements.models import Allocation, Target, Tracking
from thidua.reporting.enums import ResultStatus
from thidua.reporting.models import Figure
from thidua.reporting.queries.reading import Entry
from thidua.reporting.queries.results import TargetResult, results_of
from thidua.reporting.services import figures, periods, totals

AUTUMN = OPENED.replace(month=10, day=14)
OCTOBER = date(2024, 10, 14)
S = ResultStatus
SUMMER = ("Tháng 7/2024", "Tháng 8/2024", "Tháng 9/2024")


@pytest.fixture(scope="module")
def kept_season(kept_commune: Commune) -> SmallSeason:
    """The season as it stands in October: months until September are over and due."""
    return make_season(kept_commune, at=AUTUMN)


def result(season: SmallSeason, name: str, on: date = OCTOBER, **more: object) -> TargetResult:
    return results_of(season.movement, on, **more).by_target[season.targets[name].pk]


def all_villages(*values: object) -> dict:
    return {
        place: said
        for unit in ("Thôn 1", "Thôn 2", "Thôn 3")
        for place, said in months(*values, unit=unit).items()
    }


def test_what_nobody_reported_is_not_reported_and_names_everybody(season):
    found = result(season, "fish")
    assert found.status == S.NOT_REPORTED
    assert found.shown == "chưa có số"
    assert [debtor.unit for debtor in found.debtors] == ["Thôn 1", "Thôn 2", "Thôn 3"]
    assert found.debtors[0].words == "Thôn 1 chưa báo cáo 9 kỳ, từ tháng 1/2024"
    assert found.verification == ""


def test_before_the_first_day_it_is_not_due(season):
    found = result(season, "fish", date(2024, 1, 20))
    assert (found.status, found.debtors) == (S.NOT_DUE, ())


def test_a_sum_over_units_and_months(season):
    """360 tấn a year, 274 of 366 days gone at the end of September: 269,5 tấn."""
    report(season, "fish", all_villages(*[10] * 9))
    found = result(season, "fish")
    assert (found.status, found.shown, found.share_text) == (S.ON_TRACK, "270 tấn", "75%")
    assert found.expected_text == "74,86%"
    assert found.standing.progress.forecast is not None
    assert "phải có 269,51 tấn" in found.reason


def test_two_villages_that_did_their_part_are_not_behind_for_the_third(season):
    report(
        season,
        "fish",
        {**months(*[10] * 9), **months(*[10] * 9, unit="Thôn 2"), **months(*[10] * 6, unit="Thôn 3")},
    )
    found = result(season, "fish")
    assert (found.status, found.shown) == (S.ON_TRACK, "240 tấn")
    assert found.missing_text == "Thôn 3 chưa báo cáo 3 kỳ, từ tháng 7/2024."
    assert "phần của đơn vị đã báo cáo" in found.reason


def test_the_part_of_a_missing_village_is_weighed_by_what_it_was_given(season):
    Allocation.objects.filter(target=season.targets["fish"], unit=season.commune.units["Thôn 3"]).update(
        amount=Decimal(240)
    )
    Allocation.objects.filter(target=season.targets["fish"]).exclude(
        unit=season.commune.units["Thôn 3"]
    ).update(amount=Decimal(60))
    report(season, "fish", {**months(*[5] * 9), **months(*[5] * 9, unit="Thôn 2")})
    assert result(season, "fish").status == S.ON_TRACK


def test_a_rate_is_the_sum_of_its_counts(season):
    """190/200, 150/200 and 39/40 are 379/440 = 86,14%, not the mean of 95%, 75% and 97,5%."""
    month = "Tháng 9/2024"
    report(
        season,
        "health",
        {("Thôn 1", month): (190, 200), ("Thôn 2", month): (150, 200), ("Thôn 3", month): (39, 40)},
    )
    found = result(season, "health")
    assert found.shown == "86,14%"
    assert found.status == S.BEHIND


def test_a_limit_that_was_passed_is_at_risk_although_units_are_missing(season):
    report(season, "poor", months(3, 4))
    found = result(season, "poor")
    assert (found.status, found.shown) == (S.AT_RISK, "7 vụ")


def test_the_owner_reports_where_nothing_was_given(season):
    office = "Văn phòng UBND xã"
    report(season, "income", {(office, "Quý I/2024"): 12, (office, "Quý II/2024"): "11.5"})
    found = result(season, "income")
    assert (found.status, found.shown) == (S.REACHED, "11,5%")
    assert [debtor.words for debtor in found.debtors] == [f"{office} chưa báo cáo quý III/2024"]


def each(season: SmallSeason) -> None:
    Tracking.objects.filter(target=season.targets["health"]).update(allocation_kind=AllocationKind.EACH)


def test_where_each_must_reach_the_worst_is_named(season):
    each(season)
    month = "Tháng 9/2024"
    report(season, "health", {("Thôn 1", month): 97, ("Thôn 2", month): 88, ("Thôn 3", month): 99})
    found = result(season, "health")
    assert (found.shown, found.worst) == ("88%", "Thôn 2")
    assert found.status == S.BEHIND
    assert found.reason.endswith("Thấp nhất là Thôn 2.")


def test_where_each_must_reach_the_totals_of_the_year_are_compared(season):
    Tracking.objects.filter(target=season.targets["fish"]).update(allocation_kind=AllocationKind.EACH)
    report(
        season, "fish", {**months(100, 20), **months(10, 90, unit="Thôn 2"), **months(60, 61, unit="Thôn 3")}
    )
    found = result(season, "fish")
    assert (found.shown, found.worst) == ("100 tấn", "Thôn 2")


def test_good_news_of_some_is_no_verdict(season):
    each(season)
    report(season, "health", {("Thôn 1", "Tháng 9/2024"): 97})
    assert result(season, "health").status == S.NOT_REPORTED


def test_what_was_verified_is_told_apart(season):
    report(season, "fish", months(*[40] * 3), verified=True)
    report(season, "fish", months(*[40] * 3, unit="Thôn 2"))
    found = result(season, "fish")
    assert found.verification == "Còn 120 tấn (50%) chưa thẩm định."
    assert not found.is_verified


def test_what_does_not_apply_owes_nothing_and_adds_nothing(season):
    report(season, "fish", {**all_villages(*[10] * 8), ("Thôn 1", "Tháng 9/2024"): None})
    found = result(season, "fish")
    assert "Thôn 1" not in found.missing_text
    assert found.shown == "240 tấn"


def test_a_figure_sent_back_does_not_count(season):
    report(season, "fish", months(10, 10))
    figure = Figure.objects.first()
    figure.state, figure.returned_because = "returned", "Nhờ xem lại."
    figure.save(update_fields=["state", "returned_because"])
    totals.refresh(figure.target_id, figure.report.period_id)
    found = result(season, "fish")
    assert found.shown == "10 tấn"


def test_a_changed_figure_is_seen_at_once(season):
    report(season, "fish", all_villages(*[10] * 9))
    before = result(season, "fish")
    figure = Figure.objects.select_related("report__unit").filter(report__unit__name="Thôn 1").first()
    figures.correct(
        figure,
        Entry("40"),
        reason="Đếm lại.",
        expected=figure.version,
        by=season.heads["Thôn 1"],
        at=AUTUMN,
    )
    assert (before.shown, result(season, "fish").shown) == ("270 tấn", "300 tấn")


def test_an_earlier_day_leaves_later_periods_out(season):
    report(season, "fish", all_villages(*[10] * 9))
    found = result(season, "fish", until=date(2024, 6, 30))
    assert found.shown == "180 tấn"
    assert results_of(season.movement, OCTOBER).days[:2] == (date(2024, 9, 30), date(2024, 8, 31))


def part_of(season: SmallSeason, whole: str, part: str) -> None:
    target = season.targets[part]
    Target.objects.filter(pk=target.pk).update(
        parent=season.targets[whole], unit="tấn", low=300, high=None, comparator="ge"
    )
    Tracking.objects.filter(target=target).update(nature="cumulative", allocation_kind=AllocationKind.SUM)


def test_parts_that_exceed_their_whole_are_said(season):
    part_of(season, "fish", "poor")
    report(season, "fish", all_villages(*[10] * 9))
    report(season, "poor", all_villages(*[11] * 9))
    assert "chênh 27 tấn" in result(season, "fish").parts
    assert result(season, "poor").parts == ""


def test_parts_of_other_months_prove_nothing(season):
    part_of(season, "fish", "poor")
    report(season, "fish", all_villages(*[10] * 8))
    report(season, "poor", all_villages(*[10] * 9))
    assert result(season, "fish").parts == ""


@pytest.mark.parametrize("rows", [30, 300])
def test_four_queries_for_any_number_of_figures(season, rows):
    """Make targets until the figures of nine months and three villages reach the number."""
    for place in range(rows // 25 + 1):
        copy = Target.objects.get(pk=season.targets["fish"].pk)
        copy.pk = None
        copy.position = 100 + place
        copy.save(force_insert=True)
        tracking = Tracking.objects.get(target=season.targets["fish"])
        tracking.pk = copy.pk
        tracking.save(force_insert=True)
        season.targets[f"copy-{place}"] = copy
        Allocation.objects.bulk_create(
            Allocation(target=copy, unit=season.commune.units[f"Thôn {number}"], amount=120)
            for number in (1, 2, 3)
        )
        report(season, f"copy-{place}", all_villages(*[10] * (8 + place % 2)))
    assert Figure.objects.count() >= rows
    with CaptureQueriesContext(connection) as captured:
        results_of(season.movement, OCTOBER)
    assert len(captured) <= 4


def test_the_day_reports_are_due_is_not_late_yet(season):
    due = season.period("Tháng 9/2024").due_on
    assert len(result(season, "fish", due).debtors[0].periods) == 8
    assert NOW.date() < due


def test_a_unit_that_came_later_owes_nothing_of_a_closed_period(season):
    report(season, "fish", {(unit, "Tháng 1/2024"): 10 for unit in ("Thôn 1", "Thôn 2", "Thôn 3")})
    school = season.commune.units["Trường Mầm non"]
    Allocation.objects.create(target=season.targets["fish"], unit=school, amount=10)
    january = season.period("Tháng 1/2024")
    before = {debtor.unit: debtor.periods[0].span.name for debtor in result(season, "fish").debtors}
    periods.close(january, expected=january.version, by=season.office, at=AUTUMN)
    after = {debtor.unit: debtor.periods[0].span.name for debtor in result(season, "fish").debtors}
    assert before["Trường Mầm non"] == "Tháng 1/2024"
    assert after["Trường Mầm non"] == "Tháng 2/2024"
