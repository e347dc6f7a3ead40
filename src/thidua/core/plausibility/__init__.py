"""Figures that are worth a visit ("nên đi xem"), each with its reason.

A doubt never says that somebody did wrong: it says what stands out and leaves the rest to whoever goes and
looks. Every threshold is a named constant, so that nobody can say that one unit was singled out.
"""

from thidua.core.plausibility.doubts import DoubtCode, PlausibilityDoubt, Subject, WorthAVisit, visit_list
from thidua.core.plausibility.groups import (
    all_above_last_year,
    all_full,
    entered_at_the_last_minute,
    parts_differ,
    round_numbers,
)
from thidua.core.plausibility.photos import AlikePhotos, Photo, photos_used_twice
from thidua.core.plausibility.singles import (
    above_ceiling,
    fell_without_correction,
    jump,
    more_than_all,
    same_as_last_year,
)

__all__ = [
    "AlikePhotos",
    "DoubtCode",
    "Photo",
    "PlausibilityDoubt",
    "Subject",
    "WorthAVisit",
    "above_ceiling",
    "all_above_last_year",
    "all_full",
    "entered_at_the_last_minute",
    "fell_without_correction",
    "jump",
    "more_than_all",
    "parts_differ",
    "photos_used_twice",
    "round_numbers",
    "same_as_last_year",
    "visit_list",
]
