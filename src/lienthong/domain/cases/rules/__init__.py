"""Pure rules: which move may follow, how a case stands, when it falls due, what its number looks like."""
