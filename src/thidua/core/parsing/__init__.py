"""From the text of a launching letter to a Reading: what was read, where it stood, what is doubtful."""
