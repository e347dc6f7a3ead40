"""Whether somebody may be commended, answered rule by rule with the article and the fact it stands on."""
