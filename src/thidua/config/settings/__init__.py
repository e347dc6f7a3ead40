"""Settings of each surrounding: base, dev, test, production."""
