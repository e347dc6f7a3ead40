"""Reads over the organisation."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain, count
from typing import TypeVar
from uuid import UUID

from django.db.models import Case, Prefetch, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce

from thidua.core.text import search_key, spells
from thidua.foundation.actors import STRANGER, Actor
from thidua.foundation.models import AuditEntry, SearchEntry, prepared
from thidua.organisation.enums import CONFIRMING, TRUSTED, Level, Role
from thidua.organisation.models import (
    Authority,
    AuthorityChange,
    Block,
    BlockHead,
    BlockMembership,
    EnrolmentCard,
    Person,
    Position,
    Unit,
    User,
)
from thidua.organisation.models.person import PersonQuerySet
from thidua.organisation.models.unit import UnitQuerySet

FoundT = TypeVar("FoundT", UnitQuerySet, PersonQuerySet)
_MOST_FOUND = 500
_NAME_LENGTH = 50
_MOST_MACHINES, _MOST_SIGN_INS = 20, 10
_ENTERED = tuple(f"organisation.device.{verb}" for verb in ("sign_in", "resume", "sign_out"))


@dataclass(frozen=True, slots=True)
class UnitPage:
    """A unit with those in it: who holds posts, who belongs to it, where it competes."""

    unit: Unit
    positions: tuple[Position, ...]
    past: tuple[Position, ...]
    people: tuple[Person, ...]
    memberships: tuple[BlockMembership, ...]


@dataclass(frozen=True, slots=True)
class Turn:
    """A member of a block, and the day on which it last took the lead; None if it never did."""

    unit: Unit
    last_led_on: date | None


@dataclass(frozen=True, slots=True)
class BlockPage:
    """A block on a day: members now, to come and before, who heads it and headed it, whose turn is next."""

    members: tuple[BlockMembership, ...]
    coming: tuple[BlockMembership, ...]
    former: tuple[BlockMembership, ...]
    head: BlockHead | None
    next_head: BlockHead | None
    past_heads: tuple[BlockHead, ...]
    turns: tuple[Turn, ...]


@dataclass(frozen=True, slots=True)
class PersonPage:
    """A person with posts held now, held before or still to come, and the account."""

    person: Person
    positions: tuple[Position, ...]
    others: tuple[Position, ...]
    user: User | None


@dataclass(frozen=True, slots=True)
class Lineage:
    """Where an authority came from and what became of it."""

    authority: Authority
    came_from: tuple[AuthorityChange, ...]
    became: tuple[AuthorityChange, ...]
    below: tuple[Authority, ...]
    posts: tuple[Position, ...]


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Who acts, and the office they act for, as both stood in one and the same query."""

    actor: Actor
    office: Authority | None = None


def actor_of(user: User, on: date) -> Actor:
    """See a user through the positions held on a day."""
    return signed_in(user, on).actor


def signed_in(user: User, on: date) -> SignedIn:
    """See a user through the positions held on a day, with the office of the first of them.

    One query, and one more for an upper level, which also reads what lies below it.
    """
    if not user.is_active:
        return SignedIn(STRANGER)
    posts = _posts(user.pk, on)
    if not posts:
        return SignedIn(Actor(user_id=user.pk, name=user.username, authority_id=None))
    first = posts[0]
    own = {post.authority_id for post in posts}
    above = {post.authority_id for post in posts if post.role == Role.UPPER}
    actor = Actor(
        user_id=user.pk,
        name=first.person.full_name,
        authority_id=first.authority_id,
        authority_ids=frozenset(own | _below(above)),
        unit_ids=frozenset(post.unit_id for post in posts if post.unit_id is not None),
        roles=frozenset(post.role for post in posts),
    )
    return SignedIn(actor, first.authority)


@prepared
def _posts(user_id: int, on: date) -> QuerySet[Position]:
    held = Position.objects.held_on(_day_of_office(on)).filter(person__user=user_id)
    return held.select_related("person", "authority")


def _day_of_office(on: date) -> Coalesce:
    """Let rights begin and end by the day of the office that gave the post."""
    return Coalesce("authority__stands_on", on)


def units_for_list(actor: Actor, on: date, *, words: str = "") -> UnitQuerySet:
    """Units with who heads them on the day. Three queries for any number of rows, one more for words."""
    heads = Position.objects.held_on(on).filter(role=Role.UNIT_HEAD).select_related("person")
    found = Unit.objects.visible_to(actor).for_list().select_related("authority")
    if words:
        found = _nearest_first(found.filter(pk__in=_named(actor, "unit", words)), "name", words)
    return found.prefetch_related(Prefetch("positions", queryset=heads, to_attr="heads"))


