"""What waits in registering, planning, pledging, scoring and the council, as lines of a list; one query."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Count, Exists, F, OuterRef, Q

from thidua.commitments.enums import PlanState, PledgeSide, PledgeState, RegistrationState
from thidua.commitments.models import Plan, Pledge, PledgeSignature, Registration
from thidua.foundation.actors import Actor
from thidua.monitoring.queries.contest_words import OF_UNITS, line_of
from thidua.monitoring.queries.council_items import council_parts
from thidua.monitoring.queries.items import WorkItem
from thidua.monitoring.queries.waiting_rows import Row, rows_of, waiting_of
from thidua.organisation.enums import REPORTERS, Role
from thidua.scoring.enums import ReplyState, RoundState, SelfState
from thidua.scoring.models import ScoreLine, ScoreReply, ScoreSheet, ScoringRound, TieDecision

_MOST = 500
_CHECKERS = (Role.OFFICE, Role.COUNCIL, Role.INSPECTOR)


class Waiting(NamedTuple):
    """One thing that waits: what kind, its key, that of the movement or round it is of, and their names."""

    kind: str
    key: UUID
    of: UUID
    name: str
    of_name: str


def contest_items(actor: Actor, *, on: date, rows: Sequence[Row] | None = None) -> list[WorkItem]:
    """Return the lines; `rows` are those of `contest_parts` where they were asked for with others."""
    asked = rows_of(contest_parts(actor, on)) if rows is None else rows
    waiting = [
        Waiting(row.part, row.key, row.of, row.name or "", row.detail or "")
        for row in asked
        if row.of is not None
    ]
    groups: dict[tuple[str, UUID], list[Waiting]] = defaultdict(list)
    for one in sorted(waiting[:_MOST], key=lambda one: (one.kind, one.of_name)):
        groups[one.kind, one.key if one.kind in OF_UNITS else one.of].append(one)
    return [line_of(kind, group) for (kind, _), group in groups.items()]


def contest_parts(actor: Actor, on: date) -> Iterator[Any]:
    """Yield what waits for the actor, kind by kind; nothing for those who have no part in it."""
    if actor.authority_id is None:
        return
    if actor.has(Role.OFFICE):
        yield from _of_office(actor, on)
        yield from _of_rounds(actor, on)
    if actor.has(Role.CHAIRMAN):
        yield _rows(_unsigned(PledgeSide.AUTHORITY).filter(authority_id=actor.authority_id), "to_sign")
    if actor.has(Role.COUNCIL):
        yield _rounds(_checked(actor), "council")
        yield _rounds(_differing(actor), "differing")
    if actor.has(*_CHECKERS) and actor.user_id is not None:
        yield _sheets(_open_sheets().filter(second_id=actor.user_id, second_done_at=None), "second")
    if actor.has(Role.COUNCIL, Role.INSPECTOR) and not actor.has(Role.OFFICE):
        free = _unassigned(actor, on).exclude(unit_id__in=actor.unit_ids)
        yield _sheets(free, "free")
    if actor.unit_ids and actor.has(*REPORTERS):
        yield from _of_unit(actor, on)
    yield from council_parts(actor, on)


def _of_office(actor: Actor, on: date) -> Iterator[Any]:
    own = {"authority_id": actor.authority_id}
    yield _registrations(Registration.objects.filter(state=RegistrationState.SENT, **own), "registration")
    yield _rows(Plan.objects.filter(state=PlanState.SENT, **own), "plan")
    yield _rows(Pledge.objects.filter(state=PledgeState.COUNTERED, **own), "countered")
    yield _sheets(_unassigned(actor, on), "unassigned")
    replies = ScoreReply.objects.filter(state=ReplyState.WAITING, sheet__authority_id__in=_own(actor))
    yield waiting_of(
        replies,
        "reply",
        key=F("pk"),
        of=F("sheet__round"),
        name=F("sheet__unit__name"),
        of_name=F("sheet__round__name"),
    )


def _of_rounds(actor: Actor, on: date) -> Iterator[Any]:
    """Yield rounds whose next step may be taken, and those with equals nobody decided on."""
    rounds = ScoringRound.objects.filter(authority_id__in=_own(actor))
    yield _rounds(rounds.filter(state=RoundState.DRAFT), "draft")
    yield _rounds(_checked(actor), "checked")
    waiting = ScoreReply.objects.filter(sheet__round=OuterRef("pk"), state=ReplyState.WAITING)
    over = rounds.filter(~Exists(waiting), state=RoundState.PROVISIONAL, replies_until__lt=on)
    yield _rounds(over, "replied")
    yield _rounds(rounds.filter(state=RoundState.FROZEN), "frozen")
    decided = TieDecision.objects.filter(round=OuterRef("pk"), withdrawn_at=None)
    equals = rounds.filter(~Exists(decided), state=RoundState.PROVISIONAL).annotate(
        units=Count("sheets"), totals=Count("sheets__points", distinct=True)
    )
    yield _rounds(equals.filter(units__gt=F("totals")), "tie")


def _of_unit(actor: Actor, on: date) -> Iterator[Any]:
    own = {"unit_id__in": actor.unit_ids}
    yield _registrations(
        Registration.objects.filter(state=RegistrationState.RETURNED, **own), "registration_back"
    )
    yield _rows(Plan.objects.filter(state=PlanState.RETURNED, **own), "plan_back")
    yield _rows(Pledge.objects.filter(state=PledgeState.OFFERED, **own), "offered")
    if actor.has(Role.UNIT_HEAD):
        yield _rows(_unsigned(PledgeSide.UNIT).filter(**own), "own_to_sign")
    yield _sheets(_open_sheets().filter(self_state=SelfState.RETURNED, **own), "self_back")
    answered = ScoreReply.objects.filter(sheet=OuterRef("pk"))
    provisional = ScoreSheet.objects.filter(
        ~Exists(answered), round__state=RoundState.PROVISIONAL, round__replies_until__gte=on, **own
    )
    yield _sheets(provisional, "provisional")


def _own(actor: Actor) -> list[UUID]:
    return [] if actor.authority_id is None else [actor.authority_id]


def _unsigned(side: PledgeSide) -> Any:
    signed = PledgeSignature.objects.filter(pledge=OuterRef("pk"), side=side)
    return Pledge.objects.filter(~Exists(signed), state=PledgeState.AGREED)


def _checked(actor: Actor) -> Any:
    """Return the open rounds in which every sheet was checked."""
    sheets = ScoreSheet.objects.filter(round=OuterRef("pk"))
    return ScoringRound.objects.filter(
        Exists(sheets),
        ~Exists(sheets.filter(second_done_at=None)),
        authority_id__in=_own(actor),
        state=RoundState.OPEN,
    )


def _differing(actor: Actor) -> Any:
    """Return the open rounds, not checked as a whole, with a checked line that differs and no word on it."""
    lines = ScoreLine.objects.filter(
        ~Q(second_points=F("self_points")),
        sheet__round=OuterRef("pk"),
        sheet__second_done_at__isnull=False,
        self_points__isnull=False,
        second_points__isnull=False,
        council_points=None,
    )
    found = ScoringRound.objects.filter(Exists(lines), authority_id__in=_own(actor), state=RoundState.OPEN)
    return found.exclude(pk__in=_checked(actor).values("pk"))


def _unassigned(actor: Actor, on: date) -> Any:
    """Return the sheets nobody was named for, once the unit sent its points or the day for it is over."""
    is_ready = Q(self_state=SelfState.SENT) | Q(round__self_due_on__lt=on)
    return _open_sheets().filter(is_ready, authority_id__in=_own(actor), second=None, second_done_at=None)


def _open_sheets() -> Any:
    return ScoreSheet.objects.filter(round__state=RoundState.OPEN)


def _registrations(found: Any, kind: str) -> Any:
    """The page of a registration is that of its unit in the movement."""
    return _rows(found, kind, key="unit")


def _rows(found: Any, kind: str, key: str = "pk") -> Any:
    return waiting_of(
        found, kind, key=F(key), of=F("movement"), name=F("unit__name"), of_name=F("movement__title")
    )


def _sheets(found: Any, kind: str) -> Any:
    return waiting_of(found, kind, key=F("pk"), of=F("round"), name=F("unit__name"), of_name=F("round__name"))


def _rounds(found: Any, kind: str) -> Any:
    return waiting_of(found, kind, key=F("pk"), of=F("pk"), name=F("name"), of_name=F("name"))
