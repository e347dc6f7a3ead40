"""SQLite as Django speaks it, with a queue for who writes next."""