def people_for_list(actor: Actor, on: date, *, words: str = "") -> PersonQuerySet:
    """People by given name, with the posts they hold on the day. Three queries, one more for words."""
    held = Position.objects.held_on(on).select_related("unit")
    found = Person.objects.visible_to(actor).for_list().select_related("unit")
    if words:
        found = _nearest_first(found.filter(pk__in=_named(actor, "person", words)), "full_name", words)
    return found.prefetch_related(Prefetch("positions", queryset=held, to_attr="held"))


def unit_page(unit: Unit, on: date) -> UnitPage:
    """Gather what the page of a unit shows. Four queries."""
    positions = tuple(unit.positions.select_related("person").order_by("-starts_on", "pk"))
    return UnitPage(
        unit=unit,
        positions=tuple(position for position in positions if position.is_held_on(on)),
        past=tuple(position for position in positions if not position.is_held_on(on)),
        people=tuple(unit.people.for_list()),
        memberships=tuple(unit.memberships.overlapping(on).select_related("block").order_by("starts_on")),
    )


def block_page(block: Block, on: date) -> BlockPage:
    """Gather what the page of a block shows. Two queries for any number of members."""
    found = list(
        block.memberships.select_related("unit").order_by("unit__kind_rank", "unit__sort_key", "-pk")
    )
    members = [row for row in found if row.starts_on <= on and (row.ends_on is None or on <= row.ends_on)]
    heads = list(block.heads.select_related("unit"))
    now = next((row for row in heads if row.starts_on <= on), None)
    is_led = now is not None and (now.ends_on is None or on <= now.ends_on)
    return BlockPage(
        members=tuple(members),
        coming=tuple(row for row in found if row.starts_on > on),
        former=tuple(row for row in found if row.ends_on is not None and row.ends_on < on),
        head=now if is_led else None,
        next_head=next((row for row in heads if row.starts_on > on), None),
        past_heads=tuple(row for row in heads if row.starts_on <= on and not (is_led and row == now)),
        turns=_turns(members, heads),
    )


def _turns(members: Sequence[BlockMembership], heads: Sequence[BlockHead]) -> tuple[Turn, ...]:
    """Put those first who never led, then who led longest ago; the latest comes last."""
    led: dict[UUID, date] = {}
    for head in heads:  # the newest first
        led.setdefault(head.unit_id, head.starts_on)
    turns = [Turn(row.unit, led.get(row.unit_id)) for row in members]
    return tuple(sorted(turns, key=lambda turn: turn.last_led_on or date.min))


def person_page(person: Person, on: date) -> PersonPage:
    """Gather what the page of a person shows. Two queries."""
    positions = tuple(person.positions.select_related("unit", "authority").order_by("-starts_on", "pk"))
    return PersonPage(
        person=person,
        positions=tuple(position for position in positions if position.is_held_on(on)),
        others=tuple(position for position in positions if not position.is_held_on(on)),
        user=User.objects.filter(person=person).first(),
    )


def is_trusted(person: Person, on: date) -> bool:
    """Say whether a person holds a post with rights over others, on the day or later."""
    return bool(trusted_roles(person, on))


def trusted_roles(person: Person, on: date) -> frozenset[str]:
    """Return the rights over others that a person holds on the day, or will."""
    held = Position.objects.filter(person=person, role__in=TRUSTED).exclude(ends_on__lt=_day_of_office(on))
    return frozenset(held.values_list("role", flat=True))


def free_username(person: Person) -> str:
    """Propose a name to sign in with, from the given name and the unit, that nobody has: "hoang.thon3"."""
    given = search_key(person.given_name or person.full_name.split()[-1]).replace(" ", "")
    unit = search_key(person.unit.short_name or person.unit.name).replace(" ", "") if person.unit else ""
    base = ".".join(part for part in (given, unit) if part)[:_NAME_LENGTH]
    taken = set(User.objects.filter(username__startswith=base).values_list("username", flat=True))
    return next(name for name in chain([base], (f"{base}{n}" for n in count(2))) if name not in taken)


