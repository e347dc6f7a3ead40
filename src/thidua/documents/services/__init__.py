"""Verbs that write the register of documents and the readings."""
