"""The Signature element of an envelope, made from the document's digest alone, so that size costs no memory.

It proves a transport. What has legal force is the signature inside an attachment.
"""

from base64 import b64encode
from collections.abc import Callable
from typing import Final

from lienthong.connectors.axis.writing import Sign

DSIG: Final = "http://www.w3.org/2000/09/xmldsig#"
RSA_SHA256: Final = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"
ECDSA_SHA256: Final = "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256"
_EXCLUSIVE: Final = "http://www.w3.org/2001/10/xml-exc-c14n#"
_SHA256: Final = "http://www.w3.org/2001/04/xmlenc#sha256"


def signing(raw: Callable[[bytes], bytes], *, method: str, certificate: bytes) -> Sign:
    """For ``edxml.write``. ``raw`` signs by ``method``, ECDSA as r and s side by side; ``certificate`` is DER."""

    def sign(digest: bytes) -> bytes:
        info = _signed_info(digest, method)
        value = b64encode(raw(f'<SignedInfo xmlns="{DSIG}">{info}</SignedInfo>'.encode())).decode()
        shown = f"<X509Data><X509Certificate>{b64encode(certificate).decode()}</X509Certificate></X509Data>"
        return (
            f'<Signature xmlns="{DSIG}"><SignedInfo>{info}</SignedInfo><SignatureValue>{value}</SignatureValue>'
            f"<KeyInfo>{shown}</KeyInfo></Signature>"
        ).encode()

    return sign


def _signed_info(digest: bytes, method: str) -> str:
    transforms = _algorithm("Transform", f"{DSIG}enveloped-signature") + _algorithm("Transform", _EXCLUSIVE)
    value = b64encode(digest).decode()
    return (
        _algorithm("CanonicalizationMethod", _EXCLUSIVE)
        + _algorithm("SignatureMethod", method)
        + f'<Reference URI=""><Transforms>{transforms}</Transforms>'
        + f"{_algorithm('DigestMethod', _SHA256)}<DigestValue>{value}</DigestValue></Reference>"
    )


def _algorithm(name: str, uri: str) -> str:
    return f'<{name} Algorithm="{uri}"></{name}>'
