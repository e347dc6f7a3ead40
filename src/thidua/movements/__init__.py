"""From the reading of a letter to an open season: drafts, movements, targets."""
