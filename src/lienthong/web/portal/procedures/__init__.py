"""Procedures that everybody may look up: the list, one of them, what was changed in it."""
