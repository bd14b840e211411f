"""A certificate authority, its lists and answers about status, a time-stamp authority: for tests and demonstration.

Everything it makes says THỬ NGHIỆM in its name and is valid from 2019 to 2035. It misbehaves on command: ``revoke``
a certificate, let the lists grow old (``lists_from``), let the time-stamps (``fault``) or the answers
about single certificates (``status_fault``) fail.
"""

import json
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Literal

from asn1crypto import algos, cms, core, tsp
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509 import ocsp
from cryptography.x509.oid import AuthorityInformationAccessOID, ExtendedKeyUsageOID, NameOID

from lienthong.spine import clock
from lienthong.spine.signatures.trust import Trust

SINCE, UNTIL = datetime(2019, 1, 1, tzinfo=UTC), datetime(2035, 12, 31, tzinfo=UTC)
TEST_MARK = "THỬ NGHIỆM"
LISTS_LIVE, LISTS_AGE = timedelta(days=7), timedelta(hours=12)
type Private = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey
type Purpose = Literal["sign", "time", "ca"]
_POLICY = "1.3.6.1.4.1.4146.2.2"


@dataclass(frozen=True, slots=True)
class Issued:
    """A certificate with its key."""

    certificate: x509.Certificate
    key: Private

    @property
    def der(self) -> bytes:
        return self.certificate.public_bytes(serialization.Encoding.DER)

    @property
    def key_der(self) -> bytes:
        form = (serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        return self.key.private_bytes(serialization.Encoding.DER, *form)


class FakeAuthority:
    """A root, an authority below it that issues to people and agencies, and a time-stamp authority."""

    def __init__(self) -> None:
        root_key = new_key()
        self.root = Issued(_certificate("Root", root_key, root_key, None, purpose="ca"), root_key)
        self.issuing = self.issue("CA", by=self.root, purpose="ca")
        self.time = self.issue("TSA", purpose="time")
        self.revoked: dict[int, datetime] = {}
        self.lists_from: datetime | None = None
        self.fault = ""
        self.status_fault = ""

    def issue(
        self,
        name: str,
        organisation: str = "",
        *,
        key: Private | None = None,
        by: Issued | None = None,
        purpose: Purpose = "sign",
        since: datetime = SINCE,
        until: datetime = UNTIL,
    ) -> Issued:
        """A new certificate for ``name`` (of ``organisation``), from the issuing authority unless another is named."""
        key = key or new_key()
        issuer = by or self.issuing
        made = _certificate(
            name, key, issuer.key, issuer.certificate, organisation, purpose=purpose, since=since, until=until
        )
        return Issued(made, key)

    def revoke(self, issued: x509.Certificate, at: datetime | None = None) -> None:
        self.revoked[issued.serial_number] = at or clock.real_now()

    def trust(self) -> Trust:
        """What a signer or a verifier is given: the anchor, what lies between, fresh lists."""
        return Trust(
            anchors=(self.root.der,), between=(self.issuing.der,), lists=tuple(self.lists()), is_test=True
        )

    def lists(self) -> Iterable[bytes]:
        for authority in (self.root, self.issuing):
            yield self._list(authority)

    def answer_time(self, request: bytes) -> bytes:
        """RFC 3161, request to answer. ``fault`` "reject" refuses, "wrong" stamps something else."""
        asked = tsp.TimeStampReq.load(request)
        if self.fault == "reject":
            status = tsp.PKIStatusInfo({"status": "rejection"})
            return bytes(tsp.TimeStampResp({"status": status}).dump())
        token = _token(asked, self.time, clock.real_now(), is_wrong=self.fault == "wrong")
        status = tsp.PKIStatusInfo({"status": "granted"})
        return bytes(tsp.TimeStampResp({"status": status, "time_stamp_token": token}).dump())

    def answer_status(self, request: bytes) -> bytes:
        """RFC 6960, request to answer. ``status_fault``: "unknown", "old", "wrong signer"."""
        asked = ocsp.load_der_ocsp_request(request)
        own = {_key_hash(one): one for one in (self.root, self.issuing)}
        issuer = own.get(asked.issuer_key_hash)
        if issuer is None:
            refused = ocsp.OCSPResponseBuilder.build_unsuccessful(ocsp.OCSPResponseStatus.UNAUTHORIZED)
            return refused.public_bytes(serialization.Encoding.DER)
        made = clock.real_now() - (2 * LISTS_LIVE if self.status_fault == "old" else timedelta(0))
        revoked = self._revoked().get(asked.serial_number)
        status = ocsp.OCSPCertStatus.REVOKED if revoked else ocsp.OCSPCertStatus.GOOD
        is_unknown = self.status_fault == "unknown"
        builder = ocsp.OCSPResponseBuilder().add_response_by_hash(
            issuer_name_hash=asked.issuer_name_hash,
            issuer_key_hash=asked.issuer_key_hash,
            serial_number=asked.serial_number,
            algorithm=asked.hash_algorithm,
            cert_status=ocsp.OCSPCertStatus.UNKNOWN if is_unknown else status,
            this_update=made,
            next_update=made + LISTS_LIVE,
            revocation_time=None if is_unknown else revoked,
            revocation_reason=x509.ReasonFlags.key_compromise if revoked and not is_unknown else None,
        )
        by = _impostor(issuer) if self.status_fault == "wrong signer" else issuer
        encoding = ocsp.OCSPResponderEncoding
        named = builder.responder_id(encoding.HASH if by is issuer else encoding.NAME, by.certificate)
        return named.sign(by.key, hashes.SHA256()).public_bytes(serialization.Encoding.DER)

    def _revoked(self) -> dict[int, datetime]:
        return self.revoked

    def _list(self, authority: Issued) -> bytes:
        made = self.lists_from or clock.real_now() - LISTS_AGE
        builder = (
            x509.CertificateRevocationListBuilder()
            .issuer_name(authority.certificate.subject)
            .last_update(made)
            .next_update(made + LISTS_LIVE)
            .add_extension(x509.CRLNumber(int(made.timestamp())), critical=False)
            .add_extension(_key_name(authority.key), critical=False)
        )
        for serial, at in self._revoked().items():
            revoked = x509.RevokedCertificateBuilder().serial_number(serial).revocation_date(at)
            reason = x509.CRLReason(x509.ReasonFlags.key_compromise)
            builder = builder.add_revoked_certificate(revoked.add_extension(reason, critical=False).build())
        return builder.sign(authority.key, hashes.SHA256()).public_bytes(serialization.Encoding.DER)


class KeptAuthority(FakeAuthority):
    """The demonstration's: kept in ``folder``, made there once, so that every process has the same."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.folder = folder
        if not (folder / "whole").exists():
            self._keep()
        self.root, self.issuing, self.time = (_read(folder, name) for name in ("root", "issuing", "time"))

    def revoke(self, issued: x509.Certificate, at: datetime | None = None) -> None:
        super().revoke(issued, at)
        told = {str(serial): when.isoformat() for serial, when in self.revoked.items()}
        new = self.folder / f"revoked.{secrets.token_hex(4)}"
        new.write_text(json.dumps(told), encoding="utf-8")
        new.replace(self.folder / "revoked.json")  # whole, whoever reads meanwhile

    def _revoked(self) -> dict[int, datetime]:
        """Whatever any process has revoked."""
        path = self.folder / "revoked.json"
        told = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
        self.revoked = {int(serial): datetime.fromisoformat(when) for serial, when in told.items()}
        return self.revoked

    def _keep(self) -> None:
        """Under another name first: whoever comes meanwhile finds all of it or nothing."""
        self.folder.parent.mkdir(parents=True, exist_ok=True)
        made = self.folder.with_name(f"{self.folder.name}.{secrets.token_hex(8)}")
        made.mkdir(mode=0o700)
        for name, issued in (("root", self.root), ("issuing", self.issuing), ("time", self.time)):
            (made / f"{name}.crt").write_bytes(issued.der)
            (made / f"{name}.key").write_bytes(issued.key_der)
        (made / "whole").touch()
        try:
            made.rename(self.folder)
        except OSError:  # another process was first: its authority is the one
            for path in made.iterdir():
                path.unlink()
            made.rmdir()


def new_key(kind: Literal["P-256", "RSA-3072"] = "P-256") -> Private:
    if kind == "P-256":
        return ec.generate_private_key(ec.SECP256R1())
    return rsa.generate_private_key(public_exponent=65537, key_size=3072)


def _read(folder: Path, name: str) -> Issued:
    certificate = x509.load_der_x509_certificate((folder / f"{name}.crt").read_bytes())
    key = serialization.load_der_private_key((folder / f"{name}.key").read_bytes(), password=None)
    assert isinstance(key, ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey)  # noqa: S101 - we wrote it
    return Issued(certificate, key)


def _certificate(
    name: str,
    key: Private,
    issuer_key: Private,
    issuer: x509.Certificate | None,
    organisation: str = "",
    *,
    purpose: Purpose,
    since: datetime = SINCE,
    until: datetime = UNTIL,
) -> x509.Certificate:
    subject = _name(name if purpose == "sign" else f"Lienthong {name} {TEST_MARK}", organisation)
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer.subject if issuer else subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(since)
        .not_valid_after(until)
        .add_extension(x509.BasicConstraints(ca=purpose == "ca", path_length=None), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(_key_name(issuer_key), critical=False)
        .add_extension(_usage(purpose), critical=True)
    )
    if issuer is not None:
        address = x509.UniformResourceIdentifier("http://ocsp.thu-nghiem.invalid/")
        answers = x509.AccessDescription(AuthorityInformationAccessOID.OCSP, address)
        builder = builder.add_extension(x509.AuthorityInformationAccess([answers]), critical=False)
    if purpose == "time":
        usage = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
        builder = builder.add_extension(usage, critical=True)
    return builder.sign(issuer_key, hashes.SHA256())


def _impostor(issuer: Issued) -> Issued:
    """Another key under the same name."""
    name = str(issuer.certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)[0].value)
    key = new_key()
    return Issued(_certificate(name, key, key, None, purpose="sign"), key)


def _key_hash(issued: Issued) -> bytes:
    """As requests name an issuer: SHA-1 of its key, a name and no proof."""
    digest: bytes = x509.SubjectKeyIdentifier.from_public_key(issued.key.public_key()).digest
    return digest


def _name(name: str, organisation: str) -> x509.Name:
    parts = [
        (NameOID.COUNTRY_NAME, "VN"),
        (NameOID.ORGANIZATION_NAME, organisation or f"Lienthong {TEST_MARK}"),
    ]
    return x509.Name([x509.NameAttribute(oid, value) for oid, value in [*parts, (NameOID.COMMON_NAME, name)]])


def _key_name(key: Private) -> x509.AuthorityKeyIdentifier:
    return x509.AuthorityKeyIdentifier.from_issuer_public_key(key.public_key())


def _usage(purpose: Purpose) -> x509.KeyUsage:
    is_ca = purpose == "ca"
    return x509.KeyUsage(
        digital_signature=not is_ca,
        content_commitment=purpose == "sign",
        key_cert_sign=is_ca,
        crl_sign=is_ca,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )


def _token(asked: tsp.TimeStampReq, authority: Issued, now: datetime, *, is_wrong: bool) -> cms.ContentInfo:
    imprint = asked["message_imprint"].copy()
    if is_wrong:
        imprint["hashed_message"] = secrets.token_bytes(len(imprint["hashed_message"].native))
    told = {
        "version": "v1",
        "policy": _POLICY,
        "message_imprint": imprint,
        "serial_number": secrets.randbits(63),
        "gen_time": core.GeneralizedTime(now.replace(microsecond=0)),
    }
    if asked["nonce"].native is not None:
        told["nonce"] = asked["nonce"]
    return _signed(tsp.TSTInfo(told).dump(), authority)


def _signed(content: bytes, authority: Issued) -> cms.ContentInfo:
    """The CMS around a time-stamp: ECDSA or RSA with SHA-256, the authority's certificate inside."""
    certificate = asn1_x509.Certificate.load(authority.der)
    attributes = cms.CMSAttributes(
        [
            _attribute("content_type", "tst_info"),
            _attribute("message_digest", _digest(content)),
            _attribute("signing_certificate_v2", _signing_certificate(authority.der)),
        ]
    )
    signer = {
        "version": "v1",
        "sid": cms.SignerIdentifier(
            "issuer_and_serial_number",
            {"issuer": certificate.issuer, "serial_number": certificate.serial_number},
        ),
        "digest_algorithm": {"algorithm": "sha256"},
        "signed_attrs": attributes,
        "signature_algorithm": {"algorithm": "sha256_ecdsa"},
        "signature": _sign(authority.key, attributes.untag().dump()),
    }
    signed = {
        "version": "v3",
        "digest_algorithms": [{"algorithm": "sha256"}],
        "encap_content_info": {"content_type": "tst_info", "content": cms.ParsableOctetString(content)},
        "certificates": [certificate],
        "signer_infos": [signer],
    }
    return cms.ContentInfo({"content_type": "signed_data", "content": cms.SignedData(signed)})


def _attribute(kind: str, value: object) -> cms.CMSAttribute:
    return cms.CMSAttribute({"type": kind, "values": (value,)})


def _signing_certificate(der: bytes) -> tsp.SigningCertificateV2:
    named = {"hash_algorithm": algos.DigestAlgorithm({"algorithm": "sha256"}), "cert_hash": _digest(der)}
    return tsp.SigningCertificateV2({"certs": [tsp.ESSCertIDv2(named)]})


def _digest(content: bytes) -> bytes:
    digest = hashes.Hash(hashes.SHA256())
    digest.update(content)
    return digest.finalize()


def _sign(key: Private, content: bytes) -> bytes:
    assert isinstance(key, ec.EllipticCurvePrivateKey)  # noqa: S101 - our own time-stamp authority's
    return key.sign(content, ec.ECDSA(hashes.SHA256()))
