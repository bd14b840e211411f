"""The only storey that knows HTTP: rooms by audience."""
