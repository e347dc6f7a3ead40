"""The board of targets: by field, parts under their whole, sums held against each other."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from thidua.core.goal_text import PartsCheck, check_parts
from thidua.core.text import search_key
from thidua.movements.enums import TargetField
from thidua.movements.models import Movement, Target


@dataclass(frozen=True, slots=True)
class BoardRow:
    """A target, whether it is a part, and what its own parts add up to."""

    target: Target
    depth: int
    parts: PartsCheck


@dataclass(frozen=True, slots=True)
class BoardGroup:
    """The targets of one field, with the heading of the document when all share one."""

    name: str
    heading: str
    rows: tuple[BoardRow, ...]


@dataclass(frozen=True, slots=True)
class Board:
    groups: tuple[BoardGroup, ...]
    total: int
    shown: int
    part_count: int
    owner_count: int


def board_of(movement: Movement, *, field: str = "", owner_id: UUID | None = None) -> Board:
    """Lay the targets of a movement out, filtered by field and owner, in one query.

    Sums are worked out over all parts, also those the filter hides.
    """
    targets = list(movement.targets.for_board())
    shown = [
        target
        for target in targets
        if (not field or target.field == field) and (owner_id is None or target.owner_id == owner_id)
    ]
    return Board(
        groups=lay_out(shown, targets),
        total=len(targets),
        shown=len(shown),
        part_count=sum(target.parent_id is not None for target in targets),
        owner_count=sum(target.owner_id is not None for target in targets),
    )


def lay_out(shown: Sequence[Target], everything: Sequence[Target]) -> tuple[BoardGroup, ...]:
    """Put the targets shown into their fields, parts under their whole; both in the order of the letter."""
    fields = _fields_of_wholes(everything)
    return tuple(
        BoardGroup(choice.label, _shared_heading(rows, choice.label), rows)
        for choice in TargetField
        if (rows := tuple(_rows([target for target in shown if fields[target.pk] == choice], everything)))
    )


def parts_check(target: Target, parts: Iterable[Target]) -> PartsCheck:
    return check_parts(target.goal, [part.goal for part in parts])


def _rows(shown: Sequence[Target], everything: Sequence[Target]) -> Iterable[BoardRow]:
    """Yield each target followed by its parts, to any depth; a part without its whole stands alone."""
    here = {target.pk for target in shown}
    children: dict[UUID | None, list[Target]] = {}
    for target in everything:
        children.setdefault(target.parent_id, []).append(target)
    stack = [(target, 0) for target in reversed(shown) if target.parent_id not in here]
    done: set[UUID] = set()
    while stack:
        target, depth = stack.pop()
        if target.pk in done:
            continue
        done.add(target.pk)
        parts = children.get(target.pk, [])
        yield BoardRow(target, depth, parts_check(target, parts))
        stack.extend((part, depth + 1) for part in reversed(parts) if part.pk in here)


def _fields_of_wholes(targets: Sequence[Target]) -> dict[UUID, str]:
    """A part stands in the field of its whole, wherever its own words would put it."""
    by_key = {target.pk: target for target in targets}
    fields = {}
    for target in targets:
        whole, steps = target, 0
        while whole.parent_id in by_key and steps < len(targets):
            whole, steps = by_key[whole.parent_id], steps + 1
        fields[target.pk] = whole.field
    return fields


def _shared_heading(rows: Sequence[BoardRow], name: str) -> str:
    """Return the one heading of the rows, unless it says no more than the name of the group."""
    headings = {row.target.heading for row in rows}
    heading = headings.pop() if len(headings) == 1 else ""
    return "" if search_key(name) in search_key(heading) else heading
