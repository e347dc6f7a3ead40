"""A round worked out again from facts alone, beside what is kept: nothing is written here.

What is kept follows changes one by one; this does all at once, and both must agree.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from thidua.core.scoring import CriteriaSet as Table
from thidua.core.scoring import LineState, Mark, Observed, Rating, Total, explain, rating_of, total_of
from thidua.scoring.models import ScoreLine, ScoringRound, SheetFact
from thidua.scoring.queries.facts import Read, facts_of
from thidua.scoring.queries.tables import table_of


@dataclass(frozen=True, slots=True)
class Rescored:
    """A unit by the facts of now: the mark of each criterion by its key, what they add up to, the rating."""

    sheet_id: UUID
    unit_id: UUID
    unit: str
    marks: Mapping[str, Mark]
    facts: Mapping[str, Mapping[str, Any]]
    total: Total
    rating: Rating

    @property
    def points(self) -> Decimal:
        return self.total.points


def rescored(scoring: ScoringRound) -> tuple[Rescored, ...]:
    """Work out every unit of a round, in a number of queries that does not grow with units."""
    lines = list(lines_of(scoring))
    table = table_of(scoring.criteria_set_id)
    facts = facts_of(scoring, lines)
    reads = {line.pk: facts.of(line, line.sheet.unit_id) for line in lines}
    marks = marks_of(lines, reads, table)
    happened = _happened(scoring)
    return tuple(_unit(table, own, marks, reads, happened) for own in by_sheet(lines).values())


def lines_of(scoring: ScoringRound) -> Any:
    """Ask for all lines with criteria, sheets and units, in the order of units."""
    found = ScoreLine.objects.filter(sheet__round=scoring).select_related("criterion", "sheet__unit")
    return found.order_by("sheet__unit__kind_rank", "sheet__unit__sort_key", "sheet_id", "pk")


def by_sheet(lines: Iterable[ScoreLine]) -> dict[UUID, list[ScoreLine]]:
    found: dict[UUID, list[ScoreLine]] = {}
    for line in lines:
        found.setdefault(line.sheet_id, []).append(line)
    return found


def _unit(
    table: Table,
    lines: Sequence[ScoreLine],
    marks: Mapping[UUID, Mark],
    reads: Mapping[UUID, Read],
    happened: Mapping[UUID, set[str]],
) -> Rescored:
    sheet = lines[0].sheet
    own = {line.criterion.key: marks[line.pk] for line in lines}
    total = total_of(table, own)
    return Rescored(
        sheet_id=sheet.pk,
        unit_id=sheet.unit_id,
        unit=sheet.unit.name,
        marks=own,
        facts={line.criterion.key: reads[line.pk].as_plain for line in lines},
        total=total,
        rating=rating_of(table, total, happened.get(sheet.pk, set())),
    )


def marks_of(lines: Sequence[ScoreLine], reads: Mapping[UUID, Read], table: Table) -> dict[UUID, Mark]:
    """Ask each rule, with all units of the round as its peers; then let what people gave count."""
    peers: dict[UUID, list[Observed]] = {}
    for line in lines:
        if reads[line.pk].observed.is_assigned:
            peers.setdefault(line.criterion_id, []).append(reads[line.pk].observed)
    rows = {line.criterion_id: line.criterion.row for line in lines}
    found = {}
    for line in lines:
        beside = peers.get(line.criterion_id, [])
        explained = explain(rows[line.criterion_id], reads[line.pk].observed, beside, table.places)
        found[line.pk] = _counted(line, explained.mark)
    return found


def _counted(line: ScoreLine, computed: Mark) -> Mark:
    """The council's points count, else the second scorer's, else the computed ones."""
    if computed.state == LineState.NOT_ASSIGNED:
        return Mark(Decimal(0), computed.state)
    for given in (line.council_points, line.second_points):
        if given is not None:
            return Mark(given, LineState.SCORED)
    return computed if computed.state == LineState.SCORED else Mark(Decimal(0), computed.state)


def _happened(scoring: ScoringRound) -> dict[UUID, set[str]]:
    found: dict[UUID, set[str]] = {}
    rows = SheetFact.objects.filter(sheet__round=scoring, withdrawn_at__isnull=True)
    for sheet_id, fact in rows.values_list("sheet_id", "fact"):
        found.setdefault(sheet_id, set()).add(fact)
    return found
