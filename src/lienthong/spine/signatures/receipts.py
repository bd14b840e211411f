"""A node's word on paper: a statement signed as a detached CMS, which ``openssl cms -verify`` checks without us."""

import contextlib
import os
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Final

from asn1crypto import cms
from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.serialization import pkcs7
from django.conf import settings

_SINCE, _UNTIL = datetime(2019, 1, 1, tzinfo=UTC), datetime(2035, 1, 1, tzinfo=UTC)
_FORM: Final = [pkcs7.PKCS7Options.DetachedSignature, pkcs7.PKCS7Options.Binary]


class NodeKeyMissing(RuntimeError):
    """Nothing is signed in production until the operator sets ``LIENTHONG_NODE_KEY``: key and certificate as PEM."""


@dataclass(frozen=True, slots=True)
class Signed:
    """``signature`` is a CMS in DER, ``certificate`` of the node that made it, in DER."""

    statement: bytes
    signature: bytes
    certificate: bytes


@dataclass(frozen=True, slots=True)
class Signatory:
    """Who made a signature that is sound: the name in its certificate, and that certificate's own digest."""

    name: str
    fingerprint: str


class NotSigned(Exception):
    """The signature is not of this statement, or cannot be read."""


def sign_statement(statement: bytes) -> Signed:
    """With this node's own key. Raises NodeKeyMissing."""
    key, certificate = _node_key()
    builder = pkcs7.PKCS7SignatureBuilder().set_data(statement).add_signer(certificate, key, hashes.SHA256())
    made = builder.sign(serialization.Encoding.DER, _FORM)
    return Signed(statement, made, certificate.public_bytes(serialization.Encoding.DER))


@dataclass(frozen=True, slots=True)
class Voice:
    """The node's key for signatures on XML: ECDSA as r and s side by side (``is_elliptic``), or RSA; with SHA-256."""

    certificate: bytes
    is_elliptic: bool
    sign: Callable[[bytes], bytes]


def node_voice() -> Voice:
    """Raises NodeKeyMissing."""
    key, certificate = _node_key()
    der = certificate.public_bytes(serialization.Encoding.DER)
    if isinstance(key, rsa.RSAPrivateKey):
        return Voice(der, False, lambda content: key.sign(content, padding.PKCS1v15(), hashes.SHA256()))
    return Voice(der, True, lambda content: _side_by_side(key, content))


def _side_by_side(key: ec.EllipticCurvePrivateKey, content: bytes) -> bytes:
    """As XML has it (RFC 4050, RFC 6931); X.509 and CMS have the same two numbers in DER."""
    r, s = decode_dss_signature(key.sign(content, ec.ECDSA(hashes.SHA256())))
    size = (key.key_size + 7) // 8
    return r.to_bytes(size) + s.to_bytes(size)


def check_statement(signed: Signed) -> Signatory:
    """Raises NotSigned. Whether that node is the one it should be is told by the fingerprint."""
    try:
        return _checked(signed)
    except (ValueError, TypeError, KeyError, IndexError, InvalidSignature) as fault:
        raise NotSigned from fault


def _checked(signed: Signed) -> Signatory:
    certificate = x509.load_der_x509_certificate(signed.certificate)
    holder = cms.ContentInfo.load(signed.signature)["content"]["signer_infos"][0]
    if holder["sid"].chosen["serial_number"].native != certificate.serial_number:
        raise NotSigned
    told = {one["type"].native: one["values"][0].native for one in holder["signed_attrs"]}
    if told["message_digest"] != sha256(signed.statement).digest():
        raise NotSigned
    _verify(certificate, holder["signature"].native, holder["signed_attrs"].untag().dump())
    return Signatory(certificate.subject.rfc4514_string(), certificate.fingerprint(hashes.SHA256()).hex())


def _verify(certificate: x509.Certificate, made: bytes, content: bytes) -> None:
    public = certificate.public_key()
    if isinstance(public, ec.EllipticCurvePublicKey):
        public.verify(made, content, ec.ECDSA(hashes.SHA256()))
    elif isinstance(public, rsa.RSAPublicKey):
        public.verify(made, content, padding.PKCS1v15(), hashes.SHA256())
    else:
        raise NotSigned


type _Key = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey


def _node_key() -> tuple[_Key, x509.Certificate]:
    given = settings.LIENTHONG_NODE_KEY
    if not given and settings.LIENTHONG_MODE == "production":
        raise NodeKeyMissing
    pem = given.encode() if given else _demonstration(settings.LIENTHONG_KEYS_DIR / "node-test.pem")
    key = serialization.load_pem_private_key(pem, password=None)
    if not isinstance(key, ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey):
        raise NodeKeyMissing
    return key, x509.load_pem_x509_certificate(pem)


def _demonstration(path: Path) -> bytes:
    """Made once; who comes second reads what the first has linked into place."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".") as made:
            made.write(_new_pair())
            made.flush()
            os.fchmod(made.fileno(), 0o600)
            with contextlib.suppress(FileExistsError):
                os.link(made.name, path)
    return path.read_bytes()


def _new_pair() -> bytes:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name(
        [x509.NameAttribute(x509.NameOID.COMMON_NAME, f"THỬ NGHIỆM {settings.LIENTHONG_PROVINCE}")]
    )
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(_SINCE)
        .not_valid_after(_UNTIL)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    form = (serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    return key.private_bytes(serialization.Encoding.PEM, *form) + made.public_bytes(
        serialization.Encoding.PEM
    )
