"""What a round in the midst of a year holds against the goal of the whole year, or cannot know yet."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Self
from uuid import UUID

from django.db.models import Min

from thidua.core.dates import show_date
from thidua.core.scoring.pace import pace_sentence
from thidua.movements.enums import FrequencyChoice
from thidua.movements.models import Movement, Tracking
from thidua.movements.queries.following import proposed
from thidua.reporting.models import Period
from thidua.scoring.enums import ReadingChoice
from thidua.scoring.models import CriteriaSet, Criterion, ScoringRound

_FIRST = 5
_MIDDLE = (6, 30)
_WHAT_TO_DO = (
    "Muốn chấm theo phần của kỳ thì đặt bậc điểm theo mức đến ngày ấy, hoặc để tiêu chí cho đợt cuối năm. "
    "Cứ giữ thì đơn vị đúng tiến độ cũng chưa đủ điểm."
)


def round_sentences(scoring: ScoringRound) -> tuple[str, ...]:
    """Say of a round which criteria lose points on its last day to who is on pace, and what may be done.

    Four queries for any number of criteria.
    """
    lines = Criterion.objects.filter(group__criteria_set=scoring.criteria_set_id)
    ordered = lines.order_by("group__position", "position").prefetch_related("targets")
    return part_year_sentences(ordered, scoring.movement, scoring.ends_on)


def half_year_sentences(criteria_set: CriteriaSet, lines: Iterable[Criterion]) -> tuple[str, ...]:
    """Say the same of a round of the first half, for a new set whose rounds are not known; two queries."""
    movement = criteria_set.movement
    if movement is None or criteria_set.replaces_id is not None:
        return ()
    _, last = movement.first_and_last_day
    return part_year_sentences(lines, movement, date(last.year, *_MIDDLE))


def part_year_sentences(lines: Iterable[Criterion], movement: Movement, on: date) -> tuple[str, ...]:
    """Say the same of criteria whose targets are loaded; nothing of a day on which the year is over."""
    first, last = movement.first_and_last_day
    if not first <= on < last:
        return ()
    reading = [line for line in lines if line.reading == ReadingChoice.TARGET]
    known = _Known.of(reading, movement)
    found = [sentence for line in reading for sentence in _of_line(line, known, on)]
    if not found:
        return ()
    more = [f"Và {len(found) - _FIRST} tiêu chí khác."] if len(found) > _FIRST else []
    return (*found[:_FIRST], *more, _WHAT_TO_DO)


@dataclass(frozen=True, slots=True)
class _Known:
    """How targets are followed, and the last day of the first period of each frequency."""

    trackings: Mapping[UUID, Tracking]
    ends: Mapping[str, date]

    @classmethod
    def of(cls, lines: Iterable[Criterion], movement: Movement) -> Self:
        targets = {one.pk: one for line in lines for one in line.targets.all()}
        saved = {one.target_id: one for one in Tracking.objects.filter(target__in=list(targets))}
        trackings = {}
        for pk, target in targets.items():
            if target.movement_id == movement.pk:
                target.movement = movement
            trackings[pk] = saved.get(pk) or proposed(target)
            trackings[pk].target = target
        first, _ = movement.first_and_last_day
        periods = Period.objects.filter(authority=movement.authority_id, year=first.year).order_by()
        return cls(trackings, dict(periods.values_list("frequency").annotate(Min("ends_on"))))


def _of_line(line: Criterion, known: _Known, on: date) -> Iterator[str]:
    trackings = [known.trackings[one.pk] for one in line.targets.all()]
    silent = [one for one in trackings if known.ends.get(one.frequency, on) > on]
    if silent:
        often = FrequencyChoice(silent[0].frequency).label
        yield f"“{line.name}” báo cáo theo {often}. Đến hết {show_date(on)} chưa hết kỳ nào nên chưa có điểm."
    elif sentence := pace_sentence(line.name, line.row.rule, _expected(trackings, on), show_date(on)):
        yield sentence


def _expected(trackings: Iterable[Tracking], on: date) -> list[Fraction]:
    """Return the share of each goal that is expected by a day: all of it where nothing adds up to a year."""
    return [
        one.curve.expected_share(on) if one.adds_up and not one.target.goal.is_limit else Fraction(1)
        for one in trackings
    ]
