"""The overview of one movement, and the tree of all."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Prefetch, Q, QuerySet

from thidua.documents.models import LegalBasis
from thidua.foundation.actors import Actor
from thidua.movements.enums import TargetField
from thidua.movements.models import Allocation, Movement, Recipient, Target
from thidua.movements.queries.allocations import part_text
from thidua.movements.queries.following import tracking_of
from thidua.obligations.enums import ObligationState
from thidua.obligations.models import Obligation
from thidua.organisation.models import Unit


@dataclass(frozen=True, slots=True)
class FieldCount:
    field: str
    name: str
    count: int


@dataclass(frozen=True, slots=True)
class SharedWork:
    """One task of the letter and the units that owe it."""

    title: str
    due_on: date | None
    work: tuple[Obligation, ...]

    @property
    def done(self) -> int:
        return sum(item.state == ObligationState.DONE for item in self.work)


@dataclass(frozen=True, slots=True)
class Season:
    """What stands on the overview."""

    movement: Movement
    answers: Sequence[Movement]
    answered_by: Sequence[Movement]
    fields: tuple[FieldCount, ...]
    target_count: int
    ownerless_count: int
    open_work: int
    done_work: int
    bases: Sequence[LegalBasis]
    recipients: Sequence[Recipient]
    tasks: Sequence[SharedWork]


def season_of(movement: Movement) -> Season:
    """Collect the overview in eight queries at any number of rows."""
    counted = (
        movement.targets.order_by()
        .values("field")
        .annotate(
            number=Count("id"), ownerless=Count("id", filter=Q(pk__in=Target.objects.given_to_nobody()))
        )
    )
    by_field = {row["field"]: row for row in counted}
    work = list(Obligation.objects.filter(origin_kind="movement", origin_id=str(movement.pk)).for_list())
    bases = (
        LegalBasis.objects.filter(citing=movement.launching_document_id).select_related("cited")
        if movement.launching_document_id
        else LegalBasis.objects.none()
    )
    return Season(
        movement=movement,
        answers=list(movement.answers.order_by("level", "title")),
        answered_by=list(movement.answered_by.order_by("-year", "title")),
        fields=tuple(
            FieldCount(choice.value, choice.label, by_field[choice]["number"])
            for choice in TargetField
            if choice in by_field
        ),
        target_count=sum(row["number"] for row in by_field.values()),
        ownerless_count=sum(row["ownerless"] for row in by_field.values()),
        open_work=sum(item.state == ObligationState.OPEN for item in work),
        done_work=sum(item.state == ObligationState.DONE for item in work),
        bases=list(bases),
        recipients=list(movement.recipients.prefetch_related("units")),
        tasks=_shared(work),
    )


def _shared(work: Sequence[Obligation]) -> list[SharedWork]:
    """Put the same task of several units together, in the order of the list."""
    groups: dict[tuple[str, date | None], list[Obligation]] = {}
    for item in work:
        groups.setdefault((item.title, item.due_on), []).append(item)
    return [SharedWork(title, due_on, tuple(items)) for (title, due_on), items in groups.items()]


@dataclass(frozen=True, slots=True)
class Branch:
    """A movement with our movements that answer it."""

    movement: Movement
    answering: tuple[Movement, ...]


@dataclass(frozen=True, slots=True)
class Tree:
    own: tuple[Movement, ...]
    from_above: tuple[Branch, ...]


def tree_of(actor: Actor, *, words: str = "", year: int | None = None) -> Tree:
    """Return own movements, newest first, and those from above with ours that answer them. Two queries."""
    found = Movement.objects.visible_to(actor).for_list()
    if words:
        found = found.matching(words)
    if year is not None:
        found = found.filter(Q(year=year) | Q(is_own=False))
    ours = Movement.objects.visible_to(actor).filter(is_own=True).order_by("-year", "title")
    rows = list(found.prefetch_related(Prefetch("answered_by", queryset=ours)))
    return Tree(
        own=tuple(row for row in rows if row.is_own),
        from_above=tuple(Branch(row, tuple(row.answered_by.all())) for row in rows if not row.is_own),
    )


def _given_to(unit: Unit) -> QuerySet[Allocation]:
    found: QuerySet[Allocation] = Allocation.objects.filter(unit=unit).given()
    return found.select_related("target__movement", "target__tracking").order_by(
        "-target__movement__year", "target__position"
    )


@dataclass(frozen=True, slots=True)
class UnitPart:
    """What one unit has in the open movements."""

    unit: Unit
    targets: Sequence[object]
    work: Sequence[Obligation]
    received: Sequence[Movement]
    given: Sequence[tuple[Allocation, str]] = ()


def unit_part(unit: Unit, *, limit: int = 50) -> UnitPart:
    """Return the targets, the work and the received letters of a unit."""
    return UnitPart(
        unit=unit,
        targets=list(unit.targets.select_related("movement").order_by("-movement__year", "position")[:limit]),
        work=list(Obligation.objects.filter(unit=unit).for_list()[:limit]),
        received=list(Movement.objects.filter(recipients__units=unit).distinct().order_by("-year")[:limit]),
        given=[(row, part_text(tracking_of(row.target), row)) for row in _given_to(unit)[:limit]],
    )
