"""Pages of the foundation: history, receipts, background work."""
