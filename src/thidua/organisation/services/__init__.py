"""Verbs that write the organisation and its accounts."""
