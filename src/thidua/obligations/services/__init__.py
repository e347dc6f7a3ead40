"""Verbs that write obligations."""
