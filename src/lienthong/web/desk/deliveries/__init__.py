"""Parcels at the counter: handed to the post, followed, taken back; what waits and why; the post’s list beside ours."""
