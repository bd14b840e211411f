"""What may be allowed in this room."""

from enum import StrEnum


class Permission(StrEnum):
    KEEP = "calendar.keep"  # enter and correct days, hours, suspensions and counting rules
