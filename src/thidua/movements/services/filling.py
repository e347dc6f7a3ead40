"""Turn a Reading into the rows of a draft. Nothing is decided here: every item waits for a person."""

import re
from collections.abc import Iterable
from datetime import date

from django.utils import timezone

from thidua.core.indicators import propose
from thidua.core.parsing.reading import Assignment, Doubt, LegalBasisCited, MovementNamed, Reading, TargetRead
from thidua.core.targets import TURNABLE, Goal
from thidua.core.text import fold
from thidua.movements.enums import ItemOrigin, MovementKind, MovementLevel
from thidua.movements.models import (
    DraftBasis,
    DraftMovement,
    DraftRecipient,
    DraftTarget,
    DraftTask,
    LaunchDraft,
)
from thidua.movements.services.matching import UnitBook

_YEAR = re.compile(r"(?<![0-9/])20[0-9]{2}(?![0-9])")
_LEVELS = {
    "trung ương": MovementLevel.CENTRAL,
    "tỉnh": MovementLevel.PROVINCE,
    "huyện": MovementLevel.DISTRICT,
    "xã": MovementLevel.COMMUNE,
    "ngành": MovementLevel.BRANCH,
}
_FRAME_COLUMNS = {
    "type": 60,
    "number": 100,
    "issuer": 200,
    "place": 100,
    "subject": 1000,
    "signer": 200,
    "signer_title": 200,
}
_FULL_DATE_LENGTH = 10
_LONGEST_TITLE = 299
_STOP = re.compile(r"[.;](?=\s|/|$)|\n")


def fill_head(draft: LaunchDraft, reading: Reading) -> None:
    """Set title, theme, period and the particulars of the letter from what was read."""
    frame = reading.metadata
    launched = next((movement for movement in reading.movements if movement.is_launched), None)
    title = (launched.name if launched else frame.subject) or ""
    draft.title = _capitalised(title)[:500]
    draft.theme = (reading.theme or "")[:500]
    draft.year = _year_of(title, frame.date or "", reading.theme or "")
    draft.kind = MovementKind.REGULAR if _YEAR.search(title) else MovementKind.THEMATIC
    if launched is not None and launched.period is not None:
        draft.starts_on, draft.ends_on = (_full_date(end) for end in launched.period)
    for name, longest in _FRAME_COLUMNS.items():
        setattr(draft, name, (getattr(frame, name) or "")[:longest])
    draft.issued_text = frame.date or ""
    draft.doubts = [_plain(doubt) for doubt in reading.doubts]


def fill_items(draft: LaunchDraft, reading: Reading) -> None:
    """Write one waiting row for each target, basis, task, recipient and movement that was read."""
    book = UnitBook.of(draft.authority_id, timezone.localdate(draft.created_at))
    add_targets(draft, reading.targets, text=reading.text, origin=ItemOrigin.READ, after=0)
    DraftBasis.objects.bulk_create(
        _basis(draft, position, basis) for position, basis in enumerate(reading.legal_bases, 1)
    )
    DraftMovement.objects.bulk_create(
        _movement(draft, position, movement)
        for position, movement in enumerate(reading.movements, 1)
        if not movement.is_launched
    )
    _add_tasks(draft, reading, book)
    _add_recipients(draft, (*reading.metadata.addressees, *reading.metadata.recipients), book)


def add_targets(
    draft: LaunchDraft, targets: Iterable[TargetRead], *, text: str, origin: ItemOrigin, after: int
) -> list[DraftTarget]:
    """Write targets after a position; a part finds the nearest earlier target of its parent's name."""
    rows = []
    by_name: dict[str, DraftTarget] = {}
    for position, target in enumerate(targets, after + 1):
        row = DraftTarget(draft=draft, position=position, origin=origin, **target_columns(target, text))
        row.parent = by_name.get(fold(target.parent)) if target.parent else None
        if row.parent is not None:
            row.field = row.parent.field
        by_name[fold(target.name)] = row
        rows.append(row)
    # Rows are written in order, so that a parent stands before its parts.
    DraftTarget.objects.bulk_create(rows)
    return rows


