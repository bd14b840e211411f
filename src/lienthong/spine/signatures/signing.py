"""Making a PAdES signature with its time-stamp and all that a later check needs, in one addition to the file."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
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
from pyhanko.sign.signers.pdf_byterange import PreparedByteRangeDigest
from pyhanko.sign.signers.pdf_cms import PdfCMSSignedAttributes
from pyhanko.sign.signers.pdf_signer import (
    DSSContentSettings,
    PreSignValidationStatus,
    SigDSSPlacementPreference,
)
from pyhanko.sign.timestamps import TimeStamper
from pyhanko.sign.timestamps.common_utils import TimestampRequestError
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.errors import PathError, ValidationError
from pyhanko_certvalidator.path import ValidationPath
from pyhanko_certvalidator.registry import SimpleCertificateStore

from lienthong.spine.signatures.errors import NoTime, PlaceMissing, PlaceTaken, TokenSilent
from lienthong.spine.signatures.preparing import open_paper
from lienthong.spine.signatures.stamping import Look, style_of
from lienthong.spine.signatures.statuses import AskStatus
from lienthong.spine.signatures.tokens import DIGEST, Token
from lienthong.spine.signatures.trust import (
    Trust,
    checked_path,
    context_for,
    parsed_all,
    parsed_certificate,
    run,
)

type AskTime = Callable[[bytes], bytes]
"""RFC 3161: a request to an answer, both DER. Raises OSError when there is none."""

CORNER: Final = "corner"
_DSS: Final = DSSContentSettings(
    include_vri=False, placement=SigDSSPlacementPreference.TOGETHER_WITH_SIGNATURE
)
_DRY_BYTES: Final = 512  # the widest raw signature: RSA with 4096 bits
_CORNER_SIZE: Final = (260, 48, 20, 8)  # width, height, from the right, from the top, in points


@dataclass(frozen=True, slots=True)
class Helpers:
    """Who is asked while a signature is made. Without ``ask_time`` it stays without a time-stamp (B-B); without
    ``ask_status`` the lists alone say who was revoked.
    """

    trust: Trust
    ask_time: AskTime | None = None
    ask_status: AskStatus | None = None


@dataclass(frozen=True, slots=True)
class Wish:
    """Where to sign, and what is seen there. ``place`` is a field of a prepared paper, or ``CORNER``: a new one at the
    top right of the first page of a paper that nobody has signed.
    """

    place: str
    look: Look = field(default=Look())
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Pending:
    """A paper in its last state before the signature: ``content`` are the bytes that the key must sign, ``gap`` where
    the signature goes. It may be kept while somebody confirms on another device.
    """

    paper: bytes
    gap: tuple[int, int]
    content: bytes
    certificate: bytes
    chain: tuple[bytes, ...]


def sign(paper: bytes, wish: Wish, token: Token, helpers: Helpers, *, at: datetime) -> bytes:
    """The paper with one more signature; ``at`` is technical time. Raises what ``begin``, ``finish`` and the
    token raise.
    """
    pending = begin(paper, wish, token.certificate, token.chain, helpers, at=at)
    return finish(pending, token.sign(pending.content), helpers)


def begin(
    paper: bytes,
    wish: Wish,
    certificate: bytes,
    chain: tuple[bytes, ...],
    helpers: Helpers,
    *,
    at: datetime,
) -> Pending:
    """All that comes before the key is asked; ``at`` is technical time.

    The certificate's status and whole path are checked first: raises a CertificateRefused, and no key is ever asked.
    Also raises NotReadable, PlaceMissing, PlaceTaken, NoTime. The first signature certifies the paper, so that only
    its fields may change afterwards.
    """
    trust = helpers.trust.knowing(chain)
    context = context_for(trust, at, ask=helpers.ask_status)
    path = checked_path(certificate, context)
    writer = open_paper(paper)
    box, is_first = _place(writer, wish.place)
    left, bottom, right, top = box
    clerk = time_clerk(helpers.ask_time) if helpers.ask_time else None
    signer = PdfSigner(
        _metadata(wish, context if clerk else None, certify=is_first),
        _Holder(certificate, chain),
        timestamper=clerk,
        stamp_style=style_of(wish.look, right - left, top - bottom),
        new_field_spec=SigFieldSpec(CORNER, box=box) if wish.place == CORNER else None,
    )
    with refusing_without_time():
        return run(_prepared(signer, writer, path))


def finish(pending: Pending, made: bytes, helpers: Helpers) -> bytes:
    """The paper with the signature that the key ``made``, which is checked before it enters, and with its time-stamp.

    Raises TokenSilent for one that the certificate's key did not make, NoTime.
    """
    signer = _Holder(pending.certificate, pending.chain, made)
    if not is_of(pending.certificate, made, pending.content):
        raise TokenSilent
    clerk = time_clerk(helpers.ask_time) if helpers.ask_time else None
    attributes = cms.CMSAttributes.load(pending.content)
    with refusing_without_time():
        container = run(signer.async_sign_prescribed_attributes(DIGEST, attributes, timestamper=clerk))
    out = BytesIO(pending.paper)
    PreparedByteRangeDigest(b"", *pending.gap).fill_with_cms(out, container)
    return out.getvalue()


async def _prepared(signer: PdfSigner, writer: IncrementalPdfFileWriter, path: ValidationPath) -> Pending:
    session = signer.init_signing_session(writer)
    checked = await _checked(path, session.timestamper, signer.signature_meta.validation_context)
    size = await session.estimate_signature_container_size(checked, tight=False)
    digest, out = session.prepare_tbs_document(checked, bytes_reserved=size).digest_tbs_document()
    holder = signer.signer
    attributes = await holder.signed_attrs(
        digest.document_digest,
        DIGEST,
        attr_settings=PdfCMSSignedAttributes(signing_time=session.system_time),
        use_pades=True,
    )
    gap = (digest.reserved_region_start, digest.reserved_region_end)
    return Pending(out.getvalue(), gap, attributes.dump(), holder.certificate, holder.chain)  # type: ignore[attr-defined]


async def _checked(
    path: ValidationPath, clerk: TimeStamper | None, context: ValidationContext | None
) -> PreSignValidationStatus | None:
    """What goes into the paper for later checks: our own finding about the signer, and the time's certificate."""
    if clerk is None or context is None:
        return None
    of_time = [found async for found in clerk.validation_paths(context)]
    return PreSignValidationStatus(
        signer_path=path,
        validation_paths=[path, *of_time],
        ts_validation_paths=of_time,
        ocsps_to_embed=context.ocsps,
        crls_to_embed=context.crls,
    )


