"""What is stored of people and organisations. Every table is only added to; what no longer holds is ended, once."""

from lienthong.domain.parties.models.acting import Authority, Consent, Paper
from lienthong.domain.parties.models.details import Contact, Identifier, Verification
from lienthong.domain.parties.models.forgetting import Forgetting
from lienthong.domain.parties.models.identity import Claim, Verified
from lienthong.domain.parties.models.party import Dealing, Party, Profile, Sameness

__all__ = [
    "Authority",
    "Claim",
    "Consent",
    "Contact",
    "Dealing",
    "Forgetting",
    "Identifier",
    "Paper",
    "Party",
    "Profile",
    "Sameness",
    "Verification",
    "Verified",
]
