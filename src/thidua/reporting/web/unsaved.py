"""What was typed into a form that could not be kept: named, so that it can be read and copied again."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID

from thidua.foundation.web.access import SignedInRequest
from thidua.movements.models import Target
from thidua.reporting.models import Figure, Report
from thidua.reporting.queries.grid import Grid
from thidua.reporting.queries.reading import Entry
from thidua.reporting.queries.report_form import entry_of
from thidua.reporting.web.grid_form import SentGrid
from thidua.reporting.web.sent_cards import sent_card, sent_files

_MARK = "v-"


@dataclass(frozen=True, slots=True)
class Unsaved:
    """One text as it was typed, and the field it was typed into."""

    label: str
    text: str


def unsaved_of(
    request: SignedInRequest, report: Report, *, but: frozenset[UUID] = frozenset()
) -> list[Unsaved]:
    """Return what a form of the report sent and what differs from what is kept, in the order of the cards.

    `but` are the targets whose cards show their text themselves.
    """
    keys = [key for key in _keys(request) if key not in but]
    targets = Target.objects.visible_to(request.actor).in_bulk(keys)
    kept = {figure.target_id: figure for figure in Figure.objects.filter(report=report, target__in=targets)}
    found = [text for key in keys if key in targets for text in _card(request, targets[key], kept)]
    note = request.POST.get("ghi", "").strip()
    if note and not but and note != report.note:
        found.append(Unsaved("Khó khăn, đề nghị", note))
    return found


def unsaved_of_grid(request: SignedInRequest, grid: Grid, sent: SentGrid) -> list[Unsaved]:
    """Return each cell of a grid that was typed into, by the name of its unit and column, as they are now."""
    changed = list(sent.changed)
    units = {line.report: line.unit for line in grid.lines}
    titles = {column.key: column.title for column in grid.columns}
    gone = {report for report, _, _ in changed} - units.keys()
    for report in Report.objects.visible_to(request.actor).filter(pk__in=gone).select_related("unit"):
        units[report.pk] = str(report.unit)
    lost = {key for _, key, _ in changed} - titles.keys()
    targets = Target.objects.visible_to(request.actor).in_bulk({UUID(key.removesuffix(":b")) for key in lost})
    titles |= {key: targets[pk].name for key in lost if (pk := UUID(key.removesuffix(":b"))) in targets}
    return [
        Unsaved(f"{units[report]}, {titles[key]}", text or "để trống")
        for report, key, text in changed
        if report in units and key in titles
    ]


def _keys(request: SignedInRequest) -> Iterator[UUID]:
    for name in request.POST:
        try:
            if name.startswith(_MARK):
                yield UUID(name.removeprefix(_MARK))
        except ValueError:
            continue


def _card(request: SignedInRequest, target: Target, kept: Mapping[UUID, Figure]) -> Iterator[Unsaved]:
    sent = sent_card(request.POST, target.pk.hex)
    if sent is None:
        return
    figure = kept.get(target.pk)
    before = entry_of(figure) if figure is not None else Entry("")
    entry = sent.entry
    if (entry.typed, entry.typed_base) != (before.typed, before.typed_base):
        number = " trong ".join(text for text in (entry.typed, entry.typed_base) if text)
        yield Unsaved(target.name, number or "để trống")
    if entry.decision != before.decision:
        yield Unsaved(f"{target.name}, quyết định", entry.decision)
    if entry.note != before.note:
        yield Unsaved(f"{target.name}, ghi chú", entry.note)
    for upload in sent_files(request, target.pk.hex):
        yield Unsaved(f"{target.name}, minh chứng cần chọn lại", str(upload.name))
