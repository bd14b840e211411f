"""Lanes: messages on their way, one after another, never lost and never twice; times are real.

A *load* is known by its lane and key. It waits, is lent to a worker for a while, and is done, comes again later, or is
set aside as dead until somebody sends it again. What carries them is a port (``port.Transport``): PostgreSQL, or
NATS JetStream beside it. See docs/adr/0047-jetstream.md.
"""
