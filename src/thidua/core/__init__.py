"""Plain Python rules of the emulation year: no Django, no files, no clock."""
