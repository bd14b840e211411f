from enum import StrEnum

from lienthong.spine.actor import Actor


class Permission(StrEnum):
    SEE = "accounts.see"
    MANAGE = "accounts.manage"
    SEE_LETTERS = "accounts.see_letters"


def can_close(actor: Actor, account: str) -> bool:
    """Nobody closes the account they act with."""
    return actor.may(Permission.MANAGE) and actor.account != account
