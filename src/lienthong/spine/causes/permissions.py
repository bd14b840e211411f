"""What may be allowed in this room."""

from enum import StrEnum


class Permission(StrEnum):
    KEEP = "causes.keep"  # add causes of lateness, and end them
