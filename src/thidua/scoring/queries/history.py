"""The places of one unit over the rounds that were frozen, as a table and as a line."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any
from uuid import UUID

from django.db.models import Count, OuterRef, Subquery

from thidua.core.charts import At, History, history
from thidua.core.rounding import percent_text
from thidua.core.scoring import rounded
from thidua.organisation.models import Unit
from thidua.scoring.enums import SETTLED_ROUNDS
from thidua.scoring.models import FrozenPlace, ScoringRound

_MOST = 40


@dataclass(frozen=True, slots=True)
class Past:
    """What a unit was in one round, among how many; `share` is the part of all points that it had."""

    round_id: UUID
    name: str
    ends_on: date
    block: str
    place: int | None
    of: int
    points: Decimal
    total: Decimal
    rating: str
    progress: Decimal | None
    progress_place: int | None

    @property
    def share(self) -> Fraction | None:
        return Fraction(self.points) / Fraction(self.total) if self.total else None

    @property
    def share_text(self) -> str:
        return "" if self.share is None else percent_text(self.share)


@dataclass(frozen=True, slots=True)
class Course:
    """The rounds of a unit, newest first, and the line through them; no line below two rounds."""

    rounds: tuple[Past, ...]
    line: History | None
    words: str


def course_of(unit: Unit, rounds: Any) -> Course:
    """Collect frozen rounds of a unit among `rounds`, a QuerySet, in one query."""
    found = FrozenPlace.objects.filter(unit=unit, round__in=rounds.filter(state__in=sorted(SETTLED_ROUNDS)))
    counts = FrozenPlace.objects.filter(round=OuterRef("round")).order_by().values("round")
    rows = (
        found.annotate(of=Subquery(counts.annotate(n=Count("pk")).values("n")))
        .select_related("round__criteria_set", "round__block")
        .defer("content")
        .order_by("-round__ends_on", "-round__frozen_at")[:_MOST]
    )
    past = tuple(_past(row, row.round) for row in rows)
    return Course(past, _line(past), _words(past))


def _past(row: Any, scoring: ScoringRound) -> Past:
    return Past(
        round_id=scoring.pk,
        name=scoring.name,
        ends_on=scoring.ends_on,
        block=scoring.block.name if scoring.block else "toàn xã",
        place=row.place,
        of=row.of,
        points=row.points,
        total=scoring.criteria_set.total,
        rating=row.rating,
        progress=row.progress,
        progress_place=row.progress_place,
    )


def _line(past: Sequence[Past]) -> History | None:
    """Draw the part of all points that the unit had; one round a day, the latest word of it."""
    levels = {
        one.ends_on: At(one.ends_on, rounded(one.share * 100, 2), f"{one.ends_on:%m/%Y}")
        for one in past
        if one.share is not None
    }
    ordered = [levels[day] for day in sorted(levels)]
    return history(ordered, [], None) if len(ordered) > 1 else None


def _words(past: Sequence[Past]) -> str:
    said = ", ".join(f"{one.name} {one.share_text}" for one in reversed(past) if one.share_text)
    return f"Phần điểm đạt được qua các đợt: {said}"
