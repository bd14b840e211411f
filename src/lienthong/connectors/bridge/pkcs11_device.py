"""A device that speaks PKCS #11: the maker's library is named when the program starts."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Final

import pkcs11
from pkcs11 import Attribute, KeyType, Mechanism, ObjectClass, TokenFlag
from pkcs11.exceptions import PinIncorrect, PinLenRange, PinLocked, PKCS11Error
from pkcs11.util.ec import encode_ecdsa_signature

from lienthong.connectors.bridge.program import DeviceFault, Found
from lienthong.spine.signatures.trust import holder_of

_FAULTS: Final[tuple[tuple[type[Exception], str], ...]] = (
    (PinLocked, "LOCKED"),
    (PinIncorrect, "WRONG_PIN"),
    (PinLenRange, "WRONG_PIN"),
    (PKCS11Error, "FAILED"),
)


class Pkcs11Device:
    """All tokens that the library sees. One session signs a whole batch: parallel ones fail on common tokens."""

    def __init__(self, library: str) -> None:
        self._library = pkcs11.lib(library)

    def certificates(self) -> Sequence[Found]:
        return [found for _, found in self._all()]

    def sign(self, certificate: str, pin: str, contents: Sequence[bytes]) -> Iterator[bytes]:
        token = next((token for token, found in self._all() if found.id == certificate), None)
        if token is None:
            raise DeviceFault("NO_DEVICE")
        with _faults_told(), token.open(user_pin=pin) as session:
            key = session.get_key(
                object_class=ObjectClass.PRIVATE_KEY, id=bytes.fromhex(certificate.split(":")[1])
            )
            for content in contents:
                yield _signed(key, content)

    def _all(self) -> Iterator[tuple[Any, Found]]:
        for token in self._library.get_tokens():
            if not token.flags & TokenFlag.TOKEN_INITIALIZED:
                continue
            with token.open() as session:
                for held in session.get_objects({Attribute.CLASS: ObjectClass.CERTIFICATE}):
                    der = bytes(held[Attribute.VALUE])
                    name = f"{bytes(token.serial).hex()}:{bytes(held[Attribute.ID]).hex()}"
                    yield token, Found(name, holder_of(der).name, der)


def _signed(key: Any, content: bytes) -> bytes:
    """SHA-256 throughout. The hash of a curve's key is made here: few tokens make it themselves."""
    if key.key_type == KeyType.RSA:
        return bytes(key.sign(content, mechanism=Mechanism.SHA256_RSA_PKCS))
    from hashlib import sha256

    return bytes(encode_ecdsa_signature(key.sign(sha256(content).digest(), mechanism=Mechanism.ECDSA)))


@contextmanager
def _faults_told() -> Iterator[None]:
    try:
        yield
    except PKCS11Error as fault:
        told = next(word for kind, word in _FAULTS if isinstance(fault, kind))
        raise DeviceFault(told) from fault
