"""The sample commune: facts of a real letter, invented villages and people, built through the services."""
