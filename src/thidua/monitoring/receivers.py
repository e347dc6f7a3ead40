"""What monitoring makes known to apps below it: holds in force, where ratings are limited."""

from thidua.monitoring.queries.hold_proposals import proposals_of
from thidua.scoring.queries.limits import register_finder

register_finder(proposals_of)
