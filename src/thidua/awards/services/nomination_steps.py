"""Steps of nominations: one that was seen on a page, or many at once; the units are told."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from thidua.awards import policies
from thidua.awards.enums import NOMINATION_WORKFLOW, NominationState
from thidua.awards.models import Nomination
from thidua.foundation.actors import Actor
from thidua.foundation.models import change_many
from thidua.foundation.policy import Answer
from thidua.foundation.services import notices, versions
from thidua.foundation.services.audit import Deed, record, record_each
from thidua.foundation.services.notices import News

_POLICIES = {
    "send": policies.can_write,
    "send_back": policies.can_answer,
    "accept": policies.can_answer,
    "refuse": policies.can_answer,
    "look_again": policies.can_answer,
    "withdraw": policies.can_withdraw,
    "submit": policies.can_settle,
    "take_off": policies.can_settle,
    "take_back": policies.can_settle,
    "pass": policies.can_settle,
    "fail": policies.can_settle,
    "decide": policies.can_decide,
}
_NEWS = {
    "send_back": "Đề nghị khen thưởng được trả lại để sửa.",
    "accept": "Đề nghị khen thưởng đã đủ hồ sơ.",
    "refuse": "Đề nghị khen thưởng không được xét.",
    "look_again": "Đề nghị khen thưởng được xét lại.",
    "pass": "Đề nghị khen thưởng được thông qua.",
    "fail": "Đề nghị khen thưởng không được thông qua.",
}
_REASONS = ("returned_because", "refused_because", "outcome")
_BY_VOTE = {"pass", "fail"}
_UNTOLD = {"judged", "judged_at", *_REASONS}


@dataclass(frozen=True, slots=True)
class Told:
    """Who takes a step, when, and why."""

    by: Actor
    at: datetime
    reason: str = ""


@transaction.atomic
def step(
    verb: str, nomination: Nomination, values: Mapping[str, object], *, expected: int, told: Told
) -> Nomination:
    """Take one nomination that was seen in the version `expected` a step further."""
    nomination = lock(nomination)
    _allowed(verb, nomination, told.by).enforce()
    state = _target(verb, nomination)
    if nomination.version != expected:
        raise versions.stale(nomination, {"state": state}, expected=expected)
    changes = versions.apply(nomination, {**values, "state": state}, expected=expected)
    reason = told.reason or _reason_in(values)
    kept = {name: change for name, change in changes.items() if name not in _UNTOLD}
    deed = Deed(changes=kept, reason=reason)
    record(f"awards.nomination.{verb}", nomination, by=told.by, at=told.at, deed=deed)
    _tell(verb, [nomination], reason, told)
    return nomination


@transaction.atomic
def step_all(
    verb: str, nominations: Iterable[Nomination], values: Mapping[str, object], *, told: Told
) -> list[Nomination]:
    """Take many a step further by a fixed number of statements, as they are now."""
    locked = lock_all(nominations)
    deeds = []
    for nomination in locked:
        _allowed(verb, nomination, told.by).enforce()
        before, version = nomination.state, nomination.version
        nomination.state, nomination.version = _target(verb, nomination), version + 1
        for name, value in values.items():
            setattr(nomination, name, value)
        kept = {"state": (before, nomination.state), "version": (version, nomination.version)}
        deeds.append((nomination, Deed(changes=kept, reason=told.reason or _reason_in(values))))
    change_many(locked, ["state", *values, "version"], key="id")
    record_each(f"awards.nomination.{verb}", deeds, by=told.by, at=told.at)
    _tell(verb, locked, told.reason or _reason_in(values), told)
    return locked


def lock(nomination: Nomination) -> Nomination:
    """Take a nomination for changing, with what its policies and its label ask for."""
    return lock_all([nomination])[0]


def lock_all(nominations: Iterable[Nomination]) -> list[Nomination]:
    """Take many, always in the same order, so that two who do so wait for each other."""
    keys = [one.pk for one in nominations]
    locked = Nomination.objects.select_for_update(of=("self",)).filter(pk__in=keys)
    wanted = locked.select_related("round__authority", "person", "unit", "household__head", "put_forward_by")
    return list(wanted.order_by("pk"))


def _allowed(verb: str, nomination: Nomination, by: Actor) -> Answer:
    return _POLICIES[verb](by, nomination)


def _target(verb: str, nomination: Nomination) -> NominationState:
    return NOMINATION_WORKFLOW.target_of(verb, state=NominationState(nomination.state))


def _reason_in(values: Mapping[str, object]) -> str:
    return next((str(values[name]) for name in _REASONS if values.get(name)), "")


def _tell(verb: str, nominations: Sequence[Nomination], reason: str, told: Told) -> None:
    """Tell the units that put them forward; what a unit did itself it knows."""
    title = _NEWS.get(verb)
    if title is None:
        return
    notices.tell(
        [
            News(
                dedup_key=f"nomination:{one.pk}:{one.version}",
                authority_id=one.authority_id,
                unit_id=one.put_forward_by_id,
                title=title,
                detail=f"{one}. {one.outcome_told if verb in _BY_VOTE else reason}".strip()[:300],
                url=f"/khen-thuong/de-nghi/{one.pk}/",
            )
            for one in nominations
            if one.put_forward_by_id
        ],
        at=told.at,
    )
