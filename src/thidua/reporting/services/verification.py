"""Verify figures one by one: right, sent back with a reason, or mended with a reason."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from thidua.core.errors import DomainError
from thidua.foundation.actors import Actor
from thidua.foundation.services import notices, versions
from thidua.foundation.services.audit import Deed, record, record_each
from thidua.foundation.services.notices import News
from thidua.reporting import policies
from thidua.reporting.enums import FIGURE_WORKFLOW, CellChoice, ChangeKind, FigureState
from thidua.reporting.models import Figure
from thidua.reporting.queries.reading import Entry
from thidua.reporting.services import states, totals
from thidua.reporting.services.duties import page_of
from thidua.reporting.services.figures import (
    Change,
    locked,
    locked_all,
    readable,
    replace,
    require_reason,
    unverified,
)
from thidua.reporting.signals import tell_of_results

REWRITTEN = "Đơn vị đã ghi lại số này sau khi bị trả lại. Chờ đơn vị gửi lại rồi thẩm định."


def verify(figure: Figure, *, expected: int, by: Actor, at: datetime) -> Figure:
    """Say that the figure is right; from here on it counts in scores."""
    return _step("verify", figure, _right(by, at), expected=expected, by=by, at=at)


def send_back(figure: Figure, *, reason: str, expected: int, by: Actor, at: datetime) -> Figure:
    """Return one figure to its unit, which can mend it; the others stay as they are."""
    require_reason(reason, "Ghi lý do trả lại để đơn vị biết sửa gì.")
    values = {"returned_because": reason.strip(), "verified_by": "", "verified_at": None}
    figure = _step("return", figure, values, expected=expected, by=by, at=at)
    _tell_unit(figure, at)
    return figure


@dataclass(frozen=True, slots=True)
class Verified:
    """Figures that were found right together, and those that stay as they are, with the reason."""

    verified: tuple[Figure, ...]
    refused: tuple[tuple[Figure, str], ...]


@transaction.atomic
def verify_each(ticked: Sequence[tuple[Figure, int]], *, by: Actor, at: datetime) -> Verified:
    """Say that several figures, each seen at its version, are right; one that changed holds none back.

    Each costs one statement; sums and reports are brought in line once, when all are through.
    """
    known = locked_all(figure.id for figure, _ in ticked)
    verified: list[tuple[Figure, Deed]] = []
    refused: list[tuple[Figure, str]] = []
    for seen, expected in ticked:
        figure = known[seen.id]
        try:
            verified.append((figure, _take("verify", figure, _right(by, at), expected=expected, by=by)))
        except DomainError as error:
            refused.append((figure, error.sentence))
    record_each("reporting.figure.verify", verified, by=by, at=at)
    figures = tuple(figure for figure, _ in verified)
    totals.refresh_many((figure.target_id, figure.report.period_id) for figure in figures)
    for report in {figure.report_id: figure.report for figure in figures}.values():
        states.follow(report, by=by, at=at)
    tell_of_results(((figure.report.unit_id, figure.target_id) for figure in figures), at=at)
    return Verified(figures, tuple(refused))


@transaction.atomic
def undo(figure: Figure, *, expected: int, by: Actor, at: datetime) -> Figure:
    """Take back a verification or a return: the figure waits again.

    A return that the unit has answered stays: what stands there now was never sent.
    """
    if locked(figure).is_rewritten:
        raise DomainError(REWRITTEN)
    return _step("undo", figure, unverified(FigureState.SENT), expected=expected, by=by, at=at)


@transaction.atomic
def mend(figure: Figure, entry: Entry, *, reason: str, expected: int, by: Actor, at: datetime) -> Figure:
    """Put the right number in, with the reason; the reported one stays beside it, and the unit is told."""
    figure = locked(figure)
    policies.can_verify_figure(by, figure).enforce()
    reading = readable(figure.target, entry)
    state = FIGURE_WORKFLOW.target_of("verify", state=_waiting(figure))
    values: dict[str, Any] = {"said": reading.said, "value": reading.value, "base": reading.base}
    values |= {"state": state, "verified_by": by.name, "verified_at": at, "returned_because": ""}
    figure = replace(figure, Change(ChangeKind.MENDED, reason, values, expected), by=by, at=at)
    _tell_unit(figure, at)
    return figure


@transaction.atomic
def _step(
    verb: str, figure: Figure, values: dict[str, Any], *, expected: int, by: Actor, at: datetime
) -> Figure:
    figure = locked(figure)
    deed = _take(verb, figure, values, expected=expected, by=by)
    record(f"reporting.figure.{verb}", figure, by=by, at=at, deed=deed)
    totals.refresh(figure.target_id, figure.report.period_id)
    states.follow(figure.report, by=by, at=at)
    tell_of_results([(figure.report.unit_id, figure.target_id)], at=at)
    return figure


def _take(verb: str, figure: Figure, values: dict[str, Any], *, expected: int, by: Actor) -> Deed:
    """Take a step with a locked figure and return what the history tells of it."""
    policies.can_verify_figure(by, figure).enforce()
    if verb == "verify" and figure.said == CellChoice.EMPTY:
        raise DomainError("Ô này chưa có số nên không ghi đạt được. Trả lại để đơn vị ghi số.")
    values |= {"state": FIGURE_WORKFLOW.target_of(verb, state=FigureState(figure.state))}
    if values["state"] == FigureState.RETURNED:
        said, value, base = figure.said_numbers
        values |= {"returned_said": said, "returned_value": value, "returned_base": base}
        values["returned_version"] = figure.version + 1
    changes = versions.apply(figure, values, expected=expected)
    told = {name: change for name, change in changes.items() if name in {"state", "version"}}
    return Deed(changes=told, reason=str(values["returned_because"]))


def _right(by: Actor, at: datetime) -> dict[str, Any]:
    return {"verified_by": by.name, "verified_at": at, "returned_because": ""}


def _waiting(figure: Figure) -> FigureState:
    """A verified figure is mended as if it waited still."""
    state = FigureState(figure.state)
    return FigureState.SENT if state == FigureState.VERIFIED else state


def _tell_unit(figure: Figure, at: datetime) -> None:
    report = figure.report
    is_back = figure.state == FigureState.RETURNED
    reason = figure.returned_because if is_back else "Xem số mới và lý do trong báo cáo."
    notices.tell(
        [
            News(
                dedup_key=f"figure:{figure.id}:{figure.version}",
                authority_id=report.authority_id,
                unit_id=report.unit_id,
                title=f"{report.period}: số “{figure.target}” {'bị trả lại' if is_back else 'đã được sửa'}.",
                detail=reason,
                url=page_of(report),
            )
        ],
        at=at,
    )
