"""Each change of what counts reaches the points in the transaction of the change."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import TestCase
from tests.contest import Contest
from tests.reporting.steps import figure_of, fill, send
from tests.season import NOW, SmallSeason

from thidua.commitments.models import Pledge
from thidua.commitments.signals import PLEDGE, promises_changed
from thidua.core.errors import DomainError
from thidua.movements.services import targets
from thidua.organisation.models import Authority
from thidua.reporting.queries.reading import Entry
from thidua.reporting.services import figures, periods, reports, verification
from thidua.reporting.signals import results_changed
from thidua.scoring.enums import EventKind
from thidua.scoring.models import Criterion
from thidua.scoring.queries.agreement import disagreements
from thidua.scoring.services import lines


def verify(season: SmallSeason, village: str, name: str) -> None:
    figure = figure_of(season, village, name)
    verification.verify(figure, expected=figure.version, by=season.other_office, at=NOW)


def fish(contest: Contest) -> tuple[Decimal, str]:
    line = contest.line("Thôn 1", "fish")
    return line.points, line.state


@pytest.fixture
def verified(season: SmallSeason, contest: Contest) -> Contest:
    """A figure of sixty out of 120 that was found right."""
    send(season, "Thôn 1", fish=Entry("60"))
    verify(season, "Thôn 1", "fish")
    return contest


def test_verifying_gives_the_points(verified: Contest):
    assert fish(verified) == (Decimal(20), "scored")
    assert verified.sheet("Thôn 1").points == Decimal(20)


def test_taking_a_verification_back_takes_the_points_back(season: SmallSeason, verified: Contest):
    figure = figure_of(season, "Thôn 1", "fish")
    verification.undo(figure, expected=figure.version, by=season.other_office, at=NOW)
    assert fish(verified) == (Decimal(0), "not_reported")


def test_sending_back_takes_the_points_back(season: SmallSeason, verified: Contest):
    figure = figure_of(season, "Thôn 1", "fish")
    verification.undo(figure, expected=figure.version, by=season.other_office, at=NOW)
    figure.refresh_from_db()
    verification.send_back(
        figure, reason="Thiếu sổ cảng", expected=figure.version, by=season.other_office, at=NOW
    )
    assert fish(verified) == (Decimal(0), "not_reported")


def test_a_correction_waits_and_a_mended_figure_counts(season: SmallSeason, verified: Contest):
    figure = figure_of(season, "Thôn 1", "fish")
    verification.mend(
        figure, Entry("90"), reason="Theo sổ cảng", expected=figure.version, by=season.other_office, at=NOW
    )
    assert fish(verified) == (Decimal(30), "scored")


def test_an_inspection_lowers_the_points(season: SmallSeason, verified: Contest):
    figure = figure_of(season, "Thôn 1", "fish")
    figures.lower(figure, Decimal(30), reason="Biên bản 01", by=season.other_office, at=NOW)
    assert fish(verified) == (Decimal(10), "scored")


def test_several_figures_at_once_are_followed(season: SmallSeason, contest: Contest):
    send(season, "Thôn 1", fish=Entry("60"))
    send(season, "Thôn 2", fish=Entry("120"))
    ticked = [figure_of(season, village, "fish") for village in ("Thôn 1", "Thôn 2")]
    verification.verify_each([(one, one.version) for one in ticked], by=season.other_office, at=NOW)
    assert [contest.line(one, "fish").points for one in ("Thôn 1", "Thôn 2")] == [Decimal(20), Decimal(40)]


def test_a_late_report_costs_points_once(season: SmallSeason, contest: Contest):
    due_on = season.period("Tháng 4/2024").due_on
    send(season, "Thôn 1")
    assert contest.line("Thôn 1", "late").points == 0
    report = season.report("Thôn 2")

    fill(season, "Thôn 2")
    late = NOW + timedelta(days=(due_on - NOW.date()).days + 1)
    reports.send(report, expected=report.version, by=season.heads["Thôn 2"], at=late)
    assert contest.line("Thôn 2", "late").points == Decimal("-0.5")


def test_a_report_that_came_in_time_is_not_late_when_it_is_sent_again(season: SmallSeason, contest: Contest):
    send(season, "Thôn 1", fish=Entry("60"))
    figure = figure_of(season, "Thôn 1", "fish")
    verification.send_back(
        figure, reason="Thiếu sổ cảng", expected=figure.version, by=season.other_office, at=NOW
    )
    report = season.report("Thôn 1")
    reports.send(report, expected=report.version, by=season.heads["Thôn 1"], at=NOW + timedelta(days=60))
    assert contest.line("Thôn 1", "late").points == 0


@pytest.mark.parametrize(("days", "points"), [(0, "0"), (1, "-0.5")])
def test_what_the_sample_commune_sends_is_sent_on_its_day(
    season: SmallSeason, contest: Contest, days: int, points: str
):
    stands_on = season.period("Tháng 4/2024").due_on + timedelta(days=days)
    Authority.objects.filter(pk=season.commune.authority.pk).update(stands_on=stands_on)
    report, years_later = season.report("Thôn 1"), NOW + timedelta(days=900)
    fill(season, "Thôn 1")
    reports.send(report, expected=report.version, by=season.heads["Thôn 1"], at=years_later)
    assert contest.line("Thôn 1", "late").points == Decimal(points)
    moved = Authority.objects.filter(pk=season.commune.authority.pk)
    moved.update(stands_on=stands_on + timedelta(days=30))
    lines.refresh(contest.round, by=season.office, at=years_later)
    assert contest.line("Thôn 1", "late").points == Decimal(points)


def test_moving_the_due_day_is_followed(season: SmallSeason, contest: Contest):
    period = season.period("Tháng 4/2024")
    send(season, "Thôn 1")
    periods.move_due(
        period,
        period.starts_on,
        reason="Tỉnh cần sớm",
        expected=period.version,
        by=season.office,
        at=NOW,
    )
    assert contest.line("Thôn 1", "late").points == Decimal("-0.5")


def test_a_signed_pledge_is_followed(season: SmallSeason, contest: Contest):
    Criterion.objects.filter(key="late").update(event_kind=EventKind.NO_PLEDGE)
    lines.refresh(contest.round, by=season.office, at=NOW)
    assert contest.line("Thôn 1", "late").points == Decimal("-0.5")
    unit = season.commune.units["Thôn 1"]
    Pledge.objects.create(
        authority=season.commune.authority,
        movement=season.movement,
        unit=unit,
        state="signed",
        signed_at=NOW,
        fingerprint="a" * 64,
    )
    promises_changed.send(sender=None, unit_ids=[unit.pk], kinds=[PLEDGE], at=NOW)
    assert contest.line("Thôn 1", "late").points == 0


def test_what_cannot_be_followed_is_not_saved(season: SmallSeason, contest: Contest):
    """The figure and its points are one transaction: when points fail, the verification fails."""

    def fail(**_: Any) -> None:
        raise DomainError("Không tính được.")

    send(season, "Thôn 1", fish=Entry("60"))
    results_changed.connect(fail)
    try:
        with pytest.raises(DomainError):
            verify(season, "Thôn 1", "fish")
    finally:
        results_changed.disconnect(fail)
    assert figure_of(season, "Thôn 1", "fish").state == "sent"
    assert fish(contest) == (Decimal(0), "not_reported")


def test_a_changed_goal_is_followed(season: SmallSeason, contest: Contest):
    send(season, "Thôn 1")
    verify(season, "Thôn 1", "poor")
    assert contest.line("Thôn 1", "poor").points == 20
    poor = season.targets["poor"]
    with TestCase.captureOnCommitCallbacks(execute=True):
        values = {"comparator": "ge", "low": Decimal(6), "high": None}
        targets.change(poor, values, reason="Đổi cách so", expected=poor.version, by=season.office, at=NOW)
    assert contest.line("Thôn 1", "poor").points == 0
    assert disagreements(contest.round) == []
