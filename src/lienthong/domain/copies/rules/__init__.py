"""Kinds, forms and moves of copies."""
