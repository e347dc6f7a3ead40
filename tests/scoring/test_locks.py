"""Who writes at once waits for the other and never in a circle; only PostgreSQL lets two in at a time."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal as Dec
from threading import Event, Thread
from time import sleep

import pytest
from django.db import connection, transaction
from tests.contest import SCORED, Contest, make_contest
from tests.documents.test_together import at_once
from tests.reporting.steps import figure_of, send
from tests.scoring.course import enrich
from tests.scoring.test_editions import lock, renew
from tests.scoring.test_following import verify
from tests.season import NOW, VILLAGES, SmallSeason

from thidua.foundation.services.versions import StaleVersionError
from thidua.movements.services import targets
from thidua.reporting.queries.reading import Entry
from thidua.reporting.services import periods, verification
from thidua.scoring.enums import Column
from thidua.scoring.models import CriteriaSet, Criterion, FrozenPlace, ScoreLine, ScoreSheet, ScoringRound
from thidua.scoring.queries.agreement import disagreements
from thidua.scoring.services import announcing, freezing, giving, lines, rounds
from thidua.scoring.services.giving import Given
from thidua.scoring.services.rounds import RoundPlan

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite lets one writer in at a time"),
]
_AFTER_REPLIES = SCORED + timedelta(days=30)
_A_WHILE = 0.6


@pytest.fixture
def announced(season: SmallSeason, contest: Contest) -> Contest:
    """A provisional result in which one village has sent a figure that nobody verified yet."""
    send(season, "Thôn 1", fish=Entry("60"))
    CriteriaSet.objects.update(ties=[])
    scoring = ScoringRound.objects.get()
    announcing.announce(scoring, expected=scoring.version, by=season.office, at=SCORED)
    return contest


def freeze(contest: Contest) -> None:
    scoring = ScoringRound.objects.get()
    empty = ScoreLine.objects.filter(sheet__round=scoring)
    reasons = dict.fromkeys(empty.values_list("pk", flat=True), "Chưa kiểm tra")
    freezing.freeze(scoring, reasons, expected=scoring.version, by=contest.season.office, at=_AFTER_REPLIES)


def one_within_the_other(first: Callable[[], object], second: Callable[[], object]) -> None:
    """Let `second` begin while `first` is written but not yet committed."""
    is_written, is_over, faults = Event(), Event(), []

    def begin() -> None:
        try:
            with transaction.atomic():
                first()
                is_written.set()
                is_over.wait(_A_WHILE)
        finally:
            is_written.set()
            connection.close()

    def follow() -> None:
        is_written.wait(30)
        try:
            second()
        except Exception as fault:  # noqa: BLE001 -- looked at below
            faults.append(fault)
        finally:
            is_over.set()
            connection.close()

    threads = [Thread(target=begin), Thread(target=follow)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert faults == []


def frozen_fish(contest: Contest) -> Dec:
    place = FrozenPlace.objects.get(unit=contest.season.commune.units["Thôn 1"])
    return next(Dec(line["points"]) for line in place.content["lines"] if line["key"] == "fish")


def test_points_given_while_a_round_is_frozen_are_in_the_frozen_place(announced: Contest):
    season = announced.season
    one_within_the_other(lambda: verify(season, "Thôn 1", "fish"), lambda: freeze(announced))
    assert frozen_fish(announced) == announced.line("Thôn 1", "fish").points == Dec(20)


def test_points_do_not_reach_a_round_that_was_frozen_meanwhile(announced: Contest):
    season = announced.season
    one_within_the_other(lambda: freeze(announced), lambda: verify(season, "Thôn 1", "fish"))
    assert frozen_fish(announced) == announced.line("Thôn 1", "fish").points == 0
    assert figure_of(season, "Thôn 1", "fish").state == "verified"


def test_a_score_given_while_the_result_is_announced_is_not_taken_afterwards(contest: Contest):
    line = contest.line("Thôn 1", "work")
    told: list[Exception] = []

    def give() -> None:
        try:
            giving.give(
                line, Column.SECOND, Given(Dec(7)), expected=1, by=contest.season.other_office, at=SCORED
            )
        except giving.DomainError as refusal:
            told.append(refusal)

    scoring = ScoringRound.objects.get()
    one_within_the_other(
        lambda: announcing.announce(scoring, expected=scoring.version, by=contest.season.office, at=SCORED),
        give,
    )
    assert "kết quả dự kiến" in str(told[0])
    assert contest.line("Thôn 1", "work").second_points is None


def test_points_given_while_an_edition_takes_over_meet_two_versions(contest: Contest):
    made = renew(contest)
    line = contest.line("Thôn 1", "work")
    told: list[Exception] = []

    def give() -> None:
        try:
            giving.give(
                line, Column.SECOND, Given(Dec(7)), expected=1, by=contest.season.other_office, at=SCORED
            )
        except StaleVersionError as clash:
            told.append(clash)

    one_within_the_other(lambda: lock(contest, made), give)
    assert len(told) == 1
    assert contest.line("Thôn 1", "work").second_points is None


def test_who_gives_and_who_follows_never_wait_in_a_circle(season: SmallSeason, contest: Contest):
    """A rule that looks at the whole block holds sheets of others, in the order in which all hold them."""
    enrich(contest)
    Criterion.objects.filter(key="leader").update(base_condition="Có kế hoạch")
    for village in VILLAGES:
        send(season, village, fish=Entry("60"))
        verify(season, village, "fish")

    def confirm(village: str) -> None:
        for is_met in (True, False, True):
            line = contest.line(village, "leader")
            giving.give(
                line,
                Column.SECOND,
                Given(base_met=is_met),
                expected=line.version,
                by=season.office,
                at=SCORED,
            )

    def verify_again(village: str) -> None:
        for _ in range(3):
            figure = figure_of(season, village, "fish")
            verification.undo(figure, expected=figure.version, by=season.other_office, at=NOW)
            verify(season, village, "fish")

    def follow_all() -> None:
        for _ in range(3):
            lines.refresh_live(contest.round.authority_id, by=season.office, at=SCORED)

    told = at_once(
        *[lambda one=one: confirm(one) for one in reversed(VILLAGES)],
        *[lambda one=one: verify_again(one) for one in VILLAGES],
        follow_all,
    )
    assert [one for one in told if one is not None] == []
    assert disagreements(contest.round) == []


def test_a_figure_verified_while_an_edition_takes_over_gives_its_points(
    season: SmallSeason, contest: Contest
):
    send(season, "Thôn 1", fish=Entry("60"))
    made = renew(contest)
    one_within_the_other(lambda: lock(contest, made), lambda: verify(season, "Thôn 1", "fish"))
    assert contest.line("Thôn 1", "fish").points == Dec(20)
    assert disagreements(ScoringRound.objects.get()) == []


def test_a_figure_verified_meanwhile_reaches_the_new_line_of_an_edition(
    season: SmallSeason, contest: Contest
):
    send(season, "Thôn 1", fish=Entry("60"))
    CriteriaSet.objects.update(ties=[])
    made = renew(contest)
    Criterion.objects.filter(group__criteria_set=made, key="fish").update(key="catch")
    one_within_the_other(lambda: lock(contest, made), lambda: verify(season, "Thôn 1", "fish"))
    assert contest.line("Thôn 1", "catch").points == Dec(20)
    assert disagreements(ScoringRound.objects.get()) == []


def test_reports_that_are_late_by_another_day_are_counted_while_an_edition_takes_over(
    season: SmallSeason, contest: Contest
):
    send(season, "Thôn 1", fish=Entry("60"))
    made, period = renew(contest), season.period("Tháng 4/2024")
    day = period.starts_on

    def move_due() -> None:
        periods.move_due(
            period, day, reason="Xã cần sớm", expected=period.version, by=season.office, at=SCORED
        )

    one_within_the_other(lambda: lock(contest, made), move_due)
    assert contest.line("Thôn 1", "late").points == Dec("-0.5")
    assert disagreements(ScoringRound.objects.get()) == []


@pytest.mark.parametrize("is_opened_first", [True, False])
def test_a_figure_verified_while_a_round_is_opened_gives_its_points(
    season: SmallSeason, *, is_opened_first: bool
):
    contest = make_contest(season, is_open=False)
    send(season, "Thôn 1", fish=Entry("60"))
    steps: list[Callable[[], object]] = [
        lambda: open_round(season, contest.round),
        lambda: verify(season, "Thôn 1", "fish"),
    ]
    first, second = steps if is_opened_first else reversed(steps)
    one_within_the_other(first, second)
    assert contest.line("Thôn 1", "fish").points == Dec(20)
    assert disagreements(ScoringRound.objects.get()) == []


def test_a_target_changed_while_a_round_is_opened_is_scored_as_it_is_now(season: SmallSeason):
    contest = make_contest(season, is_open=False)
    send(season, "Thôn 1")
    verify(season, "Thôn 1", "poor")
    poor = season.targets["poor"]

    def change() -> None:
        values = {"comparator": "ge", "low": Dec(6), "high": None}
        targets.change(poor, values, reason="Đổi cách so", expected=poor.version, by=season.office, at=NOW)

    one_within_the_other(lambda: open_round(season, contest.round), change)
    assert disagreements(ScoringRound.objects.get()) == []


def open_round(season: SmallSeason, scoring: ScoringRound) -> None:
    rounds.open_round(scoring, expected=scoring.version, by=season.office, at=SCORED)


def test_a_result_announced_while_an_edition_takes_over_meets_two_versions(contest: Contest):
    made, told = renew(contest), []

    def announce() -> None:
        scoring = contest.round
        try:
            announcing.announce(scoring, expected=scoring.version, by=contest.season.office, at=SCORED)
        except StaleVersionError as clash:
            told.append(clash)

    one_within_the_other(lambda: lock(contest, made), announce)
    assert len(told) == 1
    assert ScoringRound.objects.get().state == "open"


def test_an_edition_over_two_rounds_and_who_follows_never_wait_in_a_circle(season: SmallSeason):
    """The later round has the earlier sheets: who went round by round would hold the last sheets first."""
    contest = make_contest(season, is_open=False)
    early = contest.round
    late = rounds.create(plan_like(contest), by=season.office, at=SCORED)
    open_round(season, late)
    open_round(season, early)
    made, told = renew(contest), []
    second = ScoreSheet.objects.filter(round=late).order_by("pk")[1]

    def follow_and_renew() -> None:
        told.extend(
            at_once(lambda: lines.refresh_live(early.authority_id, by=season.office, at=SCORED), renewing)
        )

    def renewing() -> None:
        sleep(_A_WHILE / 3)
        lock(contest, made)

    one_within_the_other(lambda: lines.hold_sheets(ScoreSheet.objects.filter(pk=second.pk)), follow_and_renew)
    assert told == [None, None]
    assert {scoring.criteria_set for scoring in ScoringRound.objects.all()} == {made}


def plan_like(contest: Contest) -> RoundPlan:
    """Plan another round of the same units by the same set."""
    names = ("movement", "criteria_set", "block", "starts_on", "ends_on")
    return RoundPlan(name="Quý II/2024", **{name: getattr(contest.round, name) for name in names})