def target_columns(target: TargetRead, text: str) -> dict[str, object]:
    """Return the typed columns of a target that was read, with its sentence and doubts."""
    goal = Goal(target.comparator, target.low, target.high, target.unit, target.per or "")
    proposed = propose(target.name, goal)
    return {
        "field": target.field.value,
        "heading": (target.heading or "")[:300],
        "name": _capitalised(target.name)[:500],
        "comparator": target.comparator.value,
        "low": target.low,
        "high": target.high,
        "unit": target.unit[:60],
        "per": (target.per or "")[:20],
        "lower_is_better": proposed.lower_is_better and target.comparator in TURNABLE,
        "sentence": text[target.span.start : target.span.end],
        "start": target.span.start,
        "end": target.span.end,
        "doubts": [_plain(doubt) for doubt in target.doubts],
    }


def _basis(draft: LaunchDraft, position: int, basis: LegalBasisCited) -> DraftBasis:
    return DraftBasis(
        draft=draft,
        position=position,
        start=basis.span.start,
        end=basis.span.end,
        type=(basis.type or "")[:60],
        number=(basis.number or "")[:100],
        issuer=(basis.issuer or "")[:200],
        issued_text=(basis.date or "")[:10],
        name=(basis.name or "")[:500],
    )


def _movement(draft: LaunchDraft, position: int, movement: MovementNamed) -> DraftMovement:
    return DraftMovement(
        draft=draft,
        position=position,
        start=movement.span.start,
        end=movement.span.end,
        name=movement.name[:500],
        level=_LEVELS.get(movement.level or "", MovementLevel.CENTRAL),
        period=" – ".join(movement.period) if movement.period else "",
    )


def _add_tasks(draft: LaunchDraft, reading: Reading, book: UnitBook) -> None:
    for position, task in enumerate(reading.assignments, 1):
        found = book.find(task.unit)
        doubts = [_plain(doubt) for doubt in task.doubts]
        row = DraftTask.objects.create(
            draft=draft,
            position=position,
            start=task.span.start,
            end=task.span.end,
            printed_unit=task.unit[:300],
            title=_title_of(task, reading.text),
            detail=reading.text[task.span.start : task.span.end],
            due_on=_full_date(task.due or ""),
            due_text=(task.due_text or "")[:200],
            doubts=doubts if not found.reason else [*doubts, {"code": "unit", "question": found.reason}],
        )
        row.units.set(found.units)


def _title_of(task: Assignment, text: str) -> str:
    """Return the task to the end of its clause, with an ellipsis where a list could not hold it."""
    said = text[task.span.start : task.span.end]
    place = said.rfind(task.task_excerpt)
    rest = said[place + len(task.task_excerpt) :] if place >= 0 else ""
    stop = _STOP.search(rest)
    whole = _capitalised(task.task_excerpt + (rest[: stop.start()] if stop else rest))
    if len(whole) <= _LONGEST_TITLE:
        return whole.strip()
    return f"{whole[: whole.rfind(' ', 0, _LONGEST_TITLE)].rstrip(' ,')}…"


def _add_recipients(draft: LaunchDraft, names: Iterable[str], book: UnitBook) -> None:
    for position, name in enumerate(dict.fromkeys(names), 1):
        row = DraftRecipient.objects.create(draft=draft, position=position, text=name[:300])
        row.units.set(book.find(name).units)


def _plain(doubt: Doubt) -> dict[str, object]:
    span = [doubt.span.start, doubt.span.end] if doubt.span else None
    return {"code": doubt.code, "question": doubt.question, "span": span}


def _capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]


def _year_of(*texts: str) -> int | None:
    years = [int(found.group()) for text in texts if (found := _YEAR.search(text))]
    return years[0] if years else None


def _full_date(text: str) -> date | None:
    return date.fromisoformat(text) if len(text) == _FULL_DATE_LENGTH else None
