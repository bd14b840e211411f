"""What may be done with plans."""

from enum import StrEnum


class Permission(StrEnum):
    """A plan that was issued is public, so reading it needs no permission."""

    IMPORT = "plans.import"
