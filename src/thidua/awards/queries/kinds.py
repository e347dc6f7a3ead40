"""The award kinds somebody may be put forward for."""

from collections.abc import Iterable
from datetime import date

from thidua.awards.models import AwardRound, Rating
from thidua.awards.queries.eligibility import law_of
from thidua.awards.queries.subjects import Whom
from thidua.core.eligibility.facts import Merit, Subject
from thidua.core.law.kinds import AwardKind, Decider
from thidua.core.law.packs import RulePack
from thidua.core.law.receivers import Receiver
from thidua.law.shipped import national_law
from thidua.organisation.enums import UnitKind
from thidua.organisation.models import Person, Position, Unit

_BUSINESSES = (UnitKind.COOPERATIVE, UnitKind.ENTERPRISE)
_OF_BOTH = frozenset({Receiver.OFFICIAL, Receiver.WORKER})
_OF_OFFICE = frozenset({Receiver.AGENCY, Receiver.COMMUNE})
_FARMER = (
    "Người của thôn chưa có xếp loại nên chỉ thấy danh hiệu của nông dân, người lao động. "
    "Là cán bộ thì Văn phòng ghi xếp loại trước."
)
_COMMUNE = "Văn phòng đứng tên cho cả xã. Danh hiệu dành cho xã cũng chọn ở đây."
NOTHING_KNOWN: frozenset[Receiver] = frozenset()


def kinds_for(award_round: AwardRound, whom: Whom) -> list[tuple[str, str]]:
    """Return code and words of the kinds that fit the merit of a round and whom it is about."""
    pack = law_of(award_round.authority).pack_on(award_round.judged_on)
    return _fitting(pack, Merit(award_round.merit), whom.subject, receivers_of(whom, award_round.judged_on))


def kinds_for_units(award_round: AwardRound, units: Iterable[Unit]) -> list[tuple[str, str]]:
    """Return the kinds that fit at least one of the units."""
    pack = law_of(award_round.authority).pack_on(award_round.judged_on)
    could_be = NOTHING_KNOWN.union(*(receivers_of_unit(unit) for unit in units))
    return _fitting(pack, Merit(award_round.merit), Subject.COLLECTIVE, could_be)


def kinds_on(on: date, merit: Merit | None, whom: Whom) -> list[tuple[str, str]]:
    """Return those of a day, of one merit or of all, in the order of the pack.

    :raises DomainError: no rule pack covers the day
    """
    return _fitting(national_law().pack_on(on), merit, whom.subject, receivers_of(whom, on))


def best_kind(on: date, whom: Whom) -> str:
    """Return the code of the kind somebody is asked about first: the yearly title of their sort, else any.

    :raises DomainError: no rule pack covers the day
    """
    pack, could_be = national_law().pack_on(on), receivers_of(whom, on)
    fitting = [kind for kind in pack.kinds.values() if kind.fits(whom.subject, could_be)]
    return next((kind.code for kind in fitting if kind.is_yearly), fitting[0].code if fitting else "")


def kinds_once_given(on: date, whom: Whom) -> list[tuple[str, str]]:
    """Return those somebody may hold from before; what a person works at may have been another thing then.

    :raises DomainError: no rule pack covers the day
    """
    could_be = receivers_of(whom, on) if whom.unit is not None else NOTHING_KNOWN
    return _fitting(national_law().pack_on(on), None, whom.subject, could_be)


def receivers_of(whom: Whom, on: date) -> frozenset[Receiver]:
    """Return what somebody could be in the words of the law; empty where nothing is known. One query."""
    if whom.unit is not None:
        return receivers_of_unit(whom.unit)
    return NOTHING_KNOWN if whom.person is None else _receivers_of_person(whom.person, on)


def receivers_of_unit(unit: Unit) -> frozenset[Receiver]:
    """Return what a unit could be; the commune itself is no unit, so its office stands for it."""
    if unit.kind == UnitKind.VILLAGE:
        return frozenset({Receiver.VILLAGE})
    if unit.kind in _BUSINESSES:
        return frozenset({Receiver.BUSINESS})
    return _OF_OFFICE if unit.kind == UnitKind.OFFICE else frozenset({Receiver.AGENCY})


def hint_for(whom: Whom, on: date) -> str:
    """Say why titles of officials are not offered to a villager, and whom the office stands for."""
    could_be = receivers_of(whom, on)
    if could_be == {Receiver.WORKER}:
        return _FARMER
    return _COMMUNE if could_be == _OF_OFFICE else ""


def _receivers_of_person(person: Person, on: date) -> frozenset[Receiver]:
    """Go by the unit; in a village a yearly rating or a post elsewhere tells of an official."""
    if person.unit is None or person.unit.kind in _BUSINESSES:
        return _OF_BOTH
    if person.unit.kind != UnitKind.VILLAGE:
        return frozenset({Receiver.OFFICIAL})
    posts = (
        Position.objects.filter(person=person).exclude(unit__kind=UnitKind.VILLAGE).held_on(on).values("pk")
    )
    ratings = Rating.objects.filter(person=person).values("pk")
    return _OF_BOTH if posts.union(ratings).exists() else frozenset({Receiver.WORKER})


def _fitting(
    pack: RulePack, merit: Merit | None, subject: Subject, could_be: frozenset[Receiver]
) -> list[tuple[str, str]]:
    return [
        (kind.code, _words(kind))
        for kind in pack.kinds.values()
        if kind.fits(subject, could_be) and (merit is None or merit in kind.merits)
    ]


def _words(kind: AwardKind) -> str:
    if kind.decider == Decider.COMMUNE:
        return kind.label
    return f"{kind.label} (trình {kind.decider.words})"
