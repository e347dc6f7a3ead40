"""Where a careful reader would hesitate: of one target, and of a whole reading."""

from thidua.core.parsing.targets.doubting import doubts_of_reading, with_doubts

__all__ = ["doubts_of_reading", "with_doubts"]
