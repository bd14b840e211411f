"""Signing papers, beside the bare library doing the same: same paper, same certificate, same time-stamps."""

import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from io import BytesIO
from typing import Literal

from asn1crypto import keys, x509
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
from pyhanko.sign.signers.pdf_signer import DSSContentSettings, SigDSSPlacementPreference
from pyhanko.stamp.noop import NoOpStampStyle
from pyhanko_certvalidator.registry import SimpleCertificateStore

from bench import benchmark
from bench.figures import Figure, figure
from bench.ground import Bench
from lienthong.connectors.trust.fake import FakeAuthority, Issued, new_key
from lienthong.spine.pdf import OfficialPaper, Paragraph, Signature, typeset_with_places
from lienthong.spine.signatures.batches import Sheet, sign_each
from lienthong.spine.signatures.judging import judge
from lienthong.spine.signatures.preparing import SIGNER, prepare
from lienthong.spine.signatures.signing import Helpers, Wish, sign, time_clerk
from lienthong.spine.signatures.tokens import OpenKey
from lienthong.spine.signatures.trust import Trust, context_for
from lienthong.spine.signatures.verdicts import Verdict

type Kind = Literal["P-256", "RSA-3072"]
KINDS: tuple[Kind, ...] = ("P-256", "RSA-3072")


@benchmark("documents.signing")
def signing(bench: Bench) -> Iterator[Figure]:
    """One signature with time-stamp and revocation lists on a letter of a page; bare pyHanko is the floor."""
    authority, paper = FakeAuthority(), letter()
    helpers = Helpers(authority.trust(), authority.answer_time)
    for kind in KINDS:
        issued = authority.issue("Người ký", key=new_key(kind))
        ours, bare = _ours(paper, issued, authority, helpers), _bare(paper, issued, authority, helpers)
        _refuse_unless_valid(ours(), authority.trust())
        _refuse_unless_valid(bare(), authority.trust())
        yield from bench.calls(f"{kind}: the platform", ours)
        yield from bench.calls(f"{kind}: bare pyHanko", bare, floor=True)


@benchmark("documents.checking")
def checking(bench: Bench) -> Iterator[Figure]:
    """The verdict on a signed letter, in a process that has the library loaded."""
    authority, paper = FakeAuthority(), letter()
    helpers = Helpers(authority.trust(), authority.answer_time)
    signed = _ours(paper, authority.issue("Người ký"), authority, helpers)()
    trust = authority.trust()
    yield from bench.calls("verdicts", lambda: judge(signed, trust, at=datetime.now(UTC)))


@benchmark("documents.batch")
def batch(bench: Bench) -> Iterator[Figure]:
    """A batch of 1,000 letters signed, stamped and verified one after the other; 60 s are allowed with either key."""
    authority, paper, count = FakeAuthority(), letter(), 10 if bench.is_quick else 1_000
    helpers, trust = Helpers(authority.trust(), authority.answer_time), authority.trust()
    for kind in KINDS:
        issued = authority.issue("Người ký", key=new_key(kind))
        token = OpenKey.of(issued.der, issued.key_der, (authority.issuing.der,))
        sheets = [Sheet(str(n), paper, Wish(SIGNER)) for n in range(count)]
        times, errors, began = [], 0, time.perf_counter()
        last = began
        for one in sign_each(sheets, token, helpers, at=datetime.now(UTC)):
            errors += judge(one.signed, trust, at=datetime.now(UTC)).verdict is not Verdict.VALID
            now = time.perf_counter()
            times.append(now - last)
            last = now
        span = last - began
        yield figure(
            f"{kind}: signed, stamped, verified", "1 caller", times, span, errors=errors, note=f"{span:.1f} s"
        )


@benchmark("documents.typesetting")
def typesetting(bench: Bench) -> Iterator[Figure]:
    """Pages of letters set as PDF/A, each with the places for its signatures."""
    paper = _official()
    yield from bench.calls("pages", lambda: typeset_with_places(paper.template, paper.data()))


def letter() -> bytes:
    """Of one page, with its places open."""
    paper = _official()
    return prepare(*typeset_with_places(paper.template, paper.data()))


def _official() -> OfficialPaper:
    return OfficialPaper(
        agency="Sở Nội vụ",
        superior="Ủy ban nhân dân tỉnh Gia Lai",
        number="/SNV-CCHC",
        place="Gia Lai",
        day=datetime(2021, 10, 15, tzinfo=UTC).date(),
        abstract="đôn đốc thực hiện nhiệm vụ",
        addressees=("Sở Tư pháp",),
        body=[Paragraph("Sở Nội vụ đề nghị các cơ quan báo cáo kết quả cải cách hành chính.")] * 8,
        signature=Signature("Giám đốc", "Siu H’Đoan"),
        is_draft=True,
    )


def _ours(paper: bytes, issued: Issued, authority: FakeAuthority, helpers: Helpers) -> Callable[[], bytes]:
    token = OpenKey.of(issued.der, issued.key_der, (authority.issuing.der,))
    return lambda: sign(paper, Wish(SIGNER), token, helpers, at=datetime.now(UTC))


def _bare(paper: bytes, issued: Issued, authority: FakeAuthority, helpers: Helpers) -> Callable[[], bytes]:
    """As the library's manual shows it, with the settings that we use; its signer reads the key at every call."""
    between = SimpleCertificateStore()
    between.register(x509.Certificate.load(authority.issuing.der))
    signer = SimpleSigner(
        x509.Certificate.load(issued.der),
        keys.PrivateKeyInfo.load(issued.key_der),
        between,
        embed_roots=False,
    )
    assert helpers.ask_time
    clerk = time_clerk(helpers.ask_time)

    def once() -> bytes:
        told = PdfSignatureMetadata(
            field_name=SIGNER,
            md_algorithm="sha256",
            subfilter=SigSeedSubFilter.PADES,
            certify=True,
            docmdp_permissions=MDPPerm.FILL_FORMS,
            embed_validation_info=True,
            validation_context=context_for(authority.trust(), datetime.now(UTC)),
            dss_settings=DSSContentSettings(
                include_vri=False, placement=SigDSSPlacementPreference.TOGETHER_WITH_SIGNATURE
            ),
        )
        pdf_signer = PdfSigner(told, signer, timestamper=clerk, stamp_style=NoOpStampStyle())
        return bytes(pdf_signer.sign_pdf(IncrementalPdfFileWriter(BytesIO(paper))).getvalue())

    return once


def _refuse_unless_valid(signed: bytes, trust: Trust) -> None:
    """A figure of something that does not hold means nothing."""
    if judge(signed, trust, at=datetime.now(UTC)).verdict is not Verdict.VALID:
        raise RuntimeError("what was signed is not valid")
