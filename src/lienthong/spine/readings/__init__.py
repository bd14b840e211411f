"""The reading log: who looked at whose personal data, which parts, when and why.

It is the one record of ours that a GET may write. Rows are only ever added, each for itself and outside any
transaction of an action: a page that fails after it showed something has still shown it.
"""
