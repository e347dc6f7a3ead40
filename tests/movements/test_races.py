"""Two hands at one season at once: nothing is made twice, nothing changed too late."""

from decimal import Decimal
from uuid import UUID

import pytest
from tests.commune import Commune
from tests.documents.test_together import at_once
from tests.movements.conftest import AT, accept_everything

from thidua.core.errors import DomainError
from thidua.foundation.actors import Actor
from thidua.movements.models import LaunchDraft, Movement, Target
from thidua.movements.services import allocations, drafts, movements, opening, targets
from thidua.movements.services.allocations import ChangedMeanwhileError, Part

pytestmark = pytest.mark.django_db(transaction=True)


def test_one_letter_opened_twice_at_once_has_one_draft(draft: LaunchDraft, office: Actor) -> None:
    drafts.drop(draft, by=office, at=AT)
    told = at_once(*[lambda: drafts.from_letter(draft.read_text, by=office, at=AT)] * 2)
    checking = LaunchDraft.objects.checking()
    assert {getattr(row, "pk", row) for row in told} == {checking.get().pk}


def test_one_draft_confirmed_twice_at_once_opens_one_season(draft: LaunchDraft, office: Actor) -> None:
    ready = accept_everything(draft, office)
    told = at_once(*[lambda: opening.confirm(ready, seen_at=ready.saved_at, by=office, at=AT)] * 2)
    assert sorted(type(row).__name__ for row in told) == ["Movement", "RefusedError"]
    assert Movement.objects.filter(is_own=True).count() == 1


def test_target_is_changed_before_the_season_closes_or_not_at_all(season: Movement, office: Actor) -> None:
    target = season.targets.first()
    told = at_once(
        lambda: targets.change(target, {"name": "Đổi muộn"}, reason="x", expected=1, by=office, at=AT),
        lambda: movements.close(season, expected=season.version, by=office, at=AT),
    )
    season.refresh_from_db()
    assert season.state == "closed"
    changed = Target.objects.get(pk=target.pk)
    refused = [row for row in told if isinstance(row, DomainError)]
    assert (changed.name == "Đổi muộn") == (not refused)
    assert changed.revisions.count() == 1 - len(refused)
    assert not [row for row in told if isinstance(row, Exception) and not isinstance(row, DomainError)]


def test_one_target_given_twice_at_once_is_given_by_one(
    season: Movement, commune: Commune, office: Actor
) -> None:
    target = season.targets.filter(tracking__allocation_kind="sum").first()
    unit = commune.units["Thôn 1"]

    def give(amount: int) -> object:
        part = Part(unit, Decimal(amount))
        return allocations.give(target, [part], reason="x", expected=0, by=office, at=AT)

    told = at_once(lambda: give(100), lambda: give(200))
    assert sum(isinstance(row, ChangedMeanwhileError) for row in told) == 1
    assert target.allocations.get().version == 1


def test_target_is_given_before_the_season_closes_or_not_at_all(
    season: Movement, commune: Commune, office: Actor
) -> None:
    target = season.targets.filter(tracking__allocation_kind="sum").first()
    part = Part(commune.units["Thôn 1"], Decimal(5))
    told = at_once(
        lambda: allocations.give(target, [part], reason="", expected=0, by=office, at=AT),
        lambda: targets.change(target, {"name": "Đổi"}, reason="x", expected=1, by=office, at=AT),
        lambda: movements.close(season, expected=season.version, by=office, at=AT),
    )
    assert not [row for row in told if isinstance(row, Exception) and not isinstance(row, DomainError)]
    assert target.allocations.exists() == any(isinstance(row, UUID) for row in told)
