"""How a number is found without being kept in clear."""

from lienthong.domain.parties.models.details import CIPHER_USE
from lienthong.domain.parties.rules.numbers import kinds_of, normal
from lienthong.domain.parties.rules.vocabulary import IdentifierKind
from lienthong.spine import cipher

_PER_COUNTRY = (IdentifierKind.PASSPORT, IdentifierKind.FOREIGN)


def digest_of(kind: IdentifierKind, number: str, country: str = "VN") -> bytes:
    """Passports of two countries may bear one number; all else is numbered by this State alone."""
    place = f"{country}:" if kind in _PER_COUNTRY else ""
    return cipher.digest(f"{kind.value}:{place}{number}", use=CIPHER_USE)


def digests_of(typed: str) -> list[bytes]:
    """Of every number that what was typed could be, of this State."""
    return [digest_of(kind, normal(kind, typed)) for kind in kinds_of(typed)]
