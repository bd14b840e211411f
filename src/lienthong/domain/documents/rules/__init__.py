"""Kinds, moves, rights to sign and wording of documents; no database, no clock."""
