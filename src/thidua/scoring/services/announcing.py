"""Take a round from step to step: provisional result, back to scoring, publication, the end without one."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from thidua.core.errors import DomainError
from thidua.core.scoring.points import points_text
from thidua.foundation.actors import Actor
from thidua.foundation.services import notices, versions
from thidua.foundation.services.audit import Deed, record
from thidua.foundation.services.notices import News
from thidua.reporting.queries.calendar import working_days
from thidua.scoring import policies
from thidua.scoring.enums import ROUND_WORKFLOW, RoundState
from thidua.scoring.models import ScoreSheet, ScoringRound
from thidua.scoring.queries.obstacles import obstacles_of_differences
from thidua.scoring.services import duties
from thidua.scoring.services.rounds import hold

_UNTOLD = frozenset({"announced_at", "published_at", "cancelled_because"})
LONGEST_REASON = 500


@transaction.atomic
def announce(scoring: ScoringRound, *, expected: int, by: Actor, at: datetime) -> ScoringRound:
    """Show units the provisional result; they may answer for so many working days from tomorrow on."""
    if silent := obstacles_of_differences(hold(scoring)):
        raise DomainError(" ".join(silent))
    until = last_day_of_replies(scoring, at)
    step = Step("announce", {"announced_at": at, "replies_until": until})
    scoring = _take(step, scoring, expected=expected, by=by, at=at)
    _tell(
        scoring,
        lambda sheet: f"{scoring}: điểm dự kiến {points_text(sheet.points)}.",
        f"Có ý kiến thì gửi đến hết ngày {until:%d/%m/%Y}.",
        at=at,
    )
    return scoring


def last_day_of_replies(scoring: ScoringRound, at: datetime) -> date:
    """Return the last day on which units may answer a result that is announced now."""
    today = scoring.authority.day(localdate(at))
    calendar = working_days(scoring.authority_id, [today.year])
    return calendar.after(today, scoring.reply_days)


@transaction.atomic
def resume(scoring: ScoringRound, *, reason: str, expected: int, by: Actor, at: datetime) -> ScoringRound:
    """Go back to scoring, with the reason told to the units. Replies stay; those that wait wait still."""
    _require(reason, "Ghi lý do chấm tiếp để các đơn vị biết.")
    step = Step("resume", {"announced_at": None, "replies_until": None}, reason.strip())
    scoring = _take(step, scoring, expected=expected, by=by, at=at)
    _tell(scoring, lambda _: f"{scoring}: kết quả dự kiến được chấm tiếp.", reason.strip(), at=at)
    return scoring


@transaction.atomic
def publish(scoring: ScoringRound, *, expected: int, by: Actor, at: datetime) -> ScoringRound:
    """Put the frozen places on the public page and tell the units; this is not taken back."""
    step = Step("publish", {"published_at": at})
    scoring = _take(step, scoring, expected=expected, by=by, at=at)
    places = {place.unit_id: place for place in scoring.places.all()}
    _tell(
        scoring,
        lambda sheet: f"{scoring}: {_place_text(places[sheet.unit_id].place, len(places))}.",
        "Kết quả đã công bố; ai cũng xem được.",
        at=at,
    )
    return scoring


def _place_text(place: int | None, count: int) -> str:
    return "chưa xếp hạng" if place is None else f"hạng {place} trên {count}"


@transaction.atomic
def cancel(scoring: ScoringRound, *, reason: str, expected: int, by: Actor, at: datetime) -> ScoringRound:
    """Give a round up before it has a result; all that was given stays readable."""
    _require(reason, "Ghi lý do hủy đợt chấm.")
    was_open = scoring.state == RoundState.OPEN
    step = Step("cancel", {"cancelled_because": reason.strip()}, reason.strip())
    scoring = _take(step, scoring, expected=expected, by=by, at=at)
    if was_open:
        _tell(scoring, lambda _: f"{scoring}: đợt chấm đã hủy.", reason.strip(), at=at)
    return scoring


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the workflow, what it writes, and why."""

    verb: str
    values: Mapping[str, Any]
    reason: str = ""


def _take(step: Step, scoring: ScoringRound, *, expected: int, by: Actor, at: datetime) -> ScoringRound:
    scoring = hold(scoring)
    policies.can_run(by, scoring).enforce()
    state = ROUND_WORKFLOW.target_of(step.verb, state=RoundState(scoring.state))
    changes = versions.apply(scoring, {**step.values, "state": state}, expected=expected)
    told = {name: change for name, change in changes.items() if name not in _UNTOLD}
    record(f"scoring.round.{step.verb}", scoring, by=by, at=at, deed=Deed(told, step.reason))
    duties.settle(sheets_of(scoring), by=by, at=at)
    return scoring


def sheets_of(scoring: ScoringRound) -> list[ScoreSheet]:
    """Return the sheets with their units; each knows the round as it is in hand."""
    sheets = list(ScoreSheet.objects.filter(round=scoring).for_list())
    for sheet in sheets:
        sheet.round = scoring
    return sheets


def _tell(scoring: ScoringRound, title: Callable[[ScoreSheet], str], detail: str, *, at: datetime) -> None:
    notices.tell(_news(scoring, title, detail), at=at)


def _news(scoring: ScoringRound, title: Callable[[ScoreSheet], str], detail: str) -> Iterable[News]:
    for sheet in sheets_of(scoring):
        yield News(
            dedup_key=f"scoring-round:{sheet.pk}:{scoring.version}",
            authority_id=scoring.authority_id,
            unit_id=sheet.unit_id,
            title=title(sheet)[:200],
            detail=detail[:500],
            url=f"/cham-diem/{scoring.pk}/",
        )


def _require(reason: str, missing: str) -> None:
    if not reason.strip():
        raise DomainError(missing)
    if len(reason.strip()) > LONGEST_REASON:
        raise DomainError(f"Lý do dài quá {LONGEST_REASON} chữ. Rút gọn rồi gửi lại.")
