"""How the communes below an upper level score: their latest rounds side by side, none set against another."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any
from uuid import UUID

from django.db.models import Count, Max, Q, Sum

from thidua.core.rounding import percent_text
from thidua.foundation.actors import Actor
from thidua.scoring.enums import COMPARED_ROUNDS, RoundState
from thidua.scoring.models import ScoringRound


@dataclass(frozen=True, slots=True)
class CommuneRow:
    """The latest round of a commune; points only once units were told theirs."""

    commune: str
    round_id: UUID
    name: str
    state: str
    until: date
    units: int
    incomplete: int
    share: Fraction | None
    is_demo: bool

    @property
    def share_text(self) -> str:
        """Say which part of all points its units had on average."""
        return "" if self.share is None else percent_text(self.share)


@dataclass(frozen=True, slots=True)
class Communes:
    """The rows of one year, and the years that have any."""

    year: int | None
    rows: tuple[CommuneRow, ...]

    @property
    def told(self) -> int:
        return sum(row.share is not None for row in self.rows)


def communes_of(actor: Actor, year: int | None = None) -> Communes:
    """Return the latest round of each commune below `actor`, in a year, else in the last. Two queries."""
    rounds = ScoringRound.objects.visible_to(actor).exclude(authority=actor.authority_id)
    opened = rounds.exclude(state__in=(RoundState.DRAFT, RoundState.CANCELLED))
    if year is None:
        last = opened.aggregate(last=Max("ends_on"))["last"]
        if last is None:
            return Communes(None, ())
        year = last.year
    found = (
        opened.filter(ends_on__year=year)
        .select_related("authority", "criteria_set")
        .annotate(
            units=Count("sheets"),
            given=Sum("sheets__points"),
            incomplete=Count("sheets", filter=Q(sheets__missing__gt=0)),
        )
        .order_by("authority__name", "authority_id", "-ends_on", "name")
    )
    return Communes(year, tuple(_latest(found)))


def _latest(found: Iterable[Any]) -> Iterable[CommuneRow]:
    seen: set[UUID] = set()
    for row in found:
        if row.authority_id not in seen:
            seen.add(row.authority_id)
            yield _row(row)


def _row(scoring: Any) -> CommuneRow:
    whole = scoring.criteria_set.total * scoring.units
    is_told = scoring.state in COMPARED_ROUNDS and whole
    return CommuneRow(
        commune=scoring.authority.name,
        round_id=scoring.pk,
        name=scoring.name,
        state=scoring.get_state_display(),
        until=scoring.ends_on,
        units=scoring.units,
        incomplete=scoring.incomplete,
        share=Fraction(scoring.given or Decimal(0)) / Fraction(whole) if is_told else None,
        is_demo=scoring.authority.is_demo,
    )
