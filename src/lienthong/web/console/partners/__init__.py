"""Partner systems: registered by the agency that answers for them, with tokens, addresses and what was sent there."""
