"""Who may make a key answer. Nobody signs for another: neither a substitute nor an administrator."""

from enum import StrEnum

from lienthong.spine.actor import Actor
from lienthong.spine.signatures.holders import Holder, HolderKind


class Permission(StrEnum):
    SIGN_FOR_AGENCY = "signatures.sign_for_agency"  # the clerk: Decree 30/2020/NĐ-CP, article 32


def can_use(actor: Actor, holder: Holder) -> bool:
    """A person's key answers to that person, an agency's to its clerk under the agency's own hat."""
    if holder.kind is HolderKind.ACCOUNT:
        return bool(actor.account) and actor.account == holder.code and not actor.acting_for
    return (
        actor.agency == holder.code
        and not actor.acting_for
        and actor.may(Permission.SIGN_FOR_AGENCY, holder.code)
    )
