"""The law of emulation and commendation as dated data: each rule with its article and a confidence."""
