"""Verbs that write: one door each."""
