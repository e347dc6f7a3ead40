"""What the page of a visit shows, and what may be put on it."""

from dataclasses import dataclass
from uuid import UUID

from thidua.monitoring.enums import SignSide
from thidua.monitoring.models import Finding, Visit, VisitItem, VisitSignature
from thidua.monitoring.queries.doubt_rows import Row
from thidua.monitoring.queries.doubts import season_of
from thidua.monitoring.queries.visit_content import fingerprint_of, spoken
from thidua.movements.models import Movement
from thidua.organisation.models import Unit


@dataclass(frozen=True, slots=True)
class VisitPage:
    """The record with figures, findings and signatures."""

    items: tuple[VisitItem, ...]
    findings: tuple[Finding, ...]
    unit_side: VisitSignature | None
    team_side: VisitSignature | None
    fingerprint: str

    @property
    def spoken(self) -> str:
        return spoken(self.fingerprint)

    @property
    def looked_at(self) -> int:
        return sum(bool(item.verdict) for item in self.items)

    @property
    def is_as_signed(self) -> bool:
        """Whether the record is still what was signed, as anybody may check."""
        signed = (self.unit_side, self.team_side)
        return all(one is None or one.fingerprint == self.fingerprint for one in signed)


def visit_page(visit: Visit) -> VisitPage:
    """Gather the record. Five queries for any number of figures."""
    sides = {one.side: one for one in visit.signatures.all()}
    return VisitPage(
        items=tuple(visit.items.select_related("figure__target")),
        findings=tuple(visit.findings.select_related("unit", "obligation")),
        unit_side=sides.get(SignSide.UNIT),
        team_side=sides.get(SignSide.TEAM),
        fingerprint=fingerprint_of(visit),
    )


def choosable(visit: Visit) -> list[Row]:
    """Return the figures of the unit that may be looked at, the newest first, those in doubt before all."""
    rows, found = season_of(visit.round.movement)
    in_doubt = {row.figure_id for one in found for row in one.rows}
    own = [row for row in reversed(rows) if row.unit_id == visit.unit_id]
    return sorted(own, key=lambda row: row.figure_id not in in_doubt)


@dataclass(frozen=True, slots=True)
class Reasons:
    """Why a unit should be visited, in the words of the board, and the figures in question."""

    sentences: tuple[str, ...]
    figure_ids: tuple[UUID, ...]


def reasons_for(movement: Movement, unit: Unit, period_id: UUID | None = None) -> Reasons:
    """Gather what stands out at one unit. Four queries."""
    _, found = season_of(movement)
    about = [
        one
        for one in found
        if any(row.unit_id == unit.pk for row in one.rows)
        and (period_id is None or period_id in one.period_ids)
    ]
    keys = dict.fromkeys(row.figure_id for one in about for row in one.rows if row.unit_id == unit.pk)
    return Reasons(tuple(one.doubt.sentence for one in about), tuple(keys))
