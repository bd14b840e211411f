"""Officers whom a simulated year invents: cases lie with them, and nobody can sign in as them."""

from typing import Final

SIGN: Final = "mp."
"""How the account of one begins, and no real one does: those have no point."""


def is_invented(account: str) -> bool:
    return account.startswith(SIGN)
