"""How targets are followed: as somebody said, or as their words propose where nobody did yet."""

from collections.abc import Iterable

from thidua.core.achievement import Nature
from thidua.core.allocation import AllocationKind, usual_kind
from thidua.core.indicators import Profile, propose
from thidua.core.periods import Frequency
from thidua.core.text import fold
from thidua.movements.enums import CurveKind
from thidua.movements.models import Target, Tracking


def proposed(target: Target) -> Tracking:
    """Return how the words of a target say it is followed; not saved."""
    profile = propose(target.name, target.goal)
    return Tracking(
        target=target,
        nature=profile.nature.value,
        frequency=profile.frequency.value,
        allocation_kind=_kind_of(target, profile).value,
        ceiling=profile.ceiling,
        curve_kind=_curve_of(target, profile),
    )


def tracking_of(target: Target) -> Tracking:
    """Return the saved way of following, else the proposed one."""
    try:
        return target.tracking
    except Tracking.DoesNotExist:
        return proposed(target)


def untracked(targets: Iterable[Target]) -> list[Tracking]:
    """Return proposals for the targets nobody said anything of."""
    return [tracking for tracking in map(tracking_of, targets) if tracking._state.adding]  # noqa: SLF001 -- Django's documented model API


def _kind_of(target: Target, profile: Profile) -> AllocationKind:
    """Return the usual kind; growth has no counts that units could add up, so one unit answers for it."""
    kind = usual_kind(target.goal, profile.nature)
    is_open = kind == AllocationKind.WEIGHTED_MEAN and profile.ceiling is None
    return AllocationKind.ONE if is_open else kind


def _curve_of(target: Target, profile: Profile) -> CurveKind:
    if profile.frequency == Frequency.SEASON:
        return CurveKind.SEASONS
    if profile.frequency == Frequency.SCHOOL_YEAR:
        return CurveKind.SCHOOL
    if profile.nature == Nature.CUMULATIVE and "ngan sach" in fold(target.name):
        return CurveKind.BUDGET
    return CurveKind.EVEN
