"""Until when something is kept, and the closed lists of the room."""
