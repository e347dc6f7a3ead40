"""Verbs that write drafts, movements and targets."""
