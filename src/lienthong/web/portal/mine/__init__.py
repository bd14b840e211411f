"""A citizen's own account: registering, cases, drafts, papers, what is known of them, and leaving."""
