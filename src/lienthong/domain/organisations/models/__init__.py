"""What is stored of agencies and of the people who hold positions in them."""

from lienthong.domain.organisations.models.agency import Agency, AgencyVersion, OfficialCode, Succession
from lienthong.domain.organisations.models.group import Group, GroupMembership
from lienthong.domain.organisations.models.people import (
    Position,
    PositionTerm,
    SigningAuthority,
    Substitution,
)

__all__ = [
    "Agency",
    "AgencyVersion",
    "Group",
    "GroupMembership",
    "OfficialCode",
    "Position",
    "PositionTerm",
    "SigningAuthority",
    "Substitution",
    "Succession",
]
