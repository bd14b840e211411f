"""Cases at work: taken in at the counter, listed, looked at, moved."""
