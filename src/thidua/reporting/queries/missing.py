"""Which figures reports still lack, by name, for lists that lead straight to them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Value

from thidua.reporting.enums import FigureState
from thidua.reporting.models import Figure, Report
from thidua.reporting.queries.owing import owed_of

_GIVEN = (FigureState.SENT, FigureState.VERIFIED)


@dataclass(frozen=True, slots=True)
class Missing:
    """A figure that was not sent, or was sent back; `anchor` is the place of its card on the form."""

    target_id: UUID
    name: str
    is_returned: bool

    @property
    def anchor(self) -> str:
        return f"so-lieu-{self.target_id.hex}"


def missing_of(keys: Iterable[str]) -> dict[str, tuple[Missing, ...]]:
    """Return what each report lacks, in the order of the letter, by its key in words.

    Two queries. Each report makes the second one longer, so this is for the reports of one page.
    """
    reports = list(Report.objects.filter(pk__in=list(keys)).select_related("period"))
    if not reports:
        return {}
    parts = [_lacking(report, place) for place, report in enumerate(reports)]
    found: dict[str, list[Missing]] = {str(report.pk): [] for report in reports}
    for row in sorted(parts[0].union(*parts[1:], all=True) if len(parts) > 1 else parts[0]):
        place, _, _, target_id, name, is_returned = row
        found[str(reports[place].pk)].append(Missing(target_id, name, bool(is_returned)))
    return {key: tuple(lacking) for key, lacking in found.items()}


def _lacking(report: Report, place: int) -> Any:
    own = Figure.objects.filter(report=report, target=OuterRef("pk"))
    lacking = owed_of(report).exclude(Exists(own.filter(state__in=_GIVEN))).select_related(None).order_by()
    marked = lacking.annotate(
        asked_in=Value(place), is_returned=Exists(own.filter(state=FigureState.RETURNED))
    )
    return marked.values_list("asked_in", "movement_id", "position", "pk", "name", "is_returned")
