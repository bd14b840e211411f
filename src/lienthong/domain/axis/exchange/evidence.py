"""The proof of a message as one file, which anybody can check without us: the very bytes, and each receipt signed.

``openssl cms -verify`` checks each receipt; ``sha256sum`` shows that it speaks of these bytes.
"""

import hashlib
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509 import load_der_x509_certificate, load_pem_x509_certificate

from lienthong.domain.axis.queries import MessageRow, ReceiptRow
from lienthong.domain.axis.rules.statements import read_statement
from lienthong.spine.files.queries import get_file, open_content
from lienthong.spine.signatures.receipts import NotSigned, Signed, check_statement

MESSAGE: Final = "message.edxml"
GUIDE: Final = "huong-dan.txt"
AT_ONCE: Final = 1 << 20
LARGEST_PART: Final = 1_000_000
_GUIDE: Final = """\
BẰNG CHỨNG GỬI, NHẬN VĂN BẢN QUA TRỤC LIÊN THÔNG

Bản tin: {key}
Văn bản: {document}
SHA-256 của message.edxml: {digest}

Mỗi biên nhận gồm ba tệp: nội dung (.json), chữ ký số (.p7s) và chứng thư của nút đã ký (.pem).
Kiểm tra không cần phần mềm của chúng tôi:

  sha256sum message.edxml          (so với trường "sha256" trong biên nhận)
  openssl cms -verify -binary -inform DER -in receipt-1.p7s -content receipt-1.json \\
      -CAfile receipt-1.pem -purpose any -out /dev/null

Hoặc bằng phần mềm này:  ./lienthong axis verify TỆP.zip
Dấu vân tay chứng thư của nút (SHA-256) hỏi cơ quan vận hành nút qua kênh khác.
"""


class Broken(Exception):
    """Why a bundle proves nothing."""


@dataclass(frozen=True, slots=True)
class Proved:
    """One receipt that holds for the bytes in the bundle: what it states, who signed it, by which certificate."""

    statement: dict[str, str]
    signer: str
    fingerprint: str


def write_bundle(message: MessageRow, receipts: list[ReceiptRow], into: BinaryIO) -> None:
    """Streams the message; of a secret one that was destroyed the receipts alone are left."""
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as bundle:
        guide = _GUIDE.format(key=message.key, document=message.document, digest=message.digest)
        bundle.writestr(GUIDE, guide)
        for place, row in enumerate(receipts, 1):
            bundle.writestr(f"receipt-{place}.json", row.statement)
            bundle.writestr(f"receipt-{place}.p7s", row.signature)
            certificate = load_der_x509_certificate(row.certificate)
            bundle.writestr(f"receipt-{place}.pem", certificate.public_bytes(Encoding.PEM))
        if kept := get_file(message.file or 0):
            with open_content(kept) as content, bundle.open(MESSAGE, "w", force_zip64=True) as part:
                while piece := content.read(AT_ONCE):
                    part.write(piece)


def check_bundle(path: Path) -> list[Proved]:
    """Raises Broken unless every receipt is signed and speaks of the very bytes in the bundle."""
    try:
        with zipfile.ZipFile(path) as bundle:
            digest = _digest(bundle)
            places = [name.removesuffix(".json") for name in bundle.namelist() if name.endswith(".json")]
            found = [_check(bundle, place, digest) for place in sorted(places)]
    except (OSError, zipfile.BadZipFile, KeyError, ValueError, NotSigned) as fault:
        raise Broken(str(fault) or type(fault).__name__) from fault
    if not found:
        raise Broken("no receipt")
    return found


def _digest(bundle: zipfile.ZipFile) -> str:
    digest = hashlib.sha256()
    with bundle.open(MESSAGE) as content:
        while piece := content.read(AT_ONCE):
            digest.update(piece)
    return digest.hexdigest()


def _check(bundle: zipfile.ZipFile, place: str, digest: str) -> Proved:
    statement, signature, pem = (_part(bundle, f"{place}.{ending}") for ending in ("json", "p7s", "pem"))
    certificate = load_pem_x509_certificate(pem).public_bytes(Encoding.DER)
    signatory = check_statement(Signed(statement, signature, certificate))
    told = read_statement(statement)
    if told.get("sha256") != digest:
        raise Broken(f"{place}: another message")
    return Proved(told, signatory.name, signatory.fingerprint)


def _part(bundle: zipfile.ZipFile, name: str) -> bytes:
    if bundle.getinfo(name).file_size > LARGEST_PART:
        raise Broken(f"{name}: too large")
    return bundle.read(name)
