"""Work of the one-stop that is transferred to the post: who keeps the agreements, who works under them."""
