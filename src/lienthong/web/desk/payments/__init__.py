"""Fees at the desk: what is owed, the counter and its till, money that waits, reconciliation, refunds."""
