"""Tables of the one-stop for those who steer: II.06a of any days, every figure with the cases that made it."""
