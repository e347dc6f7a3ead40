"""Targets: what a letter promises, in numbers or in words, and where it says so."""

from thidua.core.parsing.targets.reading import read_targets

__all__ = ["read_targets"]