def second_people(card: EnrolmentCard, on: date) -> tuple[Person, ...]:
    """Return who may confirm a card today, by given name, with the posts that let them; never its issuer."""
    held = Position.objects.held_on(on).filter(role__in=CONFIRMING)
    found = Person.objects.filter(positions__in=held, user__is_active=True, user__last_login__isnull=False)
    own = Person.objects.filter(user=card.user).values("authority_id")
    found = found.filter(authority_id__in=own)
    others = found.exclude(user=card.issuer_id).distinct().for_list()
    return tuple(others.prefetch_related(Prefetch("positions", queryset=held, to_attr="held")))


def has_ever_had_a_second(authority_id: UUID, *, but: int | None) -> bool:
    """Say whether anybody else who could confirm has ever signed in.

    Posts that ended and closed accounts count: otherwise one keeper could end those of all others
    and be alone.
    """
    posts = Position.objects.filter(authority_id=authority_id, role__in=CONFIRMING)
    return posts.filter(person__user__last_login__isnull=False).exclude(person__user=but).exists()


def sign_ins_of(user: User) -> list[AuditEntry]:
    """Return the latest times the account was entered or left, newest first; the way is by its machines."""
    machines = user.devices.order_by("-last_seen_at").values_list("pk", flat=True)[:_MOST_MACHINES]
    found = AuditEntry.objects.filter(object_id__in=[str(pk) for pk in machines], action__in=_ENTERED)
    return list(found.order_by("-id")[:_MOST_SIGN_INS])


def cards_to_confirm(actor: Actor, at: datetime) -> list[EnrolmentCard]:
    """Return cards that wait for this actor as the second person."""
    return list(cards_waiting_for(actor, at).select_related("user__person").order_by("issued_at"))


def cards_waiting_for(actor: Actor, at: datetime) -> QuerySet[EnrolmentCard]:
    """Return the rows of `cards_to_confirm`, for those who only count or name them."""
    waiting = EnrolmentCard.objects.visible_to(actor).waiting(at).exclude(issuer_id=actor.user_id)
    own = Q(user_id=actor.user_id)
    if actor.has(*CONFIRMING):
        own |= Q(user__person__authority_id=actor.authority_id)
    return waiting.filter(own)


def cards_to_know(actor: Actor, *, device_id: int | None) -> list[EnrolmentCard]:
    """Return cards printed for the own account and not answered yet; not that of the machine in use."""
    own = Q(user_id=actor.user_id) & ~Q(issuer_id=actor.user_id)
    cards = EnrolmentCard.objects.unknown_to_owner().filter(own)
    if device_id is not None:
        cards = cards.exclude(device_id=device_id)
    return list(cards.select_related("device").order_by("issued_at"))


def lineage_of(authority: Authority, on: date) -> Lineage:
    """Gather what the page of an authority shows."""
    posts = Position.objects.held_on(on).filter(authority=authority, unit__isnull=True)
    return Lineage(
        authority=authority,
        came_from=tuple(authority.came_from.select_related("before")),
        became=tuple(authority.became.select_related("after")),
        below=tuple(authority.children.order_by("valid_to", "name")),
        posts=tuple(posts.select_related("person")),
    )


def _nearest_first(found: FoundT, column: str, words: str) -> FoundT:
    """Put those first that hold the words as typed; the others keep their order."""
    exact = [pk for pk, name in found.values_list("pk", column) if spells(name, words)]
    if not exact:
        return found
    rank = Case(When(pk__in=exact, then=Value(0)), default=Value(1))
    return found.order_by(rank, *found.query.order_by)


def _named(actor: Actor, kind: str, words: str) -> list[UUID]:
    entries = SearchEntry.objects.visible_to(actor).filter(kind=kind).matching(words)
    return [UUID(key) for key in entries.values_list("object_id", flat=True)[:_MOST_FOUND]]


def _below(above: set[UUID]) -> set[UUID]:
    """Authorities under those where an upper-level position is held, two levels deep (tỉnh, huyện, xã)."""
    if not above:
        return set()
    children = Authority.objects.filter(parent_id__in=above) | Authority.objects.filter(
        parent__parent_id__in=above
    )
    return set(children.values_list("pk", flat=True))


def province_id_of(authority_id: UUID) -> UUID:
    """Return the province a commune lies in, straight or through a district; itself when none is known."""
    commune = Authority.objects.select_related("parent__parent").get(pk=authority_id)
    above = [commune, commune.parent, commune.parent.parent if commune.parent else None]
    return next((place.pk for place in above if place and place.level == Level.PROVINCE), authority_id)
