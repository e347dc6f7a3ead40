"""Which members of a council are in conflict with a nominee, as far as the data tells."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.timezone import localdate

from thidua.council.enums import StepOutCause
from thidua.council.models import CouncilMember, CouncilSession, SessionItem, StepOut
from thidua.organisation.models import Household, Position


@dataclass(frozen=True, slots=True)
class Conflicts:
    """Conflicts found, to be proposed where nobody spoke of the two before."""

    found: tuple[StepOut, ...]

    def save(self) -> None:
        """Propose them; what was proposed or answered before stays."""
        StepOut.objects.bulk_create(self.found, ignore_conflicts=True)


def conflicts_in(session: CouncilSession, items: Sequence[SessionItem]) -> Conflicts:
    """Find members who are put forward themselves, whose household is, or who belong to the unit that is."""
    on = localdate(session.held_at)
    members = list(session.council.members.sitting_on(on))
    units = _units_of(members, session)
    wanted = [one.nomination.household_id for one in items if one.nomination.household_id]
    heads = dict(Household.objects.filter(pk__in=wanted).values_list("pk", "head_id"))
    found = (
        StepOut(item=item, member=member, cause=cause)
        for item in items
        for member in members
        if (cause := _cause(item, member, units[member.person_id], heads)) is not None
    )
    return Conflicts(tuple(found))


def _cause(
    item: SessionItem, member: CouncilMember, units: Iterable[UUID], heads: Mapping[UUID, UUID]
) -> StepOutCause | None:
    nomination = item.nomination
    household = nomination.household_id
    head = heads.get(household) if household is not None else None
    if member.person_id in {nomination.person_id, head}:
        return StepOutCause.NOMINEE
    if nomination.unit_id is not None and nomination.unit_id in units:
        return StepOutCause.UNIT
    return None


def _units_of(members: Sequence[CouncilMember], session: CouncilSession) -> dict[UUID, set[UUID]]:
    """Return the units each person works in or holds a post of."""
    units: dict[UUID, set[UUID]] = {
        one.person_id: {one.person.unit_id} if one.person.unit_id else set() for one in members
    }
    held = Position.objects.held_on(localdate(session.held_at)).filter(person__in=list(units))
    for person, unit in held.exclude(unit=None).values_list("person_id", "unit_id"):
        units[person].add(unit)
    return units
