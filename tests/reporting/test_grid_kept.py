"""Rows of the grid stay drawn: after every kind of change the page is what it would be, were nothing kept."""

from collections.abc import Callable
from functools import partial

import pytest
from tests.reporting.steps import MONTH, figure_of, fill, send
from tests.season import NOW, SmallSeason

from thidua.foundation.actors import Actor
from thidua.movements.models import Allocation, Target
from thidua.organisation.models import Unit
from thidua.reporting import policies
from thidua.reporting.models import Report
from thidua.reporting.queries import grid as reads
from thidua.reporting.queries.grid import grid_of
from thidua.reporting.queries.reading import Entry
from thidua.reporting.services import figures, periods, verification
from thidua.reporting.web import grid_html
from thidua.reporting.web.grid_html import Marks, table_of

KEPT = (reads._written, reads._totals, reads._keys, grid_html._rows_under)
Step = Callable[[SmallSeason], object]


def drawn(season: SmallSeason, actor: Actor) -> str:
    period = season.period(MONTH)
    may_write = partial(policies.may_write_for, actor, period.authority_id)
    return table_of(grid_of(period, actor, may_write), Marks())


def anew(season: SmallSeason, actor: Actor) -> str:
    for kept in KEPT:
        kept.cache_clear()
    return drawn(season, actor)


def _write(season: SmallSeason, by: Actor, text: str) -> None:
    figure = figure_of(season, "Thôn 1", "fish")
    figures.write(
        season.report("Thôn 1"),
        season.targets["fish"],
        Entry(text),
        expected=figure.version,
        by=by,
        at=NOW,
    )


def _verify(season: SmallSeason) -> None:
    figure = figure_of(season, "Thôn 2", "fish")
    verification.verify(figure, expected=figure.version, by=season.other_office, at=NOW)


def _send_back(season: SmallSeason) -> None:
    figure = figure_of(season, "Thôn 2", "health")
    verification.send_back(figure, reason="Xem lại", expected=figure.version, by=season.other_office, at=NOW)


def _close(season: SmallSeason) -> None:
    period = season.period(MONTH)
    periods.close(period, expected=period.version, by=season.office, at=NOW)


STEPS: dict[str, Step] = {
    "a unit fills": lambda season: fill(season, "Thôn 1"),
    "another fills the same": lambda season: fill(season, "Thôn 2"),
    "the unit writes again": lambda season: _write(season, season.heads["Thôn 1"], "34"),
    "the office writes after it": lambda season: _write(season, season.office, "35"),
    "the old number once more": lambda season: _write(season, season.heads["Thôn 1"], "34"),
    "a cell that cannot be read": lambda season: _write(season, season.office, "ba mươi <tấn>"),
    "it is mended": lambda season: _write(season, season.office, "35"),
    "a report is sent": lambda season: send(season, "Thôn 2"),
    "a figure is verified": _verify,
    "a figure comes back": _send_back,
    "a unit is called otherwise": lambda _season: Unit.objects.filter(name="Thôn 1").update(name="Thôn <1>"),
    "a target is called otherwise": lambda season: Target.objects.filter(pk=season.targets["fish"].pk).update(
        name="Cá & tôm"
    ),
    "a target is taken from a unit": lambda season: Allocation.objects.filter(
        target=season.targets["fish"], unit__name="Thôn 3"
    ).update(amount=None),
    "a report goes": lambda season: Report.objects.filter(pk=season.report("Thôn 3").pk).delete(),
    "the period is closed": _close,
}


@pytest.mark.parametrize("who", ["office", "head"])
def test_what_is_kept_is_never_out_of_date(season: SmallSeason, who: str):
    actor = season.office if who == "office" else season.heads["Thôn 1"]
    before = anew(season, actor)
    for name, step in STEPS.items():
        step(season)
        now = drawn(season, actor)
        assert now == drawn(season, actor), name
        assert now == anew(season, actor), name
        assert now != before or actor is not season.office, name
        before = now


def test_only_the_row_that_changed_is_drawn_again(season: SmallSeason, monkeypatch: pytest.MonkeyPatch):
    fill(season, "Thôn 1")
    fill(season, "Thôn 2")
    anew(season, season.office)
    count = []
    plain = grid_html._row
    monkeypatch.setattr(grid_html, "_row", lambda *args: count.append(args[1]) or plain(*args))
    drawn(season, season.office)
    assert count == []
    _write(season, season.office, "40")
    drawn(season, season.office)
    assert count == [0]
