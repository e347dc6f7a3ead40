"""Which figures a visit holds against what is there."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from thidua.monitoring.models import InspectionRound, Visit, VisitItem
from thidua.monitoring.queries.doubt_rows import Row
from thidua.monitoring.queries.doubts import season_of

MOST_PROPOSED = 12


def propose(plan: InspectionRound, visits: Sequence[Visit]) -> None:
    """Put the figures of the round's period on each visit, those in doubt first, a dozen at most."""
    if not visits:
        return
    rows, found = season_of(plan.movement)
    in_doubt = {row.figure_id for one in found for row in one.rows}
    for visit in visits:
        own = [row for row in rows if row.unit_id == visit.unit_id]
        wanted = _of_period(own, plan)
        chosen = sorted(wanted, key=lambda row: row.figure_id not in in_doubt)[:MOST_PROPOSED]
        put(visit, chosen)


def put(visit: Visit, rows: Iterable[Row], *, after: int = 0) -> None:
    """Copy what was claimed, so that a later correction does not change what is checked."""
    VisitItem.objects.bulk_create(
        VisitItem(
            visit=visit,
            figure_id=row.figure_id,
            position=position,
            target_name=row.target.name,
            period_name=row.period,
            measure="" if row.base is not None else row.target.unit,
            said=row.said,
            claimed=row.value if row.said == "number" else None,
            claimed_base=row.base,
        )
        for position, row in enumerate(rows, start=after + 1)
    )


def _of_period(own: Sequence[Row], plan: InspectionRound) -> list[Row]:
    """Figures of the period of the round; without one, the newest of each target."""
    if plan.period_id is not None:
        return [row for row in own if row.period_id == plan.period_id]
    newest: dict[UUID, Row] = {row.target.pk: row for row in own}
    return list(newest.values())
