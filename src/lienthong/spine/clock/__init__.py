"""The clock: the only room that reads the time, so that business time can be passed in everywhere else.

*Business time* is when things happen for the law and the people; in production it is the real time, in the
demo it flows from a moment of 2021. *Technical time* (``real_now``) is always real: sessions,
second factors, retries, certificates, logs, seals. See docs/adr/0005-business-time.md.

Only the entrance of a request, job or command calls ``now`` or ``today``; rules and actions get times
passed in.
"""

from lienthong.spine.clock.queries import holding, is_moved, now, one_moment, real_now, today
from lienthong.spine.clock.rules import ZONE, local

__all__ = ["ZONE", "holding", "is_moved", "local", "now", "one_moment", "real_now", "today"]
