"""Where keys answer: the port that every kind of key implements, and the one whose key lies in our memory."""

from dataclasses import dataclass
from typing import Final, Protocol

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa

DIGEST: Final = "sha256"
WEAKEST_RSA: Final = 3072  # bits; OWASP ASVS 5.0, 11.2.3


class Token(Protocol):
    """A key that signs when asked. ``certificate`` is DER, ``chain`` what lies between it and an anchor.

    ``sign`` gets the bytes to be signed, never their digest: hashing is the token's. Raises a TokenRefused.
    """

    @property
    def certificate(self) -> bytes: ...
    @property
    def chain(self) -> tuple[bytes, ...]: ...
    def sign(self, content: bytes) -> bytes: ...


@dataclass(frozen=True, slots=True)
class OpenKey:
    """A key held in memory, read once: reading an RSA key anew for each paper costs more than signing it."""

    certificate: bytes
    private: ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey
    chain: tuple[bytes, ...] = ()

    @classmethod
    def of(cls, certificate: bytes, key: bytes, chain: tuple[bytes, ...] = ()) -> "OpenKey":
        """``key`` is PKCS #8 in DER. Raises ValueError for a kind of key that we do not sign with."""
        private = serialization.load_der_private_key(key, password=None)
        if isinstance(private, rsa.RSAPrivateKey) and private.key_size < WEAKEST_RSA:
            raise ValueError(f"RSA below {WEAKEST_RSA} bits")
        if not isinstance(private, ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey):
            raise ValueError("neither RSA nor an elliptic curve")
        return cls(certificate, private, chain)

    def sign(self, content: bytes) -> bytes:
        if isinstance(self.private, rsa.RSAPrivateKey):
            return self.private.sign(content, padding.PKCS1v15(), hashes.SHA256())
        return self.private.sign(content, ec.ECDSA(hashes.SHA256()))
