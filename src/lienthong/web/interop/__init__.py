"""Protocols that other machines speak to us."""
