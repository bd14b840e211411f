"""Which certificates of a stranger's file an issuer can be asked about (OCSP). Runs confined, like what judges it."""

import base64
from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import Final

from asn1crypto import cms
from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.ocsp import OCSPRequestBuilder
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.general import extract_certificate_info
from pyhanko.sign.validation import EmbeddedPdfSignature
from pyhanko.sign.validation.generic_cms import extract_tst_data_iter

from lienthong.spine.signatures.trust import Trust
from lienthong.spine.signatures.xml_frame import DS, XADES, parsed

MOST: Final = 8
type Question = tuple[bytes, bytes]
"""An issuer's certificate and the request that it understands (RFC 6960), DER."""


def questions(content: bytes, trust: Trust, *, is_xml: bool) -> list[Question]:
    """About whatever the file brings and one of ours has issued. Never raises: what cannot be read asks nothing."""
    try:
        brought = list(_of_xml(content) if is_xml else _of_pdf(content))
    except Exception:  # whatever a hostile file does to its readers
        return []
    return list(dict.fromkeys(_asked([*trust.between, *brought], trust)))[:MOST]


def _of_pdf(content: bytes) -> Iterator[bytes]:
    for signature in PdfFileReader(BytesIO(content)).embedded_signatures:
        yield from _of_signed(signature.signed_data)
        yield from _of_stamps(signature)


def _of_stamps(signature: EmbeddedPdfSignature) -> Iterator[bytes]:
    for token in extract_tst_data_iter(signature.signer_info, signed=False):
        yield from _of_signed(token)


def _of_signed(signed: cms.SignedData) -> Iterator[bytes]:
    found = extract_certificate_info(signed)
    yield from (one.dump() for one in (found.signer_cert, *found.other_certs))


def _of_xml(content: bytes) -> Iterator[bytes]:
    root = parsed(content)
    for one in root.iter(f"{DS}X509Certificate"):
        yield base64.b64decode(one.text or "")
    for one in root.iter(f"{XADES}EncapsulatedTimeStamp"):
        yield from _of_signed(cms.ContentInfo.load(base64.b64decode(one.text or ""))["content"])


def _asked(certificates: Iterable[bytes], trust: Trust) -> Iterator[Question]:
    ours = [x509.load_der_x509_certificate(der) for der in (*trust.anchors, *trust.between)]
    for der in dict.fromkeys(certificates):
        certificate = x509.load_der_x509_certificate(der)
        for issuer in ours:
            if certificate.subject != certificate.issuer and _has_issued(issuer, certificate):
                request = OCSPRequestBuilder().add_certificate(certificate, issuer, SHA1()).build()  # noqa: S303 - names, as RFC 6960 has them
                yield issuer.public_bytes(Encoding.DER), request.public_bytes(Encoding.DER)


def _has_issued(issuer: x509.Certificate, certificate: x509.Certificate) -> bool:
    """Really, not by its own word: nobody is asked about what anybody may have made up."""
    try:
        certificate.verify_directly_issued_by(issuer)
    except (ValueError, TypeError, InvalidSignature):
        return False
    return True
