"""The national portal: both sides' counts, each difference with its reason, what could not be taken in."""
