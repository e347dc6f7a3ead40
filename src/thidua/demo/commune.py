"""The organisation of the sample commune: authorities, units, people, posts, accounts."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from random import Random

from django.contrib.auth.hashers import make_password
from django.utils import timezone

from thidua.demo import plan
from thidua.foundation.actors import SYSTEM, Actor
from thidua.organisation.enums import Level, Role
from thidua.organisation.models import Authority, Unit, User
from thidua.organisation.queries import actor_of
from thidua.organisation.services import accounts, people, positions, units

PASSWORD = "lua-vang-dong-xanh"  # noqa: S105 -- printed for everybody who tries the sample commune


@dataclass(frozen=True, slots=True)
class Account:
    """An account of the sample commune, as it is printed."""

    who: str
    username: str
    password: str = PASSWORD


@dataclass(frozen=True, slots=True)
class SampleCommune:
    authority: Authority
    units: dict[str, Unit]
    accounts: tuple[Account, ...]

    def actor(self, username: str, on: date) -> Actor:
        return actor_of(User.objects.get(username=username), on)


def make(*, seed: int, at: datetime) -> SampleCommune:
    """Enter the commune with its units, its people and an account for each role."""
    chance = Random(seed)  # noqa: S311 -- draws invented names, no secret
    province = _authority(plan.PROVINCE, Level.PROVINCE, None)
    district = _authority(plan.DISTRICT, Level.DISTRICT, province)
    commune = _authority(plan.COMMUNE, Level.COMMUNE, district)
    Authority.objects.filter(pk=commune.pk).update(is_demo=True)
    made = {planned.name: _unit(commune, planned, at) for planned in plan.UNITS}
    posts = [*plan.POSTS, *(_village_post(number, chance) for number in range(1, plan.VILLAGES + 1))]
    holders = [_account(commune, post, made.get(post.unit), at) for post in posts]
    holders.append(_account(district, plan.UPPER_POST, None, at))
    return SampleCommune(commune, made, tuple(holders))


def _authority(name: str, level: Level, parent: Authority | None) -> Authority:
    known = Authority.objects.filter(name__iexact=name, level=level).first()
    return known or Authority.objects.create(name=name, level=level, parent=parent)


def _unit(commune: Authority, planned: plan.PlannedUnit, at: datetime) -> Unit:
    facts = units.UnitFacts(
        name=planned.name,
        kind=planned.kind,
        short_name=planned.short_name,
        aliases="\n".join(planned.aliases),
        valid_from=plan.FIRST_DAY,
        household_count=planned.households,
        population=planned.people,
    )
    return units.create(commune, facts, by=SYSTEM, at=at)


def _village_post(number: int, chance: Random) -> plan.PlannedPost:
    shape = plan.VILLAGE_POST
    name = f"{chance.choice(plan.FAMILY_NAMES)} {chance.choice(plan.GIVEN_NAMES)} (minh họa)"
    return plan.PlannedPost(
        shape.username.format(number=number), shape.role, shape.title, shape.unit.format(number=number), name
    )


@cache
def _hashed() -> str:
    """Hash the one password of all accounts once: hashing is slow by design, and nothing is secret here."""
    return make_password(PASSWORD)


def _account(authority: Authority, post: plan.PlannedPost, unit: Unit | None, at: datetime) -> Account:
    known = people.PersonFacts(full_name=post.full_name, unit=unit)
    person = people.create(authority, known, by=SYSTEM, at=at)
    first_day = min(plan.FIRST_DAY, timezone.localdate(at))
    facts = positions.PositionFacts(role=post.role, title=post.title, starts_on=first_day, unit=unit)
    positions.begin(person, facts, by=SYSTEM, at=at)
    user = accounts.create(person, username=post.username, by=SYSTEM, at=at)
    user.password = _hashed()
    user.save()
    place = f", {unit.name}" if unit is not None and post.role == Role.UNIT_HEAD else ""
    return Account(f"{Role(post.role).label}{place}: {post.full_name}", post.username)
