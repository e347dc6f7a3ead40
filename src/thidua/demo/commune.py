"""The organisation of the sample commune: authorities, units, people, posts, accounts."""

from dataclasses import dataclass
from datetime import date, datetime
from random import Random

from django.utils import timezone

from thidua.demo import plan
from thidua.foundation.actors import SYSTEM, Actor
from thidua.foundation.services.audit import record
from thidua.organisation.enums import Level, Role
from thidua.organisation.models import Authority, Person, Position, Unit, User
from thidua.organisation.queries import actor_of

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
    units = {planned.name: _unit(commune, planned, at) for planned in plan.UNITS}
    posts = [*plan.POSTS, *(_village_post(number, chance) for number in range(1, plan.VILLAGES + 1))]
    accounts = [_account(commune, post, units.get(post.unit), at) for post in posts]
    accounts.append(_account(district, plan.UPPER_POST, None, at))
    return SampleCommune(commune, units, tuple(accounts))


def _authority(name: str, level: Level, parent: Authority | None) -> Authority:
    known = Authority.objects.filter(name__iexact=name, level=level).first()
    return known or Authority.objects.create(name=name, level=level, parent=parent)


def _unit(commune: Authority, planned: plan.PlannedUnit, at: datetime) -> Unit:
    unit = Unit.objects.create(
        authority=commune,
        name=planned.name,
        short_name=planned.short_name,
        kind=planned.kind,
        aliases="\n".join(planned.aliases),
        valid_from=plan.FIRST_DAY,
    )
    record("organisation.unit.create", unit, by=SYSTEM, at=at)
    return unit


def _village_post(number: int, chance: Random) -> plan.PlannedPost:
    shape = plan.VILLAGE_POST
    name = f"{chance.choice(plan.FAMILY_NAMES)} {chance.choice(plan.GIVEN_NAMES)} (minh họa)"
    return plan.PlannedPost(
        shape.username.format(number=number), shape.role, shape.title, shape.unit.format(number=number), name
    )


def _account(authority: Authority, post: plan.PlannedPost, unit: Unit | None, at: datetime) -> Account:
    person = Person.objects.create(authority=authority, full_name=post.full_name, unit=unit)
    Position.objects.create(
        authority=authority,
        person=person,
        unit=unit,
        role=post.role,
        title=post.title,
        starts_on=min(plan.FIRST_DAY, timezone.localdate(at)),
    )
    user = User(username=post.username, person=person, date_joined=at)
    user.set_password(PASSWORD)
    user.save()
    record("organisation.user.create", user, by=SYSTEM, at=at)
    place = f", {unit.name}" if unit is not None and post.role == Role.UNIT_HEAD else ""
    return Account(f"{Role(post.role).label}{place}: {post.full_name}", post.username)
