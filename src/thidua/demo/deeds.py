"""What people of the sample commune do again and again: send a report, look at figures, close a period."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from functools import cache
from importlib import resources

from django.utils.timezone import get_default_timezone

from thidua.core.errors import DomainError
from thidua.demo import figures as planned
from thidua.demo.following import Season
from thidua.demo.season import WAYS
from thidua.foundation.actors import Actor
from thidua.papers.photos import Photo, clean
from thidua.reporting.enums import FigureState, Route
from thidua.reporting.models import Figure, Period, Report
from thidua.reporting.queries.reading import Entry, Measure
from thidua.reporting.services import entering, evidence, periods, reports, verification
from thidua.reporting.services.bulk import Draft

CLERK, SECOND, CHAIRMAN = "vanphong", "kiemtra", "chutich"
PACE = timedelta(seconds=40)
_WORDS = {"k": "không có", "x": "không áp dụng"}
_PHONE, _WORKBOOK = frozenset({1, 2, 3}), frozenset({4, 5, 6})


def moment(day: str, hour: int = 8, minute: int = 0) -> datetime:
    """Return a moment of 2024; `day` is written "22/4"."""
    number, month = map(int, day.split("/"))
    return datetime(2024, month, number, hour, minute, tzinfo=get_default_timezone())


def all_send(season: Season, period: str, at: datetime, but: Sequence[str] = ()) -> None:
    """Let every unit that has figures send them, one a quarter of an hour."""
    for unit in _entries(period):
        if unit not in but:
            send(season, period, unit, at)
            at += timedelta(minutes=15)


def send(season: Season, period: str, unit: str, at: datetime) -> None:
    username, _ = _way_of(unit)
    by = season.actor(username, at)
    report = Report.objects.select_related("period", "unit").get(period__name=period, unit__name=unit)
    refused = entering.write_all(_drafts(season, report), by=by, at=at)
    if refused:
        raise next(iter(refused.values()))
    _prove(season, report, by, at)
    reports.send(report, expected=report.version, by=by, at=at + 5 * PACE)


def _prove(season: Season, report: Report, by: Actor, at: datetime) -> None:
    name = planned.PHOTOS.get((report.unit.name, report.period.name))
    if name:
        evidence.add_photo(report, season.targets["trees"], _photo(name), name, by=by, at=at)


@cache
def _photo(name: str) -> Photo:
    return clean(resources.files("thidua.demo").joinpath("photos", name).read_bytes())


def _drafts(season: Season, report: Report) -> list[Draft]:
    unit, period = report.unit.name, report.period.name
    _, route = _way_of(unit)
    notes = {key: planned.NOTES.get((unit, period, key), "") for key in WAYS}
    return [
        Draft(report, Measure.of(season.targets[key]), _entry(typed, route, notes[key]), 0)
        for key, typed in _entries(period)[unit].items()
    ]


def _way_of(unit: str) -> tuple[str, Route]:
    """Return who writes for a unit and by which way; the office enters for those without an account."""
    number = int(unit.removeprefix("Thôn ")) if unit.startswith("Thôn ") else 0
    if unit == "Trạm Y tế":
        return "tramyte", Route.PHONE
    if number in _PHONE:
        return f"thon{number}", Route.PHONE
    if number in _WORKBOOK:
        return f"thon{number}", Route.WORKBOOK
    return CLERK, Route.GRID


def verify(season: Season, period: str, at: datetime, but: Sequence[str] = ()) -> None:
    """Let somebody else than the writer look at what waits; the clerk's figures go to the inspector."""
    clerk, second = season.actor(CLERK, at), season.actor(SECOND, at)
    waiting = Figure.objects.filter(report__period__name=period, state=FigureState.SENT)
    found = waiting.exclude(report__unit__name__in=but).order_by("report__unit__sort_key", "target__position")
    writers = list(found.values_list("entered_by_user_id", flat=True).distinct().order_by())
    for writer in writers:
        by = second if writer == clerk.user_id else clerk
        ticked = [(one, one.version) for one in found.filter(entered_by_user_id=writer)]
        for one, sentence in verification.verify_each(ticked, by=by, at=at).refused:
            raise DomainError(f"{one}: {sentence}")
        at += PACE


def close(season: Season, name: str, at: datetime) -> None:
    period = Period.objects.get(name=name)
    periods.close(period, expected=period.version, by=season.actor(CHAIRMAN, at), at=at)


def figure_of(season: Season, unit: str, period: str, key: str) -> Figure:
    found = Figure.objects.select_related("report__period", "report__unit", "target__tracking")
    one: Figure = found.get(report__unit__name=unit, report__period__name=period, target=season.targets[key])
    return one


def _entry(typed: str, route: Route, note: str) -> Entry:
    count, _, base = _WORDS.get(typed, typed).partition("/")
    return Entry(count, base, note=note, route=route)


def _entries(period: str) -> Mapping[str, Mapping[str, str]]:
    """Return what each unit types for a period, by target."""
    found: dict[str, dict[str, str]] = {}
    for unit, key, typed in _cells(period):
        if typed != "-":
            found.setdefault(unit, {})[key] = typed
    return found


def _cells(period: str) -> Iterator[tuple[str, str, str]]:
    for names, villages, owners in planned.SHEETS:
        if period in names:
            place = names.index(period)
            for key, table in villages.items():
                rows = [line.split() for line in table.strip().splitlines()]
                yield from ((f"Thôn {number}", key, row[place]) for number, row in enumerate(rows, start=1))
            for key, line in owners.items():
                yield WAYS[key].owner, key, line.split()[place]
