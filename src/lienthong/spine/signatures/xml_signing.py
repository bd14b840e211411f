"""Making an XML signature (XAdES): enveloped, SHA-256, in the one canonical form that other verifiers take as well.

Inclusive C14N 1.0 throughout: with the exclusive form the library's XAdES is refused by xmlsec1 and by itself.
"""

import base64
from datetime import datetime
from typing import Any, Final

from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509 import load_der_x509_certificate
from lxml import etree
from lxml.etree import _Element as Element
from signxml.algorithms import CanonicalizationMethod, DigestAlgorithm, SignatureMethod
from signxml.exceptions import SignXMLException
from signxml.xades.xades import XAdESDataObjectFormat, XAdESSigner

from lienthong.spine.signatures.errors import NoXml, TokenSilent
from lienthong.spine.signatures.signing import AskTime, Helpers, is_of, refusing_without_time, time_clerk
from lienthong.spine.signatures.tokens import DIGEST, Token
from lienthong.spine.signatures.trust import checked_path, context_for, run
from lienthong.spine.signatures.xml_frame import DS, EXCLUSIVE, XADES, Defines, Utf8, parsed
from lienthong.spine.signatures.xml_judging import hashed, stamped_bytes

PLACE: Final = "placeholder"
"""``Id`` of an empty ``ds:Signature`` in a document that wants its signature there; else it comes last in the root."""


def sign_xml(document: bytes, token: Token, helpers: Helpers, *, at: datetime, part: str = "") -> bytes:
    """The document with a signature over it, or over the element whose ``Id`` is ``part``; ``at`` is technical time.

    As with a PDF the certificate's status and whole path are checked before the key is asked: raises a
    CertificateRefused, NoXml, NoTime, and what the token raises.
    """
    trust = helpers.trust
    believed = trust.knowing(token.chain)
    checked_path(token.certificate, context_for(believed, at, ask=helpers.ask_status))
    try:
        signed = _signed(parsed(document), token, at, part)
    except (Defines, SyntaxError, SignXMLException) as fault:
        raise NoXml from fault
    if helpers.ask_time:
        _stamp(_newest(signed, token), helpers.ask_time)
    return bytes(etree.tostring(signed, xml_declaration=True, encoding="UTF-8"))


def _signed(root: Element, token: Token, at: datetime, part: str) -> Element:
    key = _Key(token)
    chain = [load_der_x509_certificate(der) for der in (token.certificate, *token.chain)]
    method = SignatureMethod.RSA_SHA256 if key.is_rsa else SignatureMethod.ECDSA_SHA256
    signer = _Signer(at, method)
    made: Element = signer.sign(
        root,
        key=key,  # type: ignore[arg-type]  # it is asked for a signature and for its size, nothing else
        cert=chain,
        always_add_key_value=False,
        reference_uri=[f"#{part}"] if part else None,
    )
    return made


class _Signer(Utf8, XAdESSigner):
    """The library's, which reads the clock itself and describes what it signs in its own words."""

    def __init__(self, at: datetime, method: SignatureMethod) -> None:
        super().__init__(
            data_object_format=XAdESDataObjectFormat(Description="XML", MimeType="text/xml"),
            signature_algorithm=method,
            digest_algorithm=DigestAlgorithm.SHA256,
            c14n_algorithm=CanonicalizationMethod.CANONICAL_XML_1_0,
        )
        self._at = at

    def add_signing_time(self, properties: Element, **_: Any) -> None:  # type: ignore[override]
        told = etree.SubElement(properties, f"{XADES}SigningTime", nsmap=self.namespaces)
        told.text = self._at.isoformat(timespec="seconds")


class _Key:
    """A token as the library wants its keys; what it made is checked before it enters the document."""

    def __init__(self, token: Token) -> None:
        public: Any = load_der_x509_certificate(token.certificate).public_key()
        self._token, self.key_size = token, public.key_size
        self.is_rsa = isinstance(public, rsa.RSAPublicKey)

    def sign(self, content: bytes, **_: Any) -> bytes:
        made = self._token.sign(content)
        if not is_of(self._token.certificate, made, content):
            raise TokenSilent
        return made


def _newest(root: Element, token: Token) -> Element:
    """The signature that was just made: the one without a time-stamp that bears this certificate."""
    told = base64.b64encode(token.certificate).decode()
    return next(
        one
        for one in reversed(list(root.iter(f"{DS}Signature")))
        if one.find(f".//{XADES}UnsignedProperties") is None
        and "".join(one.findtext(f"{DS}KeyInfo/{DS}X509Data/{DS}X509Certificate", "").split()) == told
    )


def _stamp(signature: Element, ask: AskTime) -> None:
    properties = signature.find(f"{DS}Object/{XADES}QualifyingProperties")
    unsigned = etree.SubElement(properties, f"{XADES}UnsignedProperties")
    stamp = etree.SubElement(
        etree.SubElement(unsigned, f"{XADES}UnsignedSignatureProperties"), f"{XADES}SignatureTimeStamp"
    )
    etree.SubElement(stamp, f"{DS}CanonicalizationMethod", Algorithm=EXCLUSIVE)
    with refusing_without_time():
        token = run(time_clerk(ask).async_timestamp(hashed(stamped_bytes(signature, stamp), DIGEST), DIGEST))
    told = etree.SubElement(stamp, f"{XADES}EncapsulatedTimeStamp")
    told.text = base64.b64encode(token.dump()).decode()
