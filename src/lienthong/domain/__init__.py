"""What the platform knows and does, rooms by subject; each calls only those below it."""
