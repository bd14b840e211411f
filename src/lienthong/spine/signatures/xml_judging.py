"""Judges the signatures of an XML (XML-DSig, XAdES). Runs confined: files from strangers are hostile."""

import base64
import dataclasses
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from typing import Any, Final

from asn1crypto import cms
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding
from lxml import etree
from lxml.etree import _Element as Element
from pyhanko.sign.ades.report import AdESPassed
from pyhanko.sign.validation.ades import ades_timestamp_validation
from signxml.algorithms import CanonicalizationMethod
from signxml.exceptions import InvalidDigest, InvalidInput, InvalidSignature
from signxml.verifier import SignatureConfiguration, VerifyResult, XMLVerifier

from lienthong.spine.signatures import errors
from lienthong.spine.signatures.judging import AGAINST, INDICATED, now_at, spec_of
from lienthong.spine.signatures.trust import Trust, checked_path, context_for, holder_of, run
from lienthong.spine.signatures.verdicts import Reason, Report, SignatureReport, Verdict
from lienthong.spine.signatures.xml_frame import (
    DS,
    MOST_REFERENCES,
    MOST_SIGNATURES,
    XADES,
    Defines,
    Frame,
    Utf8,
    framed,
    parsed,
)

_WEAKEST_RSA: Final = 2048
_REFUSED: Final[dict[type[errors.CertificateRefused], tuple[Reason, Reason]]] = {
    errors.CertificateRevoked: (Reason.REVOKED_LATER, Reason.REVOKED),
    errors.CertificateExpired: (Reason.EXPIRED, Reason.EXPIRED),
    errors.CertificateUntrusted: (Reason.UNTRUSTED, Reason.UNTRUSTED),
    errors.CertificateUnfit: (Reason.UNFIT, Reason.UNFIT),
    errors.CertificateDisowned: (Reason.STATUS_UNKNOWN, Reason.STATUS_UNKNOWN),
    errors.StatusUnknown: (Reason.STATUS_UNKNOWN, Reason.STATUS_UNKNOWN),
}
"""What a refusal says of a signature whose time is not proven, and of one whose time is."""
_DIGESTS: Final[dict[str, Any]] = {
    "http://www.w3.org/2001/04/xmlenc#sha256": hashes.SHA256(),
    "http://www.w3.org/2001/04/xmlenc#sha512": hashes.SHA512(),
    "sha256": hashes.SHA256(),
    "sha512": hashes.SHA512(),
}


def judge_xml(content: bytes, trust: Trust, *, at: datetime) -> Report:
    """Never raises: what cannot be read is a reason. ``at`` is technical time."""
    try:
        root = parsed(content)
        frames = list(framed(root))
    except Defines:
        return Report(faults=(Reason.DOCTYPE,))
    except Exception:  # whatever a hostile file does to its readers, the answer is a doubt
        return Report(faults=(Reason.UNREADABLE,))
    if len(frames) > MOST_SIGNATURES or any(len(one.references) >= MOST_REFERENCES for one in frames):
        return Report(faults=(Reason.TOO_MUCH_WORK,))
    return Report(tuple(_judge_one(root, place, one, trust, at) for place, one in enumerate(frames)))


def _judge_one(root: Element, place: int, frame: Frame, trust: Trust, at: datetime) -> SignatureReport:
    bare = SignatureReport(str(frame.signature.get("Id", "")), Verdict.UNKNOWN, is_test=trust.is_test)
    try:
        return _judged(bare, root, place, frame, trust, at)
    except Exception:  # as above
        reasons = frame.reasons or (Reason.UNREADABLE,)
        return dataclasses.replace(bare, verdict=_verdict(reasons), reasons=reasons)


