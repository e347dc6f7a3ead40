"""What is kept of a target and a period: room for sums, who answers, what was verified."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse
from tests.reported import report
from tests.season import NOW, SmallSeason

from thidua.core.standing import stand_of, verified_only
from thidua.movements.models import Allocation
from thidua.organisation.enums import Role
from thidua.reporting.enums import ResultStatus
from thidua.reporting.models import Figure, PeriodTotal
from thidua.reporting.queries.results import TargetResult, results_of
from thidua.reporting.services import periods, totals

APRIL = "Tháng 4/2024"
MAY_20 = date(2024, 5, 20)


def result(season: SmallSeason, name: str) -> TargetResult:
    return results_of(season.movement, MAY_20).by_target[season.targets[name].pk]


def test_the_longest_figures_of_all_units_have_room(season):
    longest = "9" * 14
    report(season, "fish", {(f"Thôn {number}", APRIL): longest for number in (1, 2, 3)})
    total = PeriodTotal.objects.get(target=season.targets["fish"], period=season.period(APRIL))
    assert total.value == 3 * Decimal(longest)
    assert result(season, "fish").shown.startswith("299.999.999.999.997")


def test_pages_open_with_the_longest_figures(season):
    report(season, "fish", {("Thôn 1", APRIL): "9" * 14, ("Thôn 2", APRIL): 5}, verified=True)
    client, period = season.commune.client(Role.OFFICE), season.period(APRIL)
    pages = [reverse(f"reporting:{name}", args=[period.pk]) for name in ("period-detail", "period-grid")]
    pages += ["/", reverse("monitoring:public-results", args=[season.movement.pk])]
    assert {client.get(url).status_code for url in pages} == {200}


def milestone(season: SmallSeason) -> None:
    tracking = season.targets["poor"].tracking
    tracking.nature, tracking.allocation_kind = "milestone", "one"
    tracking.save()


@pytest.mark.parametrize(
    ("verified", "status"), [(False, ResultStatus.NOT_REPORTED), (True, ResultStatus.REACHED)]
)
def test_a_decision_counts_as_verified_once_it_was(season, verified, status):
    milestone(season)
    report(season, "poor", {("Thôn 1", APRIL): 1}, verified=verified)
    Figure.objects.update(decision="12/QĐ-UBND")
    totals.refresh(season.targets["poor"].pk, season.period(APRIL).pk)
    found = result(season, "poor")
    assert found.status == ResultStatus.REACHED
    assert stand_of(found.followed, verified_only(found.sums), MAY_20).status.value == status


def test_a_decision_without_steps_is_said_as_such(season):
    milestone(season)
    report(season, "poor", {("Thôn 1", APRIL): None})
    Figure.objects.update(decision="12/QĐ-UBND")
    totals.refresh(season.targets["poor"].pk, season.period(APRIL).pk)
    assert result(season, "poor").shown == "có quyết định"


def take_from(season: SmallSeason, village: str) -> None:
    rows = Allocation.objects.filter(target=season.targets["fish"], unit=season.commune.units[village])
    rows.update(amount=None, base=None)
    periods.call([season.period(APRIL)], by=season.office, at=NOW)


def test_a_unit_that_owes_no_longer_does_not_answer_for_another(season):
    report(season, "fish", {("Thôn 1", APRIL): 40, ("Thôn 2", APRIL): 40})
    take_from(season, "Thôn 1")
    found = result(season, "fish")
    assert found.standing.value == 80
    late = {debtor.unit for debtor in found.debtors if any(p.span.name == APRIL for p in debtor.periods)}
    assert late == {"Thôn 3"}


def test_an_earlier_day_names_nobody_for_later_periods(season):
    results = results_of(season.movement, MAY_20, until=date(2024, 3, 31))
    debtors = results.by_target[season.targets["fish"].pk].debtors
    assert [period.span.name for period in debtors[0].periods] == [f"Tháng {n}/2024" for n in (1, 2, 3)]
