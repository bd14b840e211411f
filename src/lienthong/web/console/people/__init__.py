"""People: who has an account and which positions, kept by administrators within their agencies."""
