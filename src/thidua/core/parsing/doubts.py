"""Where a careful reader would hesitate, said in Vietnamese."""

from thidua.core.parsing.layout import Layout
from thidua.core.parsing.reading import TargetRead


def with_doubts(targets: tuple[TargetRead, ...], layout: Layout) -> tuple[TargetRead, ...]:
    """Return the targets with the doubts that each of them raises."""
    return targets