def _judged(
    bare: SignatureReport, root: Element, place: int, frame: Frame, trust: Trust, at: datetime
) -> SignatureReport:
    """Frame first; the key is asked only about a frame that every reader takes alike; names come from its answer."""
    if set(frame.reasons) - {Reason.PART_ONLY}:
        return dataclasses.replace(bare, verdict=_verdict(frame.reasons), reasons=frame.reasons)
    certificates = _certificates(frame.signature)
    if not certificates:
        return dataclasses.replace(bare, reasons=(Reason.OTHER_KIND,))
    told, signed = _described(bare, certificates[0]), _opened(root, place, certificates[0])
    if isinstance(signed, Reason):
        return dataclasses.replace(told, verdict=_verdict((signed,)), reasons=(signed,))
    properties = next((one.signed_xml for one in signed if _is_properties(one)), None)
    stamped, doubts = _stamped(frame.signature, trust, at)
    reasons = (
        *frame.reasons,
        *_certificate_reasons(certificates[0], properties),
        *doubts,
        *_path_reasons(certificates, trust, at, stamped),
    )
    if proofs := tuple(reason for reason in reasons if reason in AGAINST):
        reasons = proofs
    return dataclasses.replace(
        told,
        verdict=_verdict(reasons),
        reasons=tuple(dict.fromkeys(reasons)),
        claimed_at=_claimed(properties),
        stamped_at=stamped,
        level="B-B" if stamped is None else "B-T",
        is_last_word=True,
        signed=tuple(signed[place].signed_data.decode() for place in frame.signed),
    )


def _verdict(reasons: tuple[Reason, ...]) -> Verdict:
    if set(reasons) & AGAINST:
        return Verdict.INVALID
    return Verdict.UNKNOWN if reasons else Verdict.VALID


class _Verifier(Utf8, XMLVerifier):
    """Of the library, for one signature of several."""

    def __init__(self, place: int) -> None:
        self._place = place

    def _get_signature(self, root: Element) -> Element:
        return list(root.iter(f"{DS}Signature"))[self._place]


def _opened(root: Element, place: int, certificate: x509.Certificate) -> list[VerifyResult] | Reason:
    """What was signed, reference by reference, or why it does not hold. Whose key it is and whether its certificate
    was good at the time is for others to say: therefore a time at which it was."""
    asked = SignatureConfiguration(
        expect_references=True,
        verification_time=certificate.not_valid_before_utc,
        default_reference_c14n_method=CanonicalizationMethod.CANONICAL_XML_1_0,
    )
    try:
        found = _Verifier(place).verify(
            etree.tostring(root, encoding="UTF-8"), x509_cert=certificate, expect_config=asked
        )
    except InvalidDigest:
        return Reason.CHANGED
    except InvalidSignature:
        return Reason.FORGED
    except (InvalidInput, etree.DocumentInvalid):
        return Reason.MALFORMED
    return found if isinstance(found, list) else [found]


def _certificates(signature: Element) -> list[x509.Certificate]:
    """The signer's first: the one that has issued none of the others."""
    told = [one.text or "" for one in signature.iterfind(f"{DS}KeyInfo/{DS}X509Data/{DS}X509Certificate")]
    found = [x509.load_der_x509_certificate(base64.b64decode(text)) for text in told[:10]]
    issuers = {one.issuer.public_bytes() for one in found if one.issuer != one.subject}
    return sorted(found, key=lambda one: one.subject.public_bytes() in issuers)


def _is_properties(result: VerifyResult) -> bool:
    return result.signed_xml is not None and result.signed_xml.tag == f"{XADES}SignedProperties"


def _certificate_reasons(certificate: x509.Certificate, properties: Element | None) -> Iterator[Reason]:
    """The key must be strong enough, and the certificate the one that the signer named, where he named one."""
    public = certificate.public_key()
    if isinstance(public, rsa.RSAPublicKey) and public.key_size < _WEAKEST_RSA:
        yield Reason.WEAK
    if properties is None:
        return
    path = f"{XADES}SignedSignatureProperties/{XADES}SigningCertificate"
    for named in [*properties.iterfind(f"{path}V2"), *properties.iterfind(path)]:
        digest = named.find(f"{XADES}Cert/{XADES}CertDigest")
        method = None if digest is None else digest.find(f"{DS}DigestMethod")
        algorithm = _DIGESTS.get("" if method is None else str(method.get("Algorithm")))
        if digest is None or algorithm is None:
            yield Reason.OTHER_KIND
        elif base64.b64decode(digest.findtext(f"{DS}DigestValue", "")) != certificate.fingerprint(algorithm):
            yield Reason.FORGED


