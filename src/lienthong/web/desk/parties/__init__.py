"""People and organisations at the desk: looked up masked, opened by who dealt with them, shown in full by reason."""
