"""The business day: what is to be done once each day of business time, however that time moves.

A *daily* is a function that a room registers by a name; a *turn* is one of its days. Turns of a daily are taken in
order, none twice, none left out, from the day on which the platform first knew it. See docs/adr/0014-business-days.md.
"""

from lienthong.spine.schedule.registry import daily

__all__ = ["daily"]
