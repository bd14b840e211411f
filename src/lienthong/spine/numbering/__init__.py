"""Official numbers: handed out once, without a gap, in the order of issuing, per book and year.

A *book* is one agency's register of one kind for one year; a *number* once issued stays, cancelled or not.
Callers record the act that needed the number in the ledger. See docs/adr/0009-numbers.md.
"""
