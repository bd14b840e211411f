"""Outgoing documents at the desk: written, initialled, signed, numbered, sealed, found again in the register."""
