"""Reads of a list that hangs out: what strangers see, what is checked before, what came in and of it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.utils.timezone import localdate

from thidua.awards.enums import AwardRoundState, NominationState
from thidua.awards.models import AwardRound, Nomination, WindowComment
from thidua.awards.queries.eligibility import law_of
from thidua.core.citations import Citation
from thidua.core.dates import show_date
from thidua.foundation.actors import Actor
from thidua.foundation.public import PublicView, public_view
from thidua.reporting.queries.calendar import working_days

USUAL_DAYS = 5
ON_THE_LIST = frozenset(
    {NominationState.ACCEPTED, NominationState.COUNCIL, NominationState.PASSED, NominationState.DECIDED}
)
"""States of those on the list: the dossier is complete and nobody refused it since."""


@dataclass(frozen=True, slots=True)
class Asked:
    """How many days the law asks for, for which kind; 0 where it asks for none."""

    days: int = 0
    kind: str = ""
    citation: Citation | None = None


@dataclass(frozen=True, slots=True)
class WindowCheck:
    """What the office sees before the list hangs out."""

    lines: Sequence[Nomination]
    asked: Asked
    days: int
    ends_on: date
    waiting: int


@dataclass(frozen=True, slots=True)
class PublicList:
    """The list as strangers see it: who is put forward for what, none of it a record."""

    round: PublicView
    committee: str
    is_demo: bool
    lines: Sequence[PublicView]


@dataclass(frozen=True, slots=True)
class WindowSummary:
    """What became of a window, in words for the council."""

    sentence: str
    comments: Sequence[WindowComment]
    is_over: bool


def shown_in(award_round: AwardRound) -> list[Nomination]:
    """Return the nominations on the list. One query."""
    return list(award_round.nominations.filter(state__in=ON_THE_LIST).for_list())


def hanging_out(today: date) -> list[PublicView]:
    """Return the rounds whose list everybody may read, each by the day of its office. One query."""
    found = AwardRound.objects.filter(state=AwardRoundState.SHOWN).select_related("authority")
    return [
        public_view(one, key=str(one.pk), office=one.authority.name)
        for one in found.order_by("shown_until", "name")
        if one.shown_from
        and one.shown_until
        and one.shown_from <= one.authority.day(today) <= one.shown_until
    ]


def law_asks(award_round: AwardRound, lines: Iterable[Nomination]) -> Asked:
    """Return the longest time the law asks for, among the kinds on the list."""
    pack = law_of(award_round.authority).pack_on(award_round.judged_on)
    kinds = (pack.kind(code) for code in {line.kind_code for line in lines})
    asked = (Asked(kind.public_days, kind.name, kind.citation) for kind in kinds if kind.public_days)
    return max(asked, key=lambda one: one.days, default=Asked())


def last_day(award_round: AwardRound, starts_on: date, days: int) -> date:
    """Return the last of so many working days; the first counted is the one after `starts_on`."""
    return working_days(award_round.authority_id, [starts_on.year]).after(starts_on, days)


def unserved(award_round: AwardRound, nominations: Iterable[Nomination], *, on: date) -> dict[UUID, str]:
    """Say of each that did not hang out as long as the law asks, before a day, what is missing.

    Who was taken in after the list was hung out was not on all of it. One query for each kind that asks.
    """
    found: dict[UUID, str] = {}
    by_kind: dict[str, list[Nomination]] = defaultdict(list)
    for one in nominations:
        by_kind[one.kind_code].append(one)
    for lines in by_kind.values():
        asked = law_asks(award_round, lines)
        if not asked.days:
            continue
        told = f"{asked.kind} phải lấy ý kiến ít nhất {asked.days} ngày ({asked.citation})"
        starts_on = _served_from(award_round, asked.days, on)
        found |= {
            one.pk: f"{one.subject_name} chưa công khai đủ ngày: {told}. Công khai danh sách rồi xét."
            for one in lines
            if not _is_taken_in(one, award_round, starts_on)
        }
    return found


def _served_from(award_round: AwardRound, days: int, on: date) -> date | None:
    """Return since when the list hung out for so many days before a day, None where it did not."""
    starts_on, until = award_round.shown_from, award_round.shown_until
    if starts_on is None or until is None or until >= on:
        return None
    return starts_on if last_day(award_round, starts_on, days) <= until else None


def _is_taken_in(one: Nomination, award_round: AwardRound, on: date | None) -> bool:
    if on is None or one.judged_at is None:
        return False
    return award_round.authority.received_on(localdate(one.judged_at)) <= on


def window_check(award_round: AwardRound, *, on: date) -> WindowCheck:
    lines = shown_in(award_round)
    asked = law_asks(award_round, lines)
    days = max(USUAL_DAYS, asked.days)
    return WindowCheck(
        lines=lines,
        asked=asked,
        days=days,
        ends_on=last_day(award_round, on, days),
        waiting=award_round.nominations.filter(state=NominationState.SENT).count(),
    )


def public_list(award_round: AwardRound) -> PublicList:
    """Return the list by kind. One query beside the round with its authority."""
    return PublicList(
        round=public_view(award_round),
        committee=award_round.authority.committee,
        is_demo=award_round.authority.is_demo,
        lines=[public_view(one, key=str(one.pk), home=_home(one)) for one in shown_in(award_round)],
    )


def line_named(award_round: AwardRound, key: str) -> Nomination | None:
    """Return the line of the list a comment is about."""
    return next((one for one in shown_in(award_round) if str(one.pk) == key), None)


def window_summary(award_round: AwardRound, *, on: date) -> WindowSummary | None:
    """Say what became of the window; nothing where the list never hung out. One query."""
    starts_on, until = award_round.shown_from, award_round.shown_until
    if starts_on is None or until is None:
        return None
    about = ("nomination__person", "nomination__unit", "nomination__household__head")
    comments = list(award_round.comments.select_related(*about))
    is_over = not award_round.is_shown_on(on)
    sentence = f"Danh sách công khai từ {show_date(starts_on)} đến hết {show_date(until)}. {_told(comments)}"
    return WindowSummary(sentence, comments, is_over)


def comments_waiting(actor: Actor) -> QuerySet[Any]:
    """Return the rounds with comments nobody looked into, how many as `waiting`."""
    unread = Count("comments", filter=Q(comments__answered_at__isnull=True))
    found: Any = AwardRound.objects.visible_to(actor).filter(authority_id=actor.authority_id or "")
    asked: QuerySet[Any] = found.exclude(state=AwardRoundState.CANCELLED).annotate(waiting=unread)
    return asked.filter(waiting__gt=0)


def _told(comments: Sequence[WindowComment]) -> str:
    if not comments:
        return "Chưa có ý kiến nào."
    waiting = sum(one.answered_at is None for one in comments)
    if not waiting:
        return f"Có {len(comments)} ý kiến, đã xem xét hết."
    return f"Có {len(comments)} ý kiến, còn {waiting} ý kiến chưa xem xét."


def _home(one: Nomination) -> str:
    return "" if one.unit_id else str(one.home or "")
