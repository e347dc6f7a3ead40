"""Settings, addresses and the server entrance: the only place that sees every app."""
