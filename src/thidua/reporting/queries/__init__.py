"""Reads over several tables, as frozen values for pages."""
