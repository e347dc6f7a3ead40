"""Say how targets are followed: proposed when the season opens, changed by the office."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from thidua.core.allocation import AllocationKind
from thidua.core.errors import DomainError
from thidua.core.following import Following, problems_of
from thidua.foundation.actors import Actor
from thidua.foundation.services import versions
from thidua.foundation.services.audit import Deed, record
from thidua.movements import policies
from thidua.movements.models import Allocation, Movement, Target, Tracking
from thidua.movements.queries.following import proposed, untracked
from thidua.movements.services import allocations, targets
from thidua.movements.signals import frequency_changing, tell_of_duties


class UnfitError(DomainError):
    """What was chosen does not fit together; `fields` names the faults by column."""

    def __init__(self, fields: Mapping[str, str]) -> None:
        super().__init__(" ".join(fields.values()))
        self.fields = dict(fields)


@transaction.atomic
def prepare(movement: Movement, *, by: Actor, at: datetime) -> int:
    """Write down how targets are followed where nobody said so yet; return how many.

    A whole that is not split goes to the owner of its target. Doing it again changes nothing.
    """
    movement = Movement.objects.select_for_update(of=("self",)).get(pk=movement.pk)
    policies.can_prepare_tracking(by, movement).enforce()
    made = untracked(movement.targets.select_related("tracking", "owner"))
    if not made:
        return 0
    Tracking.objects.bulk_create(made)
    given = set(Allocation.objects.filter(target__movement=movement).values_list("target_id", flat=True))
    for tracking in made:
        target = tracking.target
        if tracking.kind == AllocationKind.ONE and target.owner is not None and target.pk not in given:
            allocations.make_owner(target, target.owner, by=by, at=at)
    deed = Deed(changes={"targets": (0, len(made))})
    record("movements.tracking.prepare", movement, by=by, at=at, deed=deed)
    return len(made)


@transaction.atomic
def change(
    tracking: Tracking, values: Mapping[str, object], *, reason: str, expected: int, by: Actor, at: datetime
) -> Tracking:
    """Change how a target is followed; needs a reason except the first time, which confirms the proposal.

    `lower_is_better` in `values` is a column of the target itself and always needs a reason.
    """
    target = _locked(tracking)
    policies.can_track(by, target.movement).enforce()
    current = _saved(target)
    direction = values.get("lower_is_better", target.lower_is_better)
    columns = {name: value for name, value in values.items() if name != "lower_is_better"}
    _refuse_unfit(target, current, columns)
    _ask_for_frequency(target, current, columns)
    if direction != target.lower_is_better:
        if not reason.strip():
            raise DomainError("Ghi lý do đổi chiều của chỉ tiêu: càng cao hay càng thấp càng tốt.")
        way = {"lower_is_better": direction}
        targets.change(target, way, reason=reason, expected=target.version, by=by, at=at)
    is_first = current.version == 1
    changes = versions.apply(current, columns, expected=expected)
    if changes and not is_first and not reason.strip():
        raise DomainError("Ghi lý do đổi cách theo dõi; cách cũ và lý do được giữ lại.")
    if changes:
        current.validate_constraints()
        deed = Deed(changes=changes, reason=reason.strip())
        record("movements.tracking.change", current, by=by, at=at, deed=deed)
        tell_of_duties(target.authority_id, at=at)
    return current


def _locked(tracking: Tracking) -> Target:
    found = Target.objects.select_for_update(of=("self",)).select_related("movement")
    target: Target = found.get(pk=tracking.target_id)
    return target


def _saved(target: Target) -> Tracking:
    """Return the locked row; one that was only proposed is written down first."""
    found = Tracking.objects.select_for_update(of=("self",)).filter(target=target).first()
    if found is None:
        found = proposed(target)
        found.save(force_insert=True)
    found.target = target
    saved: Tracking = found
    return saved


def _refuse_unfit(target: Target, current: Tracking, columns: Mapping[str, object]) -> None:
    """Hold the new way against the goal, its marks against the days of the movement."""
    aims = {name: columns.get(name, getattr(current, name)) for name in _HELD}
    trial = Tracking(target=target, **aims)
    chosen = Following(trial.profile.nature, trial.kind, trial.ceiling, trial.steps_total, trial.due_days)
    faults = {problem.field: problem.sentence for problem in problems_of(target.goal, chosen)}
    try:
        _ = trial.curve
    except DomainError as refusal:
        faults["curve_points"] = refusal.sentence
    if faults:
        raise UnfitError(faults)


def _ask_for_frequency(target: Target, current: Tracking, columns: Mapping[str, object]) -> None:
    """Let those who hold figures of the target refuse other periods for it."""
    wanted = columns.get("frequency", current.frequency)
    if wanted == current.frequency:
        return
    try:
        frequency_changing.send(sender=None, target=target, frequency=wanted)
    except DomainError as refusal:
        raise UnfitError({"frequency": refusal.sentence}) from refusal


_HELD = (
    "nature",
    "frequency",
    "allocation_kind",
    "ceiling",
    "steps_total",
    "due_days",
    "curve_kind",
    "curve_points",
)
