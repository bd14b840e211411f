"""Making a PAdES signature with its time-stamp and all that a later check needs, in one addition to the file."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from io import BytesIO
from typing import Final

from asn1crypto import algos, cms, tsp
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.x509 import load_der_x509_certificate
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import PdfSignatureMetadata, PdfSigner, Signer
from pyhanko.sign.fields import MDPPerm, SigFieldSpec, SigSeedSubFilter, enumerate_sig_fields
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers.pdf_signer import DSSContentSettings, SigDSSPlacementPreference
from pyhanko.sign.timestamps import TimeStamper
from pyhanko.sign.timestamps.common_utils import TimestampRequestError
from pyhanko_certvalidator.registry import SimpleCertificateStore

from lienthong.spine.signatures.errors import NoTime, PlaceMissing, PlaceTaken, TokenSilent
from lienthong.spine.signatures.stamping import Look, style_of
from lienthong.spine.signatures.tokens import DIGEST, Token
from lienthong.spine.signatures.trust import Trust, check_certificate, context_for, parsed_certificate, run

type AskTime = Callable[[bytes], bytes]
"""RFC 3161: a request to an answer, both DER. Raises OSError when there is none."""

CORNER: Final = "corner"
_DSS: Final = DSSContentSettings(
    include_vri=False, placement=SigDSSPlacementPreference.TOGETHER_WITH_SIGNATURE
)
_DRY_BYTES: Final = 512  # the widest raw signature: RSA with 4096 bits
_CORNER_SIZE: Final = (200, 48, 20, 15)  # width, height, from the right, from the top, in points


@dataclass(frozen=True, slots=True)
class Helpers:
    """Who is asked while a signature is made. Without ``ask_time`` it stays without a time-stamp (B-B)."""

    trust: Trust
    ask_time: AskTime | None = None


@dataclass(frozen=True, slots=True)
class Wish:
    """Where to sign, and what is seen there. ``place`` is a field of a prepared paper, or ``CORNER``: a new one at the
    top right of the first page of a paper that nobody has signed.
    """

    place: str
    look: Look = field(default=Look())
    reason: str = ""


def sign(paper: bytes, wish: Wish, token: Token, helpers: Helpers, *, at: datetime) -> bytes:
    """The paper with one more signature; ``at`` is technical time.

    The certificate's status and whole path are checked first: raises a CertificateRefused, and nothing is signed.
    Also raises PlaceMissing, PlaceTaken, NoTime and what the token raises. The first signature certifies the paper,
    so that only its fields may change afterwards.
    """
    trust = _with_chain(helpers.trust, token)
    check_certificate(token.certificate, trust, at)
    writer = IncrementalPdfFileWriter(BytesIO(paper))
    box, is_first = _place(writer, wish.place)
    left, bottom, right, top = box
    signer = PdfSigner(
        _metadata(wish, trust, at, certify=is_first, stamped=helpers.ask_time is not None),
        _Through(token),
        timestamper=_clerk_of(helpers.ask_time) if helpers.ask_time else None,
        stamp_style=style_of(wish.look, right - left, top - bottom),
        new_field_spec=SigFieldSpec(CORNER, box=box) if wish.place == CORNER else None,
    )
    try:
        return bytes(run(signer.async_sign_pdf(writer)).getvalue())
    except (TimestampRequestError, OSError) as fault:
        raise NoTime from fault
    except SigningError as fault:  # our own check of the signer has passed: it is the time's certificate
        raise NoTime from fault


def _metadata(
    wish: Wish, trust: Trust, at: datetime, *, certify: bool, stamped: bool
) -> PdfSignatureMetadata:
    return PdfSignatureMetadata(
        field_name=wish.place,
        md_algorithm=DIGEST,
        reason=wish.reason or None,
        subfilter=SigSeedSubFilter.PADES,
        certify=certify,
        docmdp_permissions=MDPPerm.NO_CHANGES if wish.place == CORNER else MDPPerm.FILL_FORMS,
        embed_validation_info=stamped,
        validation_context=context_for(trust, at) if stamped else None,
        dss_settings=_DSS,
    )


def _with_chain(trust: Trust, token: Token) -> Trust:
    return Trust(trust.anchors, (*trust.between, *token.chain), trust.lists, trust.is_test)


def _place(writer: IncrementalPdfFileWriter, place: str) -> tuple[tuple[int, int, int, int], bool]:
    """The box of the place, and whether the paper bears no signature yet."""
    signed = [name for name, value, _ in enumerate_sig_fields(writer.prev) if value is not None]
    if place in signed or (place == CORNER and signed):
        raise PlaceTaken
    if place == CORNER:
        return _corner(writer), True
    for name, _, reference in enumerate_sig_fields(writer.prev):
        if name == place:
            left, bottom, right, top = map(int, reference.get_object()["/Rect"])
            return (left, bottom, right, top), not signed
    raise PlaceMissing


def _corner(writer: IncrementalPdfFileWriter) -> tuple[int, int, int, int]:
    page = writer.find_page_for_modification(0)[0].get_object()
    while "/MediaBox" not in page:
        page = page["/Parent"]
    _, _, right, top = (int(float(edge)) for edge in page["/MediaBox"])
    width, height, aside, below = _CORNER_SIZE
    return right - aside - width, top - below - height, right - aside, top - below


class _Through(Signer):
    """A token, as the library wants its signers. What the token returns is checked before it enters a paper."""

    def __init__(self, token: Token) -> None:
        self._token = token
        self._public = load_der_x509_certificate(token.certificate).public_key()
        is_rsa = isinstance(self._public, rsa.RSAPublicKey)
        between = SimpleCertificateStore()
        between.register_multiple([parsed_certificate(der) for der in token.chain])
        super().__init__(
            signing_cert=parsed_certificate(token.certificate),
            cert_registry=between,
            embed_roots=False,
            signature_mechanism=algos.SignedDigestAlgorithm(
                {"algorithm": f"{DIGEST}_{'rsa' if is_rsa else 'ecdsa'}"}
            ),
        )

    async def async_sign_raw(  # the library's signature
        self,
        data: bytes,
        digest_algorithm: str,
        dry_run: bool = False,  # noqa: ARG002
    ) -> bytes:
        if dry_run:
            return bytes(_DRY_BYTES)
        made = self._token.sign(data)
        if not _is_of(self._public, made, data):
            raise TokenSilent
        return made


def _is_of(public: object, made: bytes, content: bytes) -> bool:
    try:
        if isinstance(public, rsa.RSAPublicKey):
            public.verify(made, content, padding.PKCS1v15(), hashes.SHA256())
        elif isinstance(public, ec.EllipticCurvePublicKey):
            public.verify(made, content, ec.ECDSA(hashes.SHA256()))
    except InvalidSignature:
        return False
    return isinstance(public, rsa.RSAPublicKey | ec.EllipticCurvePublicKey)


class _TimeClerk(TimeStamper):
    """Fetches time-stamps through a function, and refuses one that stamps something else than was asked."""

    def __init__(self, ask: AskTime) -> None:
        super().__init__()
        self._ask = ask

    async def async_request_tsa_response(self, req: tsp.TimeStampReq) -> tsp.TimeStampResp:
        try:
            answer = tsp.TimeStampResp.load(self._ask(req.dump()))
            if answer["status"]["status"].native in ("granted", "granted_with_mods"):
                _refuse_other(answer["time_stamp_token"], req)
        except (ValueError, TypeError, KeyError) as fault:
            raise TimestampRequestError("unreadable answer") from fault
        return answer


def _refuse_other(token: cms.ContentInfo, asked: tsp.TimeStampReq) -> None:
    stamped = token["content"]["encap_content_info"]["content"].parsed["message_imprint"]
    if stamped["hashed_message"].native != asked["message_imprint"]["hashed_message"].native:
        raise TimestampRequestError("another content was stamped")


@lru_cache(maxsize=4)
def _clerk_of(ask: AskTime) -> _TimeClerk:
    """One for each authority: it remembers how large the answers are and whose certificate they bear."""
    return _TimeClerk(ask)
