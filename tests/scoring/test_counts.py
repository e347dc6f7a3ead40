"""What is counted of units, and where the set says which of two ways."""

from datetime import timedelta
from decimal import Decimal as Dec
from importlib import import_module

import pytest
from django.apps import apps
from tests.contest import SCORED, Contest
from tests.reporting.steps import fill, send
from tests.season import NOW, SmallSeason

from thidua.commitments.enums import PlanState
from thidua.commitments.models import Plan, Registration
from thidua.commitments.services import duties, registrations
from thidua.commitments.services.registrations import RegistrationFacts
from thidua.commitments.signals import REGISTRATION
from thidua.core.scoring import Reading
from thidua.core.scoring.rules import RuleKind
from thidua.movements.enums import MovementState
from thidua.movements.models import Allocation, Movement
from thidua.organisation.models import Authority
from thidua.reporting.services import periods, reports
from thidua.scoring.enums import EventKind
from thidua.scoring.models import Criterion
from thidua.scoring.queries.criteria_library import library
from thidua.scoring.queries.grounds_read import read_text
from thidua.scoring.services import lines

V = "Thôn 1"
ONCE = Dec("-0.5")
DUE = NOW.date() + timedelta(days=3)


def count(contest: Contest, kind: EventKind) -> None:
    """Let the deduction of the small contest count something else."""
    Criterion.objects.filter(key="late").update(event_kind=kind)
    lines.refresh(contest.round, by=contest.season.office, at=SCORED)


def lost(contest: Contest, village: str = V) -> Dec:
    return contest.line(village, "late").points


def close_april(season: SmallSeason) -> None:
    period = season.period("Tháng 4/2024")
    periods.close(period, expected=period.version, by=season.office, at=NOW)


def grounded(contest: Contest, kind: EventKind) -> None:
    """Let the line begin from two points, all lost by one fault."""
    Criterion.objects.filter(key="late").update(
        group=Criterion.objects.get(key="work").group,
        maximum=2,
        rule_kind=RuleKind.BASE_LESS_FAULTS,
        rule={"base": "2", "each": "2"},
    )
    count(contest, kind)


def test_a_base_is_lost_by_what_is_counted_and_kept_without(season: SmallSeason, contest: Contest):
    grounded(contest, EventKind.NO_PLAN)
    assert (lost(contest), lost(contest, "Thôn 2")) == (0, 0)
    unit = season.commune.units[V]
    Plan.objects.create(
        authority=unit.authority,
        movement=season.movement,
        unit=unit,
        state=PlanState.ACCEPTED,
        sent_at=NOW,
        accepted_at=NOW,
    )
    count(contest, EventKind.NO_PLAN)
    assert (lost(contest), lost(contest, "Thôn 2")) == (2, 0)
    assert read_text(contest.line("Thôn 2", "late").facts, None) == "Đếm được 1 lần bị trừ."


def test_reports_that_never_came_are_as_unpunctual_as_late_ones(season: SmallSeason, contest: Contest):
    grounded(contest, EventKind.UNPUNCTUAL)
    assert lost(contest) == 2
    send(season, V)
    late = season.report("Thôn 2")
    fill(season, "Thôn 2")
    after = NOW + timedelta(days=(season.period("Tháng 4/2024").due_on - NOW.date()).days + 1)
    reports.send(late, expected=late.version, by=season.heads["Thôn 2"], at=after)
    close_april(season)
    assert [lost(contest, village) for village in (V, "Thôn 2", "Thôn 3")] == [2, 0, 0]


def test_kinds_with_days_are_asked_for_beside_several_without(season: SmallSeason, contest: Contest):
    Criterion.objects.filter(key="model").update(event_kind=EventKind.NO_PLAN)
    Criterion.objects.filter(key="work").update(
        reading=Reading.EVENTS, event_kind=EventKind.NO_PLEDGE, rule_kind=RuleKind.COUNTED, rule={"each": "1"}
    )
    count(contest, EventKind.UNPUNCTUAL)
    assert (lost(contest), contest.line(V, "work").points) == (0, 1)


def test_the_library_lets_the_program_see_who_organises():
    (group,) = [group for group in library()["thon-du-thao"].table.groups if group.key == "phong-trao"]
    assert {one.counts for one in group.criteria if one.reading == Reading.EVENTS} == {
        EventKind.NO_PLAN,
        EventKind.NO_PLEDGE,
        EventKind.UNPUNCTUAL,
    }
    assert [one.key for one in group.criteria if one.reading == Reading.PERSON] == ["dien-hinh"]


def test_who_was_asked_for_no_figure_has_no_report_missing(season: SmallSeason, contest: Contest):
    Allocation.objects.filter(unit=season.commune.units[V]).delete()
    close_april(season)
    count(contest, EventKind.MISSING_REPORT)
    assert (lost(contest), lost(contest, "Thôn 2")) == (0, ONCE)


