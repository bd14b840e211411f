"""The node on the document axis: neighbours, what waits, dead letters, quarantine, both sides' counts of a day."""
