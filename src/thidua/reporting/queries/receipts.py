"""Receipts as they are shown: what was received then, and which of it has changed since."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from thidua.foundation.actors import Actor
from thidua.foundation.services.receipts import code_of
from thidua.movements.models import Target
from thidua.reporting.enums import FigureState
from thidua.reporting.models import Figure, Receipt, Report
from thidua.reporting.queries.owing import unsent_of
from thidua.reporting.queries.saying import said_text


@dataclass(frozen=True, slots=True)
class ReceivedLine:
    """One figure as it was received; what was typed is told where it reads differently."""

    figure_id: UUID
    target: str
    said: str
    typed: str
    decision: str
    note: str
    proofs: int
    is_changed: bool
    is_returned: bool


@dataclass(frozen=True, slots=True)
class ReceiptPage:
    """One receipt with its lines, and the other receipts of the same report, oldest first."""

    receipt: Receipt
    lines: tuple[ReceivedLine, ...]
    all: tuple[Receipt, ...]
    unsent: tuple[Target, ...]

    @property
    def number(self) -> int:
        """Which sending of the report it was, counted from 1."""
        return self.all.index(self.receipt) + 1

    @property
    def changed(self) -> int:
        return sum(line.is_changed for line in self.lines)


def last_of(report: Report) -> Receipt | None:
    """Return the receipt of the last sending."""
    found: Receipt | None = report.receipts.order_by("sent_at", "id").last()
    return found


def page_of(receipt: Receipt, report: Report) -> ReceiptPage:
    """Lay a receipt beside its report of today, in three queries. `report` comes with its period."""
    ids = [line["figure"] for line in receipt.lines]
    found = Figure.objects.filter(id__in=ids).select_related("target__tracking")
    now = {str(figure.id): figure for figure in found}
    lines = tuple(_line(line, now[line["figure"]]) for line in receipt.lines)
    return ReceiptPage(receipt, lines, tuple(Receipt.objects.filter(report=report)), unsent_of(report))


def page_by_code(text: str, by: Actor) -> str:
    """Return the address of the receipt whose code was typed, or nothing."""
    code = code_of(text)
    found = Receipt.objects.visible_to(by).filter(code=code).first() if code else None
    return f"/bao-cao/giay-nhan/{found.pk}/" if found is not None else ""


def _line(line: dict[str, Any], figure: Figure) -> ReceivedLine:
    typed = " trong ".join(filter(None, (line["typed"], line["typed_base"])))
    said_now = said_text(figure.target, figure.said, figure.value, figure.base)
    then = (line["said"], line["decision"], line["note"])
    return ReceivedLine(
        figure_id=figure.id,
        target=line["target"],
        said=line["said"],
        typed="" if line["said"].startswith(typed) else typed,
        decision=line["decision"],
        note=line["note"],
        proofs=line["proofs"],
        is_changed=then != (said_now, figure.decision, figure.note),
        is_returned=figure.state == FigureState.RETURNED,
    )
