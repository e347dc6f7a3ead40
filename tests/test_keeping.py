"""What is kept for the tests of a module is the same for each of them, whatever the others did to it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction
from tests.commune import Commune
from tests.season import SmallSeason

from thidua.movements.models import Movement
from thidua.organisation.models import Unit

OTHER = "Xóm mới"


@pytest.mark.parametrize("time", [1, 2])
def test_what_one_test_changes_is_gone_in_the_next(season: SmallSeason, time: int):
    unit = season.commune.units["Thôn 1"]
    assert (unit.name, Unit.objects.get(pk=unit.pk).name) == ("Thôn 1", "Thôn 1"), time
    unit.name = OTHER
    unit.save()
    del season.commune.units["Thôn 2"]


def test_what_belongs_together_does_in_the_copies(commune: Commune, season: SmallSeason):
    assert season.commune is commune
    assert season.movement.authority is commune.authority


def test_who_asks_for_a_commune_alone_finds_no_season(commune: Commune):
    assert Unit.objects.filter(authority=commune.authority).exists()
    assert not Movement.objects.exists()


@pytest.mark.django_db
def test_who_asks_for_nothing_finds_nothing():
    assert not Unit.objects.exists()


def test_callbacks_are_those_of_the_test(
    season: SmallSeason, django_capture_on_commit_callbacks: Callable[..., Any]
):
    told: list[str] = []
    with django_capture_on_commit_callbacks(execute=True) as callbacks:
        transaction.on_commit(lambda: told.append(season.movement.title))
    assert (len(callbacks), len(told)) == (1, 1)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("time", [1, 2])
def test_a_test_with_transactions_has_a_season_of_its_own(season: SmallSeason, time: int):
    told: list[int] = []
    transaction.on_commit(lambda: told.append(time))
    assert told == [time]
    assert Movement.objects.get() == season.movement
    Unit.objects.filter(name="Thôn 1").update(name=OTHER)
