"""Work lists, search, the season at a glance."""
