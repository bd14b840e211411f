"""How dates, times and numbers are shown and read in each language, in place of Django's own.

Django's Vietnamese reads 02/03/2026 as 3 February: a wrong deadline without an error. Here every
language of the interface reads and shows the day first.
"""
