"""Pledges of the small season for tests: drafts, talked over, agreed, signed."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from tests.season import SmallSeason

from thidua.commitments.enums import PledgeSide
from thidua.commitments.models import Pledge, PledgeLine
from thidua.commitments.services import pledge_signing, pledge_talk, pledges
from thidua.commitments.services.pledge_signing import Seen
from thidua.commitments.services.pledge_talk import Answer
from thidua.foundation.actors import Actor

AT = datetime(2024, 5, 6, 7, 0, tzinfo=UTC)
YES = Answer(agrees=True)


def drafted(season: SmallSeason, village: str = "Thôn 1", *, at: datetime = AT) -> Pledge:
    unit = season.commune.units[village]
    pledges.prepare(season.movement, [unit.pk], by=season.office, at=at)
    return again(Pledge.objects.filter(movement=season.movement, unit=unit).latest("number"))


def offered(season: SmallSeason, village: str = "Thôn 1", **more: Any) -> Pledge:
    pledge = drafted(season, village)
    facts = {"sign_by": None, **more}
    return pledge_talk.offer(pledge, expected=pledge.version, by=season.office, at=AT, **facts)


def agreed(season: SmallSeason, village: str = "Thôn 1") -> Pledge:
    pledge = offered(season, village)
    head = season.heads[village]
    return pledge_talk.answer(pledge, all_yes(pledge), expected=pledge.version, by=head, at=AT)


def signed(season: SmallSeason, chairman: Actor, village: str = "Thôn 1") -> Pledge:
    pledge = agreed(season, village)
    seen = Seen(pledge, pledge.fingerprint)
    pledge_signing.sign(seen, PledgeSide.UNIT, by=season.heads[village], at=AT)
    return pledge_signing.sign(seen, PledgeSide.AUTHORITY, by=chairman, at=AT)


def all_yes(pledge: Pledge) -> dict[Any, Answer]:
    return {line.pk: YES for line in pledge.lines.filter(is_agreed=False)}


def line(pledge: Pledge, place: int = 1) -> PledgeLine:
    return pledge.lines.select_related("pledge", "target").get(position=place)


def counter(amount: int | str, note: str = "") -> Answer:
    return Answer(agrees=False, amount=Decimal(amount), note=note)


def again(pledge: Pledge) -> Pledge:
    found = Pledge.objects.select_related("unit", "movement", "authority", "replaces")
    return found.get(pk=pledge.pk)
