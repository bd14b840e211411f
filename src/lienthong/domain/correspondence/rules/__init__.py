"""Moves of incoming documents, statuses of sendings, and when one is late; no database, no clock."""
