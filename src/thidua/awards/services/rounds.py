"""Set up award rounds and take them from step to step."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.timezone import localdate

from thidua.awards import policies
from thidua.awards.enums import AWARD_ROUND_WORKFLOW, AwardRoundState, NominationState
from thidua.awards.models import AwardRound
from thidua.awards.queries.eligibility import law_of
from thidua.awards.services.telling import tell_of_round
from thidua.core.dates import show_date
from thidua.core.errors import DomainError
from thidua.core.law.kinds import Decider
from thidua.foundation.actors import Actor
from thidua.foundation.services import versions
from thidua.foundation.services.audit import Deed, record
from thidua.movements.models import Movement
from thidua.organisation.models import Authority
from thidua.scoring.models import ScoringRound


@dataclass(frozen=True, slots=True)
class RoundFacts:
    """What is considered: of which year, by the law of which day, from which movement and standing."""

    name: str
    merit: str
    year: int
    judged_on: date
    movement: Movement | None = None
    scoring_round: ScoringRound | None = None
    is_simple: bool = False
    due_on: date | None = None

    @property
    def values(self) -> dict[str, Any]:
        names = [name for name in self.__dataclass_fields__ if name != "name"]
        return {"name": self.name.strip(), **{name: getattr(self, name) for name in names}}


@transaction.atomic
def create(facts: RoundFacts, *, by: Actor, at: datetime) -> AwardRound:
    """Set up a round that takes nominations at once; units are told of its last day.

    :raises DomainError: no rule pack covers the day it is judged on
    """
    policies.can_begin_round(by).enforce()
    authority = Authority.objects.visible_to(by).get(pk=by.authority_id or "")
    made = AwardRound(authority=authority, **facts.values)
    _refuse_odd(authority, facts)
    made.full_clean(exclude=["state"])
    made.save(force_insert=True)
    record("awards.round.create", made, by=by, at=at)
    tell_of_round(made, by=by, at=at)
    return made


@transaction.atomic
def change(
    award_round: AwardRound, facts: RoundFacts, *, expected: int, by: Actor, at: datetime
) -> AwardRound:
    """Change what a round is about while it takes nominations."""
    award_round = lock(award_round)
    policies.can_change_round(by, award_round).enforce()
    _refuse_odd(award_round.authority, facts)
    _refuse_other_law(award_round, facts)
    changes = versions.apply(award_round, facts.values, expected=expected)
    if changes:
        record("awards.round.change", award_round, by=by, at=at, deed=Deed(changes=changes))
        tell_of_round(award_round, by=by, at=at)
    return award_round


@transaction.atomic
def review(award_round: AwardRound, *, expected: int, by: Actor, at: datetime) -> AwardRound:
    """Take no more nominations and judge those there are.

    :raises DomainError: the list hangs out until a later day
    """
    locked = lock(award_round)
    until = locked.shown_until
    if until is not None and locked.is_shown_on(locked.authority.day(localdate(at))):
        raise DomainError(f"Danh sách còn lấy ý kiến đến hết ngày {show_date(until)}. Hết ngày ấy rồi xét.")
    return step("review", award_round, {}, expected=expected, by=by, at=at)


@transaction.atomic
def reopen(award_round: AwardRound, *, expected: int, by: Actor, at: datetime) -> AwardRound:
    """Take nominations again; a list that hangs out is taken down, its last day is today."""
    locked = lock(award_round)
    on = locked.authority.day(localdate(at))
    values = {"shown_until": on} if locked.is_shown_on(on) else {}
    return step("reopen", award_round, values, expected=expected, by=by, at=at)


@transaction.atomic
def finish(award_round: AwardRound, *, expected: int, by: Actor, at: datetime) -> AwardRound:
    """Close a round in which everything is decided.

    :raises DomainError: the council or the chairman still has to decide on somebody
    """
    _refuse_undecided(lock(award_round))
    return step("finish", award_round, {}, expected=expected, by=by, at=at)


@transaction.atomic
def cancel(award_round: AwardRound, *, reason: str, expected: int, by: Actor, at: datetime) -> AwardRound:
    """Give a round up, with the reason.

    :raises DomainError: somebody was awarded in it already
    """
    if not reason.strip():
        raise DomainError("Ghi lý do hủy đợt xét.")
    if lock(award_round).nominations.filter(state=NominationState.DECIDED).exists():
        raise DomainError("Đợt đã có quyết định khen nên không hủy được. Xét xong thì ghi đã xong.")
    values = {"cancelled_because": reason.strip()}
    return step("cancel", award_round, values, expected=expected, by=by, at=at)


@transaction.atomic
def step(
    verb: str,
    award_round: AwardRound,
    values: Mapping[str, object],
    *,
    expected: int,
    by: Actor,
    at: datetime,
) -> AwardRound:
    """Take a step of the workflow, setting `values` with it."""
    award_round = lock(award_round)
    policies.can_run_round(by, award_round).enforce()
    state = AWARD_ROUND_WORKFLOW.target_of(verb, state=AwardRoundState(award_round.state))
    changes = versions.apply(award_round, {**values, "state": state}, expected=expected)
    reason = str(values.get("cancelled_because", ""))
    told = {name: change for name, change in changes.items() if name != "cancelled_because"}
    record(f"awards.round.{verb}", award_round, by=by, at=at, deed=Deed(changes=told, reason=reason))
    return award_round


def lock(award_round: AwardRound) -> AwardRound:
    """Take a round for changing, with what its policies ask for."""
    locked = AwardRound.objects.select_for_update(of=("self",)).select_related("authority")
    found: AwardRound = locked.get(pk=award_round.pk)
    return found


def _refuse_odd(authority: Authority, facts: RoundFacts) -> None:
    law_of(authority).pack_on(facts.judged_on)
    if not facts.name.strip():
        raise DomainError("Ghi tên đợt xét, ví dụ “Khen thưởng năm 2024”.")
    if facts.year > facts.judged_on.year:
        raise DomainError("Năm thành tích không được sau ngày xét.")
    for one in (facts.movement, facts.scoring_round):
        if one is not None and one.authority_id != authority.pk:
            raise DomainError(f"{one} thuộc cơ quan khác.")


def _refuse_undecided(award_round: AwardRound) -> None:
    """What a higher level decides on stays passed here, and keeps nothing open."""
    pack = law_of(award_round.authority).pack_on(award_round.judged_on)
    ours = [code for code, kind in pack.kinds.items() if kind.decider == Decider.COMMUNE]
    waiting = Q(state=NominationState.COUNCIL) | Q(state=NominationState.PASSED, kind_code__in=ours)
    if count := award_round.nominations.filter(waiting).count():
        raise DomainError(f"Còn {count} đề nghị chưa có quyết định. Ra quyết định hoặc rút đề nghị trước.")


def _refuse_other_law(award_round: AwardRound, facts: RoundFacts) -> None:
    """Nominations keep the kind they were made for, so the law under them stays."""
    law = law_of(award_round.authority)
    if law.pack_on(award_round.judged_on) == law.pack_on(facts.judged_on):
        return
    if award_round.nominations.exists():
        raise DomainError(
            "Đợt đã có đề nghị theo gói quy định trước. Lập đợt mới cho ngày thuộc gói quy định khác."
        )