def _path_reasons(
    certificates: list[x509.Certificate], trust: Trust, at: datetime, proven: datetime | None
) -> Iterator[Reason]:
    """As of a PDF: each certificate needs an answer about its status, at the proven time where there is one."""
    ders = [one.public_bytes(Encoding.DER) for one in certificates]
    believed = trust.knowing(ders[1:])
    if proven is not None and proven < certificates[0].not_valid_before_utc:
        yield Reason.NOT_YET_VALID
        return
    try:
        checked_path(ders[0], context_for(believed, proven or at, looking_back=proven is not None))
    except errors.CertificateRefused as refusal:
        yield _REFUSED[type(refusal)][proven is not None]


def _stamped(signature: Element, trust: Trust, at: datetime) -> tuple[datetime | None, tuple[Reason, ...]]:
    """The proven time, or why the time-stamp that is there proves none."""
    path = (
        f"{DS}Object/{XADES}QualifyingProperties/{XADES}UnsignedProperties/{XADES}UnsignedSignatureProperties"
    )
    stamp = signature.find(f"{path}/{XADES}SignatureTimeStamp")
    if stamp is None:
        return None, ()
    try:
        told = base64.b64decode(stamp.findtext(f"{XADES}EncapsulatedTimeStamp", ""))
        token = cms.ContentInfo.load(told)["content"]
        info = token["encap_content_info"]["content"].parsed
        content = stamped_bytes(signature, stamp)
        asked = partial(hashed, content)
        found = run(ades_timestamp_validation(token, spec_of(trust), asked, timing_info=now_at(at)))
    except Exception:  # as above: a stamp that cannot be read proves nothing
        return None, (Reason.TIME_UNSURE,)
    if found.ades_subindic != AdESPassed.OK:
        return None, (INDICATED.get(found.ades_subindic, Reason.TIME_UNSURE),)
    proven: datetime = info["gen_time"].native
    return proven, ()


def hashed(content: bytes, algorithm: str) -> bytes:
    """Raises KeyError for what no longer proves anything."""
    digest = hashes.Hash(_DIGESTS[algorithm])
    digest.update(content)
    return digest.finalize()


def stamped_bytes(signature: Element, stamp: Element) -> bytes:
    """What a time-stamp of a signature stamps: its value, canonical as the stamp says. Raises KeyError."""
    method = stamp.find(f"{DS}CanonicalizationMethod")
    is_exclusive = {
        "http://www.w3.org/2001/10/xml-exc-c14n#": True,
        "http://www.w3.org/TR/2001/REC-xml-c14n-20010315": False,
    }["http://www.w3.org/TR/2001/REC-xml-c14n-20010315" if method is None else str(method.get("Algorithm"))]
    value = signature.find(f"{DS}SignatureValue")
    return bytes(etree.tostring(value, method="c14n", exclusive=is_exclusive, with_comments=False))


def _claimed(properties: Element | None) -> datetime | None:
    path = f"{XADES}SignedSignatureProperties/{XADES}SigningTime"
    told = "" if properties is None else properties.findtext(path, "")
    try:
        claimed = datetime.fromisoformat(told.strip())
    except ValueError:
        return None
    return claimed if claimed.tzinfo else claimed.replace(tzinfo=UTC)


def _described(bare: SignatureReport, certificate: x509.Certificate) -> SignatureReport:
    holder = holder_of(certificate.public_bytes(Encoding.DER))
    return dataclasses.replace(
        bare,
        signer=holder.name,
        organisation=holder.organisation,
        issuer=holder.issuer,
        serial=holder.serial,
    )
