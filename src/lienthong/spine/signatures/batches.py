"""Many papers, one key, one PIN: each paper has its own outcome, and one refusal stops no other."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from lienthong.spine.errors import Refusal
from lienthong.spine.signatures.signing import Helpers, Wish, sign
from lienthong.spine.signatures.tokens import Token


@dataclass(frozen=True, slots=True)
class Sheet:
    """``name`` is the caller's own word for the paper."""

    name: str
    paper: bytes
    wish: Wish


@dataclass(frozen=True, slots=True)
class Outcome:
    """``signed`` is empty when it was refused."""

    name: str
    signed: bytes = b""
    refusal: Refusal | None = None


def sign_each(sheets: Iterable[Sheet], token: Token, helpers: Helpers, *, at: datetime) -> Iterator[Outcome]:
    """One after the other, each told as soon as it is done; ``at`` is technical time."""
    for sheet in sheets:
        try:
            yield Outcome(sheet.name, sign(sheet.paper, sheet.wish, token, helpers, at=at))
        except Refusal as refusal:
            yield Outcome(sheet.name, refusal=refusal)
