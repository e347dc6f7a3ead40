"""Verbs that write periods, reports and figures."""
