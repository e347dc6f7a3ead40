"""Pages of the organisation and of accounts."""
