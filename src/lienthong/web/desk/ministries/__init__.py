"""Cases that must be entered in a ministry's own software: what waits, a card to copy, files back, reconciliation."""
