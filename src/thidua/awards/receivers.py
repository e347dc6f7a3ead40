"""What awards make known to apps below: holds in force, where ratings are limited."""

from thidua.awards.queries.hold_proposals import proposals_of
from thidua.scoring.queries.limits import register_finder

register_finder(proposals_of)
