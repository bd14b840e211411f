"""The calendar: days off, make-up days, office hours, suspensions, and the due dates that follow from them.

An *almanac* is everything entered; a *calendar* is the almanac as it holds for one agency; a *counting
rule* says how a time limit is counted. Every entry cites its decision or is marked unconfirmed; a
correction is a new row. The room knows agencies, areas and procedures by opaque code only. See
docs/adr/0006-due-dates.md.
"""
