"""Agencies of a day: their tree, one of them, what changes them, and the groups they belong to."""