def test_a_report_is_missing_once_its_period_closes_and_no_more_when_it_opens_again(
    season: SmallSeason, contest: Contest
):
    count(contest, EventKind.MISSING_REPORT)
    assert lost(contest) == 0
    close_april(season)
    assert lost(contest) == ONCE
    april = season.period("Tháng 4/2024")
    periods.reopen(april, reason="Còn thiếu số", expected=april.version, by=season.office, at=NOW)
    assert lost(contest) == 0


def test_a_missing_report_stays_missing_when_the_movement_is_over(season: SmallSeason, contest: Contest):
    close_april(season)
    Movement.objects.filter(pk=season.movement.pk).update(state=MovementState.CLOSED, closed_at=NOW)
    count(contest, EventKind.MISSING_REPORT)
    assert lost(contest) == ONCE


def register(season: SmallSeason, *, takes_part: bool = True, days: int = 0) -> Registration:
    facts = RegistrationFacts(takes_part=takes_part, note="" if takes_part else "Ít người")
    unit, by, at = season.commune.units[V], season.heads[V], NOW + timedelta(days=days)
    made = registrations.edit(season.movement, unit, facts, expected=0, by=by, at=at)
    return registrations.send(made, expected=made.version, by=by, at=at)


@pytest.fixture
def asked(season: SmallSeason, contest: Contest) -> Contest:
    unit = season.commune.units[V]
    duties.ask(season.movement, REGISTRATION, [unit], DUE, by=season.office, at=NOW)
    count(contest, EventKind.NO_REGISTRATION)
    assert lost(contest) == ONCE
    return contest


def test_a_registration_counts_from_the_day_it_is_sent_in_time(asked: Contest):
    register(asked.season, days=3)
    assert lost(asked) == 0


def test_one_that_comes_after_its_day_does_not_count(asked: Contest):
    register(asked.season, days=4)
    assert lost(asked) == ONCE


def test_who_says_that_it_takes_no_part_has_not_joined(asked: Contest):
    register(asked.season, takes_part=False)
    assert lost(asked) == ONCE


def test_one_that_was_returned_and_sent_again_came_when_it_first_did(asked: Contest):
    season = asked.season
    made = register(season)
    made = registrations.send_back(
        made, reason="Thiếu ngày họp", expected=made.version, by=season.office, at=NOW
    )
    assert lost(asked) == ONCE
    later = NOW + timedelta(days=9)
    registrations.send(made, expected=made.version, by=season.heads[V], at=later)
    assert lost(asked) == 0


@pytest.mark.parametrize(("days", "points"), [(0, Dec(0)), (1, ONCE)])
def test_what_the_sample_commune_registers_comes_on_its_day(asked: Contest, days: int, points: Dec):
    stands_on = DUE + timedelta(days=days)
    Authority.objects.filter(pk=asked.season.commune.authority.pk).update(stands_on=stands_on)
    made = register(asked.season, days=900)
    assert lost(asked) == points
    Authority.objects.update(stands_on=stands_on + timedelta(days=30))
    count(asked, EventKind.NO_REGISTRATION)
    assert lost(asked) == points
    migration = import_module("thidua.commitments.migrations.0005_registrations_know_the_day_they_came")
    Authority.objects.update(stands_on=stands_on)
    Registration.objects.update(first_sent_on=None)
    migration.give_known_days(apps, None)
    made.refresh_from_db()
    assert made.first_sent_on == stands_on


def test_a_set_may_ask_that_it_is_recorded(asked: Contest):
    count(asked, EventKind.UNRECORDED_REGISTRATION)
    made = register(asked.season)
    assert lost(asked) == ONCE
    registrations.accept(made, expected=made.version, by=asked.season.office, at=NOW)
    assert lost(asked) == 0


@pytest.mark.parametrize(
    ("kind", "state", "points"),
    [
        (EventKind.NO_PLAN, PlanState.SENT, ONCE),
        (EventKind.NO_PLAN, PlanState.ACCEPTED, Dec(0)),
        (EventKind.UNSENT_PLAN, PlanState.DRAFT, ONCE),
        (EventKind.UNSENT_PLAN, PlanState.SENT, Dec(0)),
    ],
)
def test_a_plan_counts_when_it_is_accepted_or_when_it_is_sent(
    contest: Contest, kind: EventKind, state: PlanState, points: Dec
):
    season = contest.season
    unit = season.commune.units[V]
    Plan.objects.create(
        authority=unit.authority,
        movement=season.movement,
        unit=unit,
        state=state,
        sent_at=NOW,
        accepted_at=NOW if state == PlanState.ACCEPTED else None,
    )
    count(contest, kind)
    assert lost(contest) == points


def test_the_sentence_of_a_criterion_says_which():
    labels = [kind.label for kind in EventKind]
    assert len(set(labels)) == len(labels)
    assert EventKind.NO_PLAN.label == "không có kế hoạch được nhận"
    assert EventKind.NO_REGISTRATION.label == "không gửi đăng ký tham gia đúng hạn"
