"""The sample commune at its half year, held against a table worked out by hand."""

from collections import Counter
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.apps import apps
from django.db.models import DateTimeField
from tests.demo.half_year_table import HALF_YEAR

from thidua.core import sampling
from thidua.core.plausibility import DoubtCode
from thidua.demo.inspecting import NUMBER
from thidua.demo.season import WAYS
from thidua.demo.stages import build
from thidua.foundation.models import AuditEntry
from thidua.monitoring.enums import ChosenBy, VisitState
from thidua.monitoring.models import Visit
from thidua.monitoring.queries.doubts import season_of
from thidua.monitoring.queries.draws import candidates_of
from thidua.movements.models import Movement, Target
from thidua.obligations.enums import Channel, ReminderState, SendingState
from thidua.obligations.models import Obligation, Reminder, Sending
from thidua.organisation.models import Authority
from thidua.reporting.enums import PeriodState, Route
from thidua.reporting.models import Figure, FigureChange, Period, PeriodTotal, Report
from thidua.reporting.queries.results import Results, results_of

TODAY = datetime(2026, 11, 30, 1, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def built(django_db_setup, django_db_blocker):
    """Build once for all tests of this file; each of them only reads."""
    from django.db import transaction  # noqa: PLC0415 -- Django must be set up first

    with django_db_blocker.unblock(), transaction.atomic():
        yield build("reporting", seed=1, at=TODAY)
        transaction.set_rollback(True)


@pytest.fixture
def season(built) -> Movement:
    return Movement.objects.get(authority=built.authority, is_own=True)


@pytest.fixture
def results(season: Movement) -> Results:
    return results_of(season, season.authority.day(TODAY.date()))


def target_of(season: Movement, key: str) -> Target:
    return Target.objects.get(movement=season, name__startswith=WAYS[key].name)


def test_the_board_is_judged_on_the_day_of_the_sample_commune(results: Results):
    assert results.on == date(2024, 7, 10)
    assert results.last_day == date(2024, 6, 30)


@pytest.mark.parametrize("planned", HALF_YEAR, ids=lambda planned: planned[0])
def test_targets_stand_as_worked_out_by_hand(season, results, planned):
    key, *by_hand = planned
    row = results.by_target[target_of(season, key).pk]
    found = [row.shown, row.verification, row.share_text, row.expected_text, row.status]
    assert found == by_hand


def test_totals_of_a_period_are_those_of_the_plan(season):
    fish = PeriodTotal.objects.get(target=target_of(season, "fish"), period__name="Tháng 5/2024")
    assert (fish.value, fish.sent, fish.verified, fish.owed) == (Decimal("308.9"), 9, 9, 9)
    insured = PeriodTotal.objects.get(target=target_of(season, "insured"), period__name="Tháng 6/2024")
    assert (insured.value, insured.base) == (Decimal(5047), Decimal(5319))
    assert (insured.sent, insured.verified, insured.owed) == (8, 6, 9)


def test_who_has_not_reported_is_named(season, results):
    fish = results.by_target[target_of(season, "fish").pk]
    assert fish.missing_text == "Thôn 7 chưa báo cáo tháng 6/2024."
    waste = results.by_target[target_of(season, "waste").pk]
    assert waste.missing_text == "Thôn 7 chưa báo cáo quý II/2024."
    forest = results.by_target[target_of(season, "forest").pk]
    assert forest.missing_text == (
        "Ban Địa chính - Nông nghiệp - Môi trường chưa báo cáo 2 kỳ, từ quý I/2024."
    )


def test_periods_stand_as_in_july(built):
    closed = Period.objects.filter(state=PeriodState.CLOSED).in_order()
    assert [period.name for period in closed] == ["Tháng 1/2024", "Tháng 2/2024", "Tháng 3/2024"]
    waiting = Period.objects.filter(state=PeriodState.WAITING, frequency="month").in_order()
    assert [period.name for period in waiting] == [f"Tháng {month}/2024" for month in range(8, 13)]
    june = Report.objects.owed().filter(period__name="Tháng 6/2024")
    assert [report.unit.name for report in june] == ["Thôn 7"]


def test_one_figure_was_mended_one_corrected_and_one_lowered(season):
    ponds = Figure.objects.get(
        target=target_of(season, "ponds"), report__period__name="Tháng 3/2024", report__unit__name="Thôn 2"
    )
    assert (ponds.value, ponds.state) == (Decimal("3.4"), "verified")
    changes = FigureChange.objects.order_by("at").values_list("kind", "value_before", "value_after")
    assert list(changes) == [
        ("resent", Decimal(34), Decimal("3.4")),
        ("corrected", Decimal(38), Decimal("36.5")),
        ("inspected", Decimal(128), Decimal(46)),
    ]


def test_figures_come_by_three_ways_and_nobody_verifies_his_own(built):
    ways = set(Figure.objects.values_list("route", flat=True))
    assert ways == {Route.PHONE, Route.GRID, Route.WORKBOOK}
    for figure in Figure.objects.verified():
        assert figure.verified_by
        assert figure.verified_by != figure.entered_by


def test_only_the_commune_stands_still(built):
    still = Authority.objects.filter(stands_on__isnull=False)
    assert [authority.pk for authority in still] == [built.authority.pk]


def test_the_history_tells_the_deeds_in_their_order(built):
    moments = list(AuditEntry.objects.order_by("id").values_list("at", flat=True))
    assert moments == sorted(moments)
    assert moments[0].date() < date(2024, 1, 31)


def test_nothing_bears_the_day_on_which_the_sample_was_built(built):
    midnight = datetime(2024, 7, 10, 17, 0, tzinfo=UTC)
    late = [
        f"{model.__name__}.{field.name}"
        for model in apps.get_models()
        if model.__module__.startswith("thidua.")
        for field in model._meta.get_fields()
        if isinstance(field, DateTimeField)
        and model._default_manager.filter(**{f"{field.name}__gt": midnight}).exists()
    ]
    assert late == []


def test_doubts_are_those_that_were_planted(season):
    _, found = season_of(season)
    assert [(one.doubt.code, one.doubt.units) for one in found] == [
        (DoubtCode.SAME_AS_LAST_YEAR, ("Thôn 6",)),
        (DoubtCode.ROUND_NUMBERS, ("Thôn 5",)),
        (DoubtCode.LAST_MINUTE, ("Thôn 4",)),
        (DoubtCode.PHOTO_TWICE, ("Thôn 3",)),
    ]


def test_the_visit_is_signed_by_both_sides_and_two_that_were_drawn_are_to_come(built):
    signed = Visit.objects.get(state=VisitState.SIGNED)
    assert signed.unit.name == "Thôn 8"
    assert signed.signatures.count() == 2
    plan = signed.round
    assert set(plan.visits.going_on().values_list("chosen_by", flat=True)) == {ChosenBy.DRAW}
    drawn = sampling.draw(candidates_of(plan.candidates), 2, seed=NUMBER, round_name=plan.name)
    going_to = plan.visits.going_on().order_by("place").values_list("unit__name", flat=True)
    assert [ticket.key for ticket in drawn.chosen] == list(going_to)


def test_debts_and_reminders_are_those_of_the_late(built):
    owed = Obligation.objects.open().filter(due_on__lt=date(2024, 7, 10))
    assert Counter(owed.values_list("unit__name", flat=True)) == {
        "Thôn 7": 3,
        "Ban Địa chính - Nông nghiệp - Môi trường": 2,
        "Công an xã": 1,
    }
    waiting = Reminder.objects.waiting().values_list("unit__name", flat=True)
    assert set(waiting) == set(owed.values_list("unit__name", flat=True))
    assert Reminder.objects.filter(state=ReminderState.SENT).exists()
    assert set(Sending.objects.values_list("channel", "state")) == {
        (Channel.NOTICE, SendingState.SENT),
        (Channel.GROUP, SendingState.SENT),
    }
