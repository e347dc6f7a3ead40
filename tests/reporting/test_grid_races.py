"""Two hands in one grid at once: a cell is begun once, a closed period takes nothing."""

import pytest
from tests.documents.test_together import at_once
from tests.reporting.steps import MONTH
from tests.season import NOW, SmallSeason

from thidua.core.errors import DomainError
from thidua.reporting.models import Figure
from thidua.reporting.services import grid, periods
from thidua.reporting.services.grid import Cell, GridClashError

pytestmark = pytest.mark.django_db(transaction=True)


def cell_of(season: SmallSeason, text: str) -> Cell:
    return Cell(season.report("Thôn 1").pk, season.targets["fish"].pk, text, "", expected=0)


def test_two_who_begin_one_cell_at_once_do_not_overwrite_each_other(season: SmallSeason) -> None:
    period = season.period(MONTH)
    told = at_once(
        lambda: grid.save(period, [cell_of(season, "30")], by=season.office, at=NOW),
        lambda: grid.save(period, [cell_of(season, "40")], by=season.other_office, at=NOW),
    )
    assert sorted(type(answer).__name__ for answer in told) == ["GridClashError", "tuple"]
    figure = Figure.objects.get()
    (clash,) = next(answer for answer in told if isinstance(answer, GridClashError)).clashes
    assert clash.version == figure.version == 1
    assert f"vừa ghi: {figure.typed}." in clash.sentence


def test_a_period_closed_at_once_keeps_what_came_before_or_refuses(season: SmallSeason) -> None:
    period = season.period(MONTH)
    told = at_once(
        lambda: grid.save(period, [cell_of(season, "30")], by=season.office, at=NOW),
        lambda: periods.close(period, expected=period.version, by=season.other_office, at=NOW),
    )
    refused = [answer for answer in told if isinstance(answer, DomainError)]
    assert Figure.objects.count() == 1 - len(refused)
    assert not [one for one in told if isinstance(one, Exception) and not isinstance(one, DomainError)]
