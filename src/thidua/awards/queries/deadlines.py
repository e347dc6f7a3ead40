"""How long the law gives for awards that are being considered, by the pack their round is judged by."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from django.db.models import Min
from django.utils.timezone import localdate

from thidua.awards.enums import AwardRoundState, NominationState
from thidua.awards.models import AwardRound, Nomination
from thidua.core.citations import Citation, Confidence
from thidua.core.law.deadlines import Deadline, Trigger, told
from thidua.core.law.packs import Rule, RulePack
from thidua.core.working_days import WorkingDays
from thidua.law.shipped import national_law
from thidua.reporting.queries.calendar import working_days

_UNVERIFIED = "chưa kiểm chứng"
_S = NominationState
CONSIDERED = frozenset({_S.DRAFT, _S.SENT, _S.RETURNED, _S.ACCEPTED, _S.COUNCIL})
"""States of those on whom nobody has agreed yet."""
COMPLETE = frozenset({_S.ACCEPTED, _S.COUNCIL, _S.PASSED})
"""States of those whose dossier is complete and whom no decision names yet."""
_OVER = frozenset({AwardRoundState.DONE, AwardRoundState.CANCELLED})


@dataclass(frozen=True, slots=True)
class Due:
    """What must be done until when: "Còn 5 ngày: chậm nhất 20/08/2024", and the rule that says so."""

    deed: str
    words: str
    last_day: date
    is_late: bool
    citation: Citation
    is_sure: bool

    @property
    def doubt(self) -> str:
        """Say what is not sure of it, empty where nothing is."""
        words = "" if self.citation.confidence is Confidence.READ else self.citation.confidence.words
        if (self.is_sure and not words) or _UNVERIFIED in words:
            return words
        return f"{words}, {_UNVERIFIED}" if words else _UNVERIFIED

    @property
    def sentence(self) -> str:
        doubt = f" ({self.doubt})" if self.doubt else ""
        return f"{self.deed}, {self.words[:1].lower()}{self.words[1:]}, theo {self.citation.article}{doubt}."


class _Bound(NamedTuple):
    """A rule with the deadline it sets."""

    rule: Rule
    deadline: Deadline


class Course(NamedTuple):
    """What of a round its deadlines run from; the pack is that of `judged_on`."""

    authority_id: UUID
    judged_on: date
    year: int
    shown_until: date | None = None


@dataclass(frozen=True, slots=True)
class Waiting:
    """A nomination, or all of a kind in one state, of which `accepted_at` is the first to be complete."""

    kind_code: str
    state: str
    accepted_at: datetime | None


def round_deadlines(award_round: AwardRound, kinds: Collection[str], on: date) -> tuple[Due, ...]:
    """Return what the law asks of a round with nominations of these kinds, the nearest first.

    One query where a deadline stands for one of the kinds, none elsewhere.
    """
    course = course_of(award_round)
    bound = {code for _, deadline in _bound(_pack(course)) for code in deadline.kinds} & set(kinds)
    if award_round.state in _OVER or not bound:
        return ()
    rows = Nomination.objects.filter(round=award_round, kind_code__in=bound).order_by()
    grouped = rows.values_list("kind_code", "state").annotate(Min("judged_at"))
    return deadlines_of(course, (Waiting(*row) for row in grouped), on)


def nomination_deadlines(nomination: Nomination, on: date) -> tuple[Due, ...]:
    """Return what the law asks of one nomination; no query where days of the calendar count."""
    if nomination.round.state in _OVER:
        return ()
    one = Waiting(nomination.kind_code, nomination.state, nomination.judged_at)
    return deadlines_of(course_of(nomination.round), [one], on)


def deadlines_of(course: Course, waiting: Iterable[Waiting], on: date) -> tuple[Due, ...]:
    """Return one line for each rule that runs, the nearest first."""
    listed = list(waiting)
    starts = ((one, _start(one.deadline, course, listed, on)) for one in _bound(_pack(course)))
    running = [(one, start) for one, start in starts if start is not None]
    return _lines(course, running, on)


def publishing_deadlines(course: Course, kinds: Collection[str], on: date) -> tuple[Due, ...]:
    """Return until when the list of a decision of `course.judged_on` must be published."""
    running = [
        (one, course.judged_on)
        for one in _bound(_pack(course))
        if one.deadline.trigger == Trigger.ISSUED and one.deadline.kinds & set(kinds)
    ]
    return _lines(course, running, on)


def bound_kinds(trigger: Trigger) -> frozenset[str]:
    """Return the kinds for which any pack sets a deadline of this sort."""
    found = (deadline for pack in national_law().packs for _, deadline in _bound(pack))
    return frozenset(code for one in found if one.trigger == trigger for code in one.kinds)


def course_of(award_round: AwardRound) -> Course:
    return Course(award_round.authority_id, award_round.judged_on, award_round.year, award_round.shown_until)


def _pack(course: Course) -> RulePack:
    return national_law().pack_on(course.judged_on)


def _bound(pack: RulePack) -> list[_Bound]:
    return [_Bound(rule, rule.deadline) for rule in pack.rules if rule.deadline is not None]


def _start(deadline: Deadline, course: Course, waiting: Iterable[Waiting], on: date) -> date | None:
    """Return the day a deadline runs from, None where it does not run.

    A dossier is complete once the list hung out to its last day, for what people say of it belongs to it.
    What was taken in while a sample commune stood still came in on its own day, `on`.
    """
    of_kind = [one for one in waiting if one.kind_code in deadline.kinds]
    if deadline.trigger == Trigger.YEAR:
        return date(course.year, 1, 1) if any(one.state in CONSIDERED for one in of_kind) else None
    accepted = [one.accepted_at for one in of_kind if one.state in COMPLETE and one.accepted_at]
    if deadline.trigger != Trigger.COMPLETE or not accepted or course.shown_until is None:
        return None
    return max(min(localdate(min(accepted)), on), course.shown_until)


def _lines(course: Course, running: list[tuple[_Bound, date]], on: date) -> tuple[Due, ...]:
    is_worked = any(one.deadline.is_worked for one, _ in running)
    years = {start.year for _, start in running} | {on.year}
    calendar = working_days(course.authority_id, years) if is_worked else WorkingDays()
    is_sure = _pack(course).is_sure_of
    found = [_due(one, start, on, calendar, is_sure=is_sure(one.rule)) for one, start in running]
    return tuple(sorted(found, key=lambda due: due.last_day))


def _due(bound: _Bound, start: date, on: date, calendar: WorkingDays, *, is_sure: bool) -> Due:
    last = bound.deadline.last_day(start, calendar)
    words = told(bound.deadline, start, on, calendar)
    return Due(bound.deadline.deed, words, last, on > last, bound.rule.citation, is_sure)
