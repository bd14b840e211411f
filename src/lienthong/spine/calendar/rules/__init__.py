"""Pure counting of time: what a calendar is, how time is measured on it, when a limit falls due and why."""
