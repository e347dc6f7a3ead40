"""Reads of work and of the reminders of it."""

from thidua.obligations.queries.lists import Counts, Today, counts, mine, today

__all__ = ["Counts", "Today", "counts", "mine", "today"]
