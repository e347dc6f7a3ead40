"""Who owes what, by when; any app above may create one."""
