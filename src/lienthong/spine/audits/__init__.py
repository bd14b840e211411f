"""Runs of the ledger's proof: asked for by a person, walked by the worker, with progress and result to read."""
