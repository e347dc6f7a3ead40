"""Authorities, units, blocks, people, households, positions, accounts."""
