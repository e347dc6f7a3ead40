"""Work that is late or falls due soon, as lines of a work list; work given to many units is one line."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby

from thidua.core.dates import show_date
from thidua.foundation.actors import Actor
from thidua.monitoring.queries.items import Spot, Urgency, WorkItem
from thidua.obligations.models import Obligation
from thidua.obligations.queries import Today, today
from thidua.organisation.enums import Role
from thidua.reporting.enums import REPORT_ORIGIN
from thidua.reporting.queries.missing import Missing, missing_of

SOON_DAYS = 7
COUNTED_DAYS = 60  # farther back a day says more than a number of days
WATCHERS = (Role.OFFICE, Role.CHAIRMAN)
_LINES_SHOWN = 20
_MOST_READ = 5000
_NAMES_SHOWN = 4
_NAMED = 4
_REPORT_FORM = "reporting:report-form"


def works_of(actor: Actor, *, on: date, finished_on: date) -> Today:
    """Load the late and the near work, and what was finished on a day of the calendar. One query."""
    return today(actor, on=on, days=SOON_DAYS, finished_on=finished_on, limit=_MOST_READ)


def due_items(actor: Actor, works: Sequence[Obligation], *, on: date) -> list[WorkItem]:
    """Return the most urgent lines; a unit reads which figures its reports lack, for two queries."""
    if actor.has(*WATCHERS):
        return list(_watched(works, on))[:_LINES_SHOWN]
    lines = list(_own(works, on))[:_LINES_SHOWN]
    missing = missing_of(line.arg for line in lines if line.page == _REPORT_FORM)
    return [_with_spots(line, missing.get(line.arg, ())) for line in lines]


def due_words(due_on: date, days: int) -> str:
    """Say how far a day is: "Quá hạn 9 ngày (hạn 05/10/2024).", long ago only since when."""
    shown = show_date(due_on)
    if days < -COUNTED_DAYS:
        return f"Quá hạn từ {shown}."
    if days < 0:
        return f"Quá hạn {-days} ngày (hạn {shown})."
    return f"Hạn {shown}, {f'còn {days} ngày' if days else 'là hôm nay'}."


def _own(works: Sequence[Obligation], on: date) -> Iterator[WorkItem]:
    """Put what fell due last before what is long over: that can still be done in time to count."""
    for work in sorted(works, key=lambda work: abs(((work.due_on or on) - on).days)):
        line = _one(work, on, lead=_without_stop(work.title), rest=".")
        line = replace(line, order=abs(line.order))
        yield _to_report(line, work) if work.origin_kind == REPORT_ORIGIN else _to_origin(line, work)


def _to_origin(line: WorkItem, work: Obligation) -> WorkItem:
    """Lead straight to what settles the work, where it is not ticked off by hand."""
    button = _BUTTONS.get(work.origin_kind)
    return replace(line, button=button, url=work.origin_url) if button and work.origin_url else line


_BUTTONS = {
    "registration": "Ghi đăng ký",
    "plan_due": "Mở kế hoạch",
    "plan": "Ghi tiến độ",
    "pledge_due": "Mở giao ước",
    "scoring": "Tự chấm điểm",
}


def _to_report(line: WorkItem, work: Obligation) -> WorkItem:
    """Lead straight to the fields that wait."""
    return replace(line, button="Ghi số liệu", page=_REPORT_FORM, arg=work.origin_id)


def _watched(works: Sequence[Obligation], on: date) -> Iterator[WorkItem]:
    """Put the same work of several units into one line; the order of the rows is kept otherwise."""
    in_groups = sorted(works, key=lambda work: (work.due_on or on, work.title))
    for _, same in groupby(in_groups, key=lambda work: (work.due_on, work.title)):
        group = list(same)
        first = group[0]
        rest = f" chưa xong: {_without_stop(first.title)}."
        if len(group) == 1:
            yield _one(first, on, lead=first.unit.name, rest=rest)
        else:
            yield _many(group, on, rest)


def _one(work: Obligation, on: date, *, lead: str, rest: str) -> WorkItem:
    due_on = work.due_on or on
    days = (due_on - on).days
    return WorkItem(
        Urgency.LATE if days < 0 else Urgency.SOON,
        lead=lead,
        rest=rest,
        detail=due_words(due_on, days),
        button="Mở việc này",
        page="obligations:obligation-detail",
        arg=str(work.pk),
        order=days,
        works=1,
    )


def _with_spots(line: WorkItem, lacking: Sequence[Missing]) -> WorkItem:
    """Name the first of what a report lacks; the button leads to the very first."""
    if not lacking:
        return line
    shown = lacking if len(lacking) <= _NAMED + 1 else lacking[:_NAMED]
    spots = tuple(Spot(_called(one), one.anchor) for one in shown)
    return replace(
        line,
        rest=f": còn {len(lacking)} số.",
        query=f"#{spots[0].anchor}",
        spots=spots,
        more=len(lacking) - len(shown),
    )


def _called(one: Missing) -> str:
    return f"{one.name} (bị trả lại)" if one.is_returned else one.name


def _many(group: Sequence[Obligation], on: date, rest: str) -> WorkItem:
    due_on = group[0].due_on or on
    days = (due_on - on).days
    return WorkItem(
        Urgency.LATE if days < 0 else Urgency.SOON,
        lead=f"{len(group)} đơn vị",
        rest=rest,
        detail=f"{due_words(due_on, days)} {_names(group)}.",
        button=f"Xem {len(group)} đơn vị",
        page="obligations:obligation-list",
        query=f"?cung-viec={group[0].pk}",
        order=days,
        works=len(group),
    )


def _names(group: Sequence[Obligation]) -> str:
    names = [work.unit.name for work in group]
    left = len(names) - _NAMES_SHOWN
    if left <= 1:
        return ", ".join(names)
    return f"{', '.join(names[:_NAMES_SHOWN])} và {left} đơn vị khác"


def _without_stop(title: str) -> str:
    return title.rstrip(".; ")
