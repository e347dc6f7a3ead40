"""Register of official documents: numbers, bases, files, readings."""
