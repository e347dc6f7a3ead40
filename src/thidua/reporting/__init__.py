"""Figures of each period: reported, proved, verified, closed."""
