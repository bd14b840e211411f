"""Officials at work: what each of them owes, and handing it in."""
