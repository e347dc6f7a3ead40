"""Figures of whole years as arrays of integers, and exact points and places of many communes at once.

No float takes part: the same figures give the same points on every machine, at every edge of rounding.
"""