@contextmanager
def refusing_without_time() -> Iterator[None]:
    try:
        yield
    except (TimestampRequestError, OSError, ValidationError, PathError) as fault:
        raise NoTime from fault  # our own check of the signer has passed: it is the time, or its certificate


def _metadata(wish: Wish, context: ValidationContext | None, *, certify: bool) -> PdfSignatureMetadata:
    return PdfSignatureMetadata(
        field_name=wish.place,
        md_algorithm=DIGEST,
        reason=wish.reason or None,
        subfilter=SigSeedSubFilter.PADES,
        certify=certify,
        docmdp_permissions=MDPPerm.NO_CHANGES if wish.place == CORNER else MDPPerm.FILL_FORMS,
        embed_validation_info=context is not None,
        validation_context=context,
        dss_settings=_DSS,
    )


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


class _Holder(Signer):
    """Whose certificate it is, as the library wants its signers; ``made`` is what the key has signed already."""

    def __init__(self, certificate: bytes, chain: tuple[bytes, ...], made: bytes = b"") -> None:
        self.certificate, self.chain, self._made = certificate, chain, made
        between = SimpleCertificateStore()
        between.register_multiple(parsed_all(chain))
        parsed = parsed_certificate(certificate)
        kind = {"rsa": "rsa", "ec": "ecdsa"}[parsed.public_key.algorithm]
        super().__init__(
            signing_cert=parsed,
            cert_registry=between,
            embed_roots=False,
            signature_mechanism=algos.SignedDigestAlgorithm({"algorithm": f"{DIGEST}_{kind}"}),
        )

    async def async_sign_raw(self, data: bytes, digest_algorithm: str, dry_run: bool = False) -> bytes:  # noqa: ARG002
        return bytes(_DRY_BYTES) if dry_run else self._made


def is_of(certificate: bytes, made: bytes, content: bytes) -> bool:
    public = load_der_x509_certificate(certificate).public_key()
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
        super().__init__()  # type: ignore[no-untyped-call]
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
def time_clerk(ask: AskTime) -> _TimeClerk:
    """One for each authority: it remembers how large the answers are and whose certificate they bear."""
    return _TimeClerk(ask)
