"""Where a figure comes from: its changes, its proof, the hands it went through, the words that ask for it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from thidua.foundation.models import AuditEntry
from thidua.reporting.models import Evidence, Figure
from thidua.reporting.queries.figure_deeds import FigureDeed, deeds_of
from thidua.reporting.queries.saying import said_text

_MOST = 50


@dataclass(frozen=True, slots=True)
class Step:
    """A figure before and after a change made once it had been sent."""

    key: int
    kind: str
    before: str
    after: str
    reason: str
    by_name: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Chain:
    """The links from a figure to the sentence of the letter."""

    figure: Figure
    said: str
    steps: tuple[Step, ...]
    evidence: tuple[Evidence, ...]
    deeds: tuple[FigureDeed, ...]
    behalf: str


def chain_of(figure: Figure) -> Chain:
    """Collect the chain in three queries. `figure` comes with target, tracking, report, period and unit."""
    target = figure.target
    changes = figure.changes_made.all()[:_MOST]
    entries = list(AuditEntry.objects.about(figure.id).order_by("-id")[:_MOST])
    return Chain(
        figure=figure,
        said=said_text(target, figure.said, figure.value, figure.base),
        steps=tuple(
            Step(
                key=change.pk,
                kind=change.get_kind_display(),
                before=said_text(target, change.said_before, change.value_before, change.base_before),
                after=said_text(target, change.said_after, change.value_after, change.base_after),
                reason=change.reason,
                by_name=change.by_name,
                at=change.at,
            )
            for change in changes
        ),
        evidence=tuple(Evidence.objects.kept().filter(figure=figure.id).select_related("file")),
        deeds=deeds_of(figure, entries),
        behalf=_behalf(entries),
    )


def _behalf(entries: Iterable[AuditEntry]) -> str:
    """Say for whom the present figure was written, when not by its own unit."""
    wrote = (one for one in entries if one.action.endswith((".write", ".correct", ".import")))
    last = next(wrote, None)
    return last.on_behalf_of if last is not None else ""
