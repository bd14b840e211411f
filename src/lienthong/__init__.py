"""Lienthong: from the citizen's paper at a commune counter to the province's reform score, on one record."""

__version__ = "0.1.0"
