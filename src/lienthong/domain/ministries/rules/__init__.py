"""Pure rules of entering twice."""
