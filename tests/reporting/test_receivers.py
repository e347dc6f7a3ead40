"""A unit that is given a target while a period is open is asked for its report, without anybody's press."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from tests.season import NOW, SmallSeason

from thidua.movements.services import allocations, giving_back, targets
from thidua.movements.services.allocations import Part
from thidua.obligations.models import Obligation
from thidua.reporting.models import Report

pytestmark = pytest.mark.django_db


def give(season: SmallSeason, unit: str):
    target = season.targets["fish"]
    part = Part(season.commune.units[unit], Decimal(10))
    stamp = allocations.stamp_of(target.allocations.all())
    return allocations.give(target, [part], reason="", expected=stamp, by=season.office, at=NOW)


def test_unit_given_a_target_in_an_open_period_owes_its_report(
    season: SmallSeason, django_capture_on_commit_callbacks: Callable[..., object]
) -> None:
    clinic = season.commune.units["Trạm Y tế"]
    assert not Report.objects.filter(unit=clinic).exists()
    with django_capture_on_commit_callbacks(execute=True):
        give(season, "Trạm Y tế")
    asked = Report.objects.filter(unit=clinic, period__state="open")
    assert set(asked.values_list("period__frequency", flat=True)) == {"month"}
    assert Obligation.objects.filter(unit=clinic).count() == asked.count()
    before = Report.objects.count()
    with django_capture_on_commit_callbacks(execute=True):
        give(season, "Trường Mầm non")
    assert Report.objects.count() == before + asked.count()


def test_new_owner_of_a_whole_is_asked_too(
    season: SmallSeason, django_capture_on_commit_callbacks: Callable[..., object]
) -> None:
    clinic = season.commune.units["Trạm Y tế"]
    target = season.targets["income"]
    with django_capture_on_commit_callbacks(execute=True):
        targets.change(target, {"owner": clinic}, reason="Đổi", expected=1, by=season.office, at=NOW)
    assert Report.objects.filter(unit=clinic, period__frequency="quarter").exists()


def test_taking_a_giving_back_leaves_the_reports_that_were_asked(
    season: SmallSeason, django_capture_on_commit_callbacks: Callable[..., object]
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        batch = give(season, "Trạm Y tế")
    before = Report.objects.count()
    with django_capture_on_commit_callbacks(execute=True):
        giving_back.undo(season.movement, batch, by=season.office, at=NOW)
    assert Report.objects.count() == before
