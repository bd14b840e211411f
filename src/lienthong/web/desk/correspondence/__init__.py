"""Incoming documents at the desk: registered, instructed, handled, answered; and what agencies send each other."""
