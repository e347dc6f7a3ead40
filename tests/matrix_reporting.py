"""Who gets what from the addresses of periods, reports and their verification."""

from collections.abc import Mapping
from typing import Any

from tests.matrix_words import LEADERS, OFFICE, Row, Seen, deed, form, pk, reads, version

from thidua.organisation.enums import Role
from thidua.reporting.models import Figure

_GRID_WRITERS = frozenset({Role.OFFICE, Role.UNIT_HEAD})


def _typed(place: Any) -> Mapping[str, Any]:
    key = place.reported_target.pk.hex
    figure = Figure.objects.filter(report=place.report).first()
    version, text = (figure.version, figure.typed) if figure else (0, "")
    return {"hang": place.report.pk.hex, "cot": key, "b0": str(version), "c0": text, "o0-0": "12"}


def _whole(place: Any) -> Mapping[str, Any]:
    return {"bao-cao": f"{place.report.pk}:{place.report.version}"}


PERIODS = [
    reads("reporting:period-list"),
    reads("reporting:period-list-xlsx"),
    Row("reporting:calendar", post=Seen(LEADERS, yes=422)),
    deed("reporting:calendar-remove", LEADERS, pk("day_off"), data=lambda _: {"ly-do": "Hoãn lễ"}),
    Row("reporting:period-prepare", pk("reported"), get=Seen(LEADERS), post=Seen(LEADERS, yes=302)),
    reads("reporting:period-detail", pk("period")),
    Row(
        "reporting:period-close",
        pk("period"),
        get=Seen(LEADERS),
        post=Seen(LEADERS, yes=302),
        data=version("period"),
    ),
    form("reporting:period-reopen", LEADERS, pk("period")),
    form("reporting:period-move", LEADERS, pk("period")),
]
GRID = [
    # whoever may write nothing finds no cell of an own report in the form, and is refused
    Row("reporting:period-grid", pk("period"), post=Seen(_GRID_WRITERS, yes=302), data=_typed),
    Row("reporting:grid-cells", pk("period"), get=None, post=Seen(_GRID_WRITERS, no=409), data=_typed),
    reads("reporting:grid-cell", pk("period")),
    deed("reporting:grid-hand-in", _GRID_WRITERS, pk("period"), yes=302, data=_whole),
]
_WRITERS = frozenset({Role.OFFICE, Role.UNIT_HEAD})


def _cell(place: Any) -> Mapping[str, Any]:
    return {"pk": place.report.pk, "target_pk": place.reported_target.pk}


def _card(place: Any) -> Mapping[str, Any]:
    figure = Figure.objects.filter(report=place.report, target=place.reported_target).first()
    return {f"v-{place.reported_target.pk.hex}": str(figure.version if figure else 0)}


def _figure(place: Any) -> Mapping[str, Any]:
    return {"pk": place.figure.id}


REPORTS = [
    Row("reporting:service-worker", stranger=200),
    form("reporting:queue-look", _WRITERS),
    Row("reporting:queue-take", get=None, post=Seen(_WRITERS, yes=409)),
    Row("reporting:report-form", pk("report"), post=Seen(_WRITERS, yes=302)),
    Row("reporting:figure-write", _cell, get=None, post=Seen(_WRITERS), data=_card),
    Row("reporting:report-note", pk("report"), get=None, post=Seen(_WRITERS)),
    Row("reporting:report-check", pk("report"), get=Seen(_WRITERS), post=Seen(_WRITERS, yes=409)),
    Row("reporting:report-receipt", pk("report"), get=Seen(yes=302), state="not sent"),
    reads("reporting:report-receipt", pk("sent_report"), state="sent"),
    reads("reporting:receipt", pk("receipt")),
    Row("reporting:report-object", pk("sent_report"), get=None, post=Seen(frozenset())),
    reads("reporting:report-blank", pk("report")),
    Row("reporting:evidence-list", _cell, post=Seen(_WRITERS, yes=422)),
    reads("reporting:evidence-file", pk("proof")),
    deed("reporting:evidence-step", OFFICE, pk("proof", verb="bo")),
    reads("reporting:figure-history", _figure),
    form("reporting:figure-correct", OFFICE, _figure, data=lambda place: {"_version": place.figure.version}),
]
_VERIFIERS = frozenset({Role.OFFICE, Role.CHAIRMAN, Role.INSPECTOR})


def _version_of_figure(place: Any) -> Mapping[str, Any]:
    return {"_version": place.figure.version}


VERIFICATION = [
    reads("reporting:period-verify", pk("period")),
    reads("reporting:report-verify", pk("sent_report")),
    deed(
        "reporting:figure-step",
        _VERIFIERS,
        lambda place: {"pk": place.figure.id, "verb": "dat"},
        data=_version_of_figure,
    ),
    Row("reporting:verify-check", pk("period"), get=Seen(_VERIFIERS | {Role.UNIT_HEAD})),
    deed(
        "reporting:verify-ticked",
        _VERIFIERS | {Role.UNIT_HEAD},
        pk("period"),
        data=lambda place: {"so": f"{place.figure.id}:{place.figure.version}"},
    ),
]
ROWS: list[Row] = [*PERIODS, *VERIFICATION, *GRID, *REPORTS]
