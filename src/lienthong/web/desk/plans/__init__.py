"""Duties that plans lay upon an official's agency."""
