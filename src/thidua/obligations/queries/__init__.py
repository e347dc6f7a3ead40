"""Reads of work and of the reminders of it."""

from thidua.obligations.queries.lists import Counts, counts, mine

__all__ = ["Counts", "counts", "mine"]
