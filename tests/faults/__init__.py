"""Faults on purpose: every action is killed at each of its steps, on a database that really syncs to disk."""
