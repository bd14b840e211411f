"""What a procedure says as plain values, what a publisher must settle in it, and what differs between two of them."""
