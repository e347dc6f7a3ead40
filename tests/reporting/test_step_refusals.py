"""Steps that a figure does not take: judged while it is written, lowered by its writer, too much said."""

from decimal import Decimal

import pytest
from tests.reporting.steps import figure_of, send
from tests.season import NOW, SmallSeason

from thidua.core.errors import DomainError, RefusedError
from thidua.reporting.enums import FigureState
from thidua.reporting.models import Figure, FigureChange
from thidua.reporting.queries.reading import Entry
from thidua.reporting.services import figures, reports, verification

TOO_LONG = "xin xem lại " * 60


@pytest.fixture
def returned(season: SmallSeason) -> Figure:
    send(season, "Thôn 1")
    figure = figure_of(season, "Thôn 1", "fish")
    return verification.send_back(figure, reason="Sai", expected=figure.version, by=season.office, at=NOW)


def rewrite(season: SmallSeason, figure: Figure, typed: str) -> Figure:
    return figures.write(
        figure.report,
        figure.target,
        Entry(typed),
        expected=figure.version,
        by=season.heads["Thôn 1"],
        at=NOW,
    )


def test_a_returned_figure_is_neither_verified_nor_mended(season: SmallSeason, returned: Figure) -> None:
    by = {"expected": returned.version, "by": season.office, "at": NOW}
    with pytest.raises(DomainError):
        verification.verify(returned, **by)
    with pytest.raises(DomainError):
        verification.mend(returned, Entry("3"), reason="Theo sổ", **by)
    assert figure_of(season, "Thôn 1", "fish").state == FigureState.RETURNED


def test_a_return_is_taken_back_only_until_its_unit_writes(season: SmallSeason, returned: Figure) -> None:
    waits = verification.undo(returned, expected=returned.version, by=season.office, at=NOW)
    assert waits.state == FigureState.SENT
    back = verification.send_back(waits, reason="Sai", expected=waits.version, by=season.office, at=NOW)
    for typed in ("4", ""):
        written = rewrite(season, figure_of(season, "Thôn 1", "fish"), typed)
        with pytest.raises(DomainError, match="đã ghi lại"):
            verification.undo(written, expected=written.version, by=season.office, at=NOW)
    assert figure_of(season, "Thôn 1", "fish").version == back.version + 2


def test_only_what_was_sent_is_lowered(season: SmallSeason, returned: Figure) -> None:
    with pytest.raises(DomainError, match="Chờ đơn vị gửi"):
        figures.lower(returned, Decimal(1), reason="Đếm lại", by=season.office, at=NOW)
    target = season.targets["fish"]
    draft = figures.write(
        season.report("Thôn 2"), target, Entry("40"), expected=0, by=season.heads["Thôn 2"], at=NOW
    )
    with pytest.raises(DomainError, match="Chờ đơn vị gửi"):
        figures.lower(draft, Decimal(1), reason="Đếm lại", by=season.office, at=NOW)
    assert not FigureChange.objects.exists()


def test_who_wrote_a_figure_does_not_lower_it(season: SmallSeason) -> None:
    report = season.report("Thôn 1")
    figure = figures.write(report, season.targets["fish"], Entry("40"), expected=0, by=season.office, at=NOW)
    reports.send(report, expected=report.version, by=season.office, at=NOW)
    with pytest.raises(RefusedError, match="Nhờ người khác"):
        figures.lower(figure, Decimal(39), reason="Đếm lại", by=season.office, at=NOW)
    lowered = figures.lower(figure, Decimal(39), reason="Đếm lại", by=season.other_office, at=NOW)
    assert lowered.state == FigureState.VERIFIED


def test_a_reason_that_is_too_long_is_told_and_not_cut(season: SmallSeason) -> None:
    send(season, "Thôn 1")
    figure = figure_of(season, "Thôn 1", "fish")
    by = {"reason": TOO_LONG, "expected": figure.version, "by": season.office, "at": NOW}
    with pytest.raises(DomainError, match="dài quá 500 chữ"):
        verification.send_back(figure, **by)
    with pytest.raises(DomainError, match="dài quá 500 chữ"):
        verification.mend(figure, Entry("30"), **by)
    assert figure_of(season, "Thôn 1", "fish").version == figure.version
