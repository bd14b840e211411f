"""What the head of an agency must answer for: each matter, its answer, and telling of harassment."""
