"""Add a target the reader missed, split one that holds two, put two together, say what is part of what."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from thidua.core.errors import DomainError
from thidua.core.text import fold
from thidua.foundation.actors import Actor
from thidua.foundation.services import versions
from thidua.foundation.services.audit import Deed, record, record_each
from thidua.foundation.services.versions import StaleVersionError, ThreeWay
from thidua.movements import policies
from thidua.movements.enums import ItemOrigin, ItemState
from thidua.movements.models import DraftTarget, LaunchDraft
from thidua.movements.services import filling
from thidua.movements.services.clauses import Line, read_lines
from thidua.movements.services.drafts import keep_doubts, touch
from thidua.movements.services.item_steps import lock, note_change
from thidua.movements.services.undoing import state_before_merge


class TooFewLinesError(DomainError):
    """A split that does not make two targets."""

    def __init__(self) -> None:
        super().__init__("Mỗi chỉ tiêu ghi một dòng, ít nhất hai dòng, mỗi dòng có tên và mức phải đạt.")


@transaction.atomic
def add(draft: LaunchDraft, values: Mapping[str, object], *, by: Actor, at: datetime) -> DraftTarget:
    """Add one target that a person typed or picked from the text; it stands where its sentence stands."""
    draft = _lock(draft, by)
    target = DraftTarget(draft=draft, origin=ItemOrigin.ADDED, state=ItemState.ACCEPTED, **values)
    target.position = _position_for(draft, target.start)
    target.full_clean()
    target.save()
    if target.start is not None and target.end is not None:
        keep_doubts(draft, [doubt for doubt in draft.doubts if not _is_over(doubt, target.start, target.end)])
    touch(draft, at)
    record("movements.item.add", target, by=by, at=at)
    return target


@transaction.atomic
def add_lines(
    draft: LaunchDraft, text: str, *, by: Actor, at: datetime
) -> tuple[list[DraftTarget], list[str]]:
    """Read pasted lines into waiting targets; return them and the lines in which none was found."""
    draft = _lock(draft, by)
    lines = read_lines(text)
    made: list[DraftTarget] = []
    for line in lines:
        made.extend(
            filling.add_targets(
                draft, line.targets, text=line.text, origin=ItemOrigin.ADDED, after=_last_position(draft)
            )
        )
    for target in made:
        target.start = target.end = None
    DraftTarget.objects.bulk_update(made, ["start", "end"])
    touch(draft, at)
    for target in made:
        record("movements.item.add", target, by=by, at=at)
    return made, [line.text for line in lines if not line.targets]


@transaction.atomic
def split(target: DraftTarget, text: str, *, expected: int, by: Actor, at: datetime) -> list[DraftTarget]:
    """Put the targets read from the lines of `text` in the place of one; that one is left out, not lost."""
    target = lock(target, by)
    lines = [line for line in read_lines(text) if line.targets]
    if sum(len(line.targets) for line in lines) < 2:  # noqa: PLR2004 -- a split makes two
        raise TooFewLinesError
    changes = versions.apply(target, {"state": ItemState.DROPPED}, expected=expected)
    made = [row for line in lines for row in _parts_of(target, line)]
    DraftTarget.objects.bulk_create(made)
    heir = next((row for row in made if row.name == target.name), made[0])
    _hand_parts_over(target, heir, by=by, at=at)
    note_change("split", target, changes, by=by, at=at)
    record_each("movements.item.add", [(row, Deed()) for row in made], by=by, at=at)
    return made


class UnitsDifferError(DomainError):
    """Two targets to be merged count in different units; a person says whether they are one all the same."""

    def __init__(self, target: DraftTarget, following: DraftTarget) -> None:
        super().__init__(f"Hai chỉ tiêu khác đơn vị tính ({target.unit}, {following.unit}).")


def units_differ(target: DraftTarget, following: DraftTarget) -> bool:
    """Say whether both have numbers and each its own unit."""
    both = target.goal.has_numbers and following.goal.has_numbers
    return both and fold(target.unit) != fold(following.unit)


@dataclass(frozen=True, slots=True)
class Seen:
    """The target that stood behind another when the page was made, and its version then."""

    key: str
    version: int
    may_mix_units: bool = False


@transaction.atomic
def merge_with_next(
    target: DraftTarget, seen: Seen, *, expected: int, by: Actor, at: datetime
) -> DraftTarget:
    """Put a target and the one seen after it together: one sentence, the numbers of whichever has them."""
    target = lock(target, by)
    following = _next(target)
    if following is None:
        raise DomainError("Không có chỉ tiêu nào đứng sau để gộp vào.")
    if target.version == expected and (str(following.pk), following.version) != (seen.key, seen.version):
        raise _not_as_seen(target, following, seen)
    if not seen.may_mix_units and units_differ(target, following):
        raise UnitsDifferError(target, following)
    before = state_before_merge(target, following)
    source = target if target.goal.has_numbers else following
    names = ("comparator", "low", "high", "unit", "per", "lower_is_better")
    goal = {name: getattr(source, name) for name in names}
    joined = {
        "name": f"{target.name}; {following.name}"[:500],
        "sentence": _joined_sentence(target, following),
        "start": target.start,
        "end": following.end if following.end is not None else target.end,
        "state": ItemState.WAITING,
        "doubts": _doubts_of(target, following),
    }
    changes = versions.apply(target, {**goal, **joined}, expected=expected)
    DraftTarget.objects.filter(pk=target.pk).update(origin=ItemOrigin.MERGED, before_merge=before)
    _hand_parts_over(following, target, by=by, at=at)
    dropped = versions.apply(following, {"state": ItemState.DROPPED}, expected=following.version)
    taken_in = {"merged_into": target, "merged_at_version": target.version}
    DraftTarget.objects.filter(pk=following.pk).update(**taken_in)
    note_change("merge", target, changes, by=by, at=at)
    note_change("drop", following, dropped, by=by, at=at)
    return target


def _not_as_seen(target: DraftTarget, following: DraftTarget, seen: Seen) -> StaleVersionError:
    """Show what was seen behind the target beside what stands there now; sending again takes the latter."""
    resend = {"next": str(following.pk), "next_version": str(following.version)}
    if str(following.pk) == seen.key:
        since = versions.since(following, seen.version)
        return StaleVersionError(target, since.fields, since.saved_by, since.saved_at, resend)
    before = next((row for row in _all_of(target) if str(row.pk) == seen.key), None)
    since = versions.since(before or following, seen.version if before is not None else 0)
    words = _called(before) if before is not None else ""
    kind = target._meta.label_lower  # noqa: SLF001 -- Django's documented model API
    place = ThreeWay("following", words, _called(following), words, kind)
    return StaleVersionError(target, (place,), since.saved_by, since.saved_at, resend)


def _called(target: DraftTarget) -> str:
    return f"{target.name}: {target.goal_text}"


def _hand_parts_over(whole: DraftTarget, heir: DraftTarget, *, by: Actor, at: datetime) -> None:
    """Let the parts of one target be parts of another, each with its step, so that no form overwrites it."""
    for part in DraftTarget.objects.filter(parent=whole).exclude(pk=heir.pk).select_related("parent"):
        part.draft = whole.draft
        changes = versions.apply(part, {"parent": heir}, expected=part.version)
        note_change("move", part, changes, by=by, at=at)


def _is_over(doubt: Mapping[str, Any], start: int, end: int) -> bool:
    """Say whether a doubt is about words between the ends: a number nobody had read into a target."""
    span = doubt.get("span")
    return span is not None and bool(span[0] < end and start < span[1])


def _lock(draft: LaunchDraft, by: Actor) -> LaunchDraft:
    draft = LaunchDraft.objects.select_for_update(of=("self",)).get(pk=draft.pk)
    policies.can_edit(by, draft).enforce()
    return draft


def _parts_of(target: DraftTarget, line: Line) -> list[DraftTarget]:
    offset = target.sentence.find(line.text)
    begin = target.start + offset if offset >= 0 and target.start is not None else None
    rows = []
    for part in line.targets:
        columns = filling.target_columns(part, line.text)
        columns["field"], columns["heading"] = target.field, target.heading
        columns["start"] = target.start if begin is None else begin + part.span.start
        columns["end"] = target.end if begin is None else begin + part.span.end
        rows.append(
            DraftTarget(
                draft=target.draft,
                position=target.position,
                origin=ItemOrigin.SPLIT,
                parent=target.parent,
                split_from=target,
                owner=target.owner,
                **columns,
            )
        )
    return rows


def _doubts_of(target: DraftTarget, following: DraftTarget) -> list[dict[str, object]]:
    """Ask which level counts when both had one, so that nothing is accepted in passing."""
    if not (target.goal.has_numbers and following.goal.has_numbers):
        return list(target.doubts)
    question = f"Gộp hai mức {target.goal_text} và {following.goal_text}: lấy mức nào? Bấm “Sửa” để đổi."
    return [*target.doubts, {"code": "merged", "question": question, "span": None}]


def _joined_sentence(target: DraftTarget, following: DraftTarget) -> str:
    letter = target.draft.read_text
    if letter is not None and target.start is not None and following.end is not None:
        return letter.text[target.start : following.end]
    return f"{target.sentence}; {following.sentence}".strip("; ")


def _next(target: DraftTarget) -> DraftTarget | None:
    rows = [row for row in _all_of(target) if row.state != ItemState.DROPPED]
    place = next((index for index, row in enumerate(rows) if row.pk == target.pk), None)
    return rows[place + 1] if place is not None and place + 1 < len(rows) else None


def _all_of(target: DraftTarget) -> list[DraftTarget]:
    return list(DraftTarget.objects.filter(draft=target.draft))


def _position_for(draft: LaunchDraft, start: int | None) -> int:
    if start is None:
        return _last_position(draft) + 1
    before = DraftTarget.objects.filter(draft=draft, start__lte=start).order_by("-position").first()
    return before.position if before is not None else 0


def _last_position(draft: LaunchDraft) -> int:
    last = DraftTarget.objects.filter(draft=draft).order_by("-position").first()
    return last.position if last is not None else 0
