"""Cases of another system are brought in."""
