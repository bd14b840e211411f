"""Judges the signatures of a PDF. Runs confined: files from strangers are hostile."""

import dataclasses
import re
from collections import Counter
from collections.abc import Callable, Coroutine, Iterator
from datetime import datetime
from functools import partial
from io import BytesIO
from typing import Any, Final

from asn1crypto import cms
from asn1crypto.crl import CertificateList
from pyhanko.pdf_utils.generic import Reference
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.ades.report import AdESFailure, AdESIndeterminate, AdESPassed, AdESSubIndic
from pyhanko.sign.diff_analysis import (
    DEFAULT_DIFF_POLICY,
    CatalogModificationRule,
    DiffPolicy,
    DocInfoRule,
    DSSCompareRule,
    FormUpdatingRule,
    GenericFieldModificationRule,
    MetadataUpdateRule,
    ModificationLevel,
    ObjectStreamRule,
    SigFieldCreationRule,
    SigFieldModificationRule,
    StandardDiffPolicy,
    XrefStreamRule,
)
from pyhanko.sign.fields import enumerate_sig_fields
from pyhanko.sign.general import find_unique_cms_attribute
from pyhanko.sign.validation import DocumentSecurityStore, EmbeddedPdfSignature
from pyhanko.sign.validation.ades import (
    ades_basic_validation,
    ades_lta_validation,
    ades_timestamp_validation,
    ades_with_time_validation,
)
from pyhanko.sign.validation.generic_cms import extract_tst_data_iter
from pyhanko.sign.validation.policy_decl import (
    LocalKnowledge,
    PdfSignatureValidationSpec,
    RevinfoOnlineFetchingRule,
    RevocationInfoGatheringSpec,
    SignatureValidationSpec,
)
from pyhanko.sign.validation.status import SignatureCoverageLevel, StandardCMSSignatureStatus
from pyhanko_certvalidator.context import CertValidationPolicySpec
from pyhanko_certvalidator.ltv.types import ValidationTimingInfo
from pyhanko_certvalidator.policy_decl import CertRevTrustPolicy, RevocationCheckingPolicy
from pyhanko_certvalidator.registry import SimpleTrustManager
from pyhanko_certvalidator.revinfo.archival import CRLContainer, OCSPContainer

from lienthong.spine.signatures.errors import CertificateRefused, StatusUnknown
from lienthong.spine.signatures.statuses import sure_answers
from lienthong.spine.signatures.trust import (
    Trust,
    checked_path,
    context_for,
    holder_of,
    parsed_all,
    parsed_list,
    run,
)
from lienthong.spine.signatures.verdicts import Reason, Report, SignatureReport, Verdict

INDICATED: Final[dict[AdESSubIndic, Reason]] = {
    AdESFailure.HASH_FAILURE: Reason.CHANGED,
    AdESFailure.SIG_CRYPTO_FAILURE: Reason.FORGED,
    AdESFailure.FORMAT_FAILURE: Reason.MALFORMED,
    AdESFailure.REVOKED: Reason.REVOKED,
    AdESFailure.NOT_YET_VALID: Reason.NOT_YET_VALID,
    AdESIndeterminate.CHAIN_CONSTRAINTS_FAILURE: Reason.UNFIT,
    AdESIndeterminate.SIG_CONSTRAINTS_FAILURE: Reason.UNFIT,
    AdESIndeterminate.CERTIFICATE_CHAIN_GENERAL_FAILURE: Reason.UNTRUSTED,
    AdESIndeterminate.NO_CERTIFICATE_CHAIN_FOUND: Reason.UNTRUSTED,
    AdESIndeterminate.NO_SIGNING_CERTIFICATE_FOUND: Reason.UNTRUSTED,
    AdESIndeterminate.CRYPTO_CONSTRAINTS_FAILURE: Reason.WEAK,
    AdESIndeterminate.CRYPTO_CONSTRAINTS_FAILURE_NO_POE: Reason.WEAK,
    AdESIndeterminate.EXPIRED: Reason.EXPIRED,
    AdESIndeterminate.NOT_YET_VALID: Reason.EXPIRED,
    AdESIndeterminate.OUT_OF_BOUNDS_NO_POE: Reason.EXPIRED,
    AdESIndeterminate.OUT_OF_BOUNDS_NOT_REVOKED: Reason.EXPIRED,
    AdESIndeterminate.REVOKED_NO_POE: Reason.REVOKED_LATER,
    AdESIndeterminate.REVOKED_CA_NO_POE: Reason.REVOKED_LATER,
    AdESIndeterminate.TRY_LATER: Reason.STATUS_UNKNOWN,
    AdESIndeterminate.REVOCATION_OUT_OF_BOUNDS_NO_POE: Reason.STATUS_UNKNOWN,
    AdESIndeterminate.TIMESTAMP_ORDER_FAILURE: Reason.TIME_UNSURE,
    AdESIndeterminate.NO_POE: Reason.TIME_UNSURE,
}
_NARROW: Final = StandardDiffPolicy(
    global_rules=[
        CatalogModificationRule(),
        DocInfoRule().as_qualified(ModificationLevel.LTA_UPDATES),
        XrefStreamRule().as_qualified(ModificationLevel.LTA_UPDATES),
        ObjectStreamRule().as_qualified(ModificationLevel.LTA_UPDATES),
        DSSCompareRule().as_qualified(ModificationLevel.LTA_UPDATES),
        MetadataUpdateRule().as_qualified(ModificationLevel.LTA_UPDATES),
    ],
    form_rule=FormUpdatingRule(
        field_rules=[
            SigFieldCreationRule(),
            SigFieldModificationRule(allow_in_place_appearance_stream_changes=False),
            GenericFieldModificationRule(allow_in_place_appearance_stream_changes=False),
        ]
    ),
)
"""The library's own policy but for one freedom, that a field's look may be replaced where it lies: the library takes it
for used wherever it is given, and then no archive could stamp a file whose fields are locked.
"""
AGAINST: Final = frozenset(
    {
        Reason.CHANGED,
        Reason.FORGED,
        Reason.ADDED,
        Reason.PARTLY_COVERED,
        Reason.REVOKED,
        Reason.NOT_YET_VALID,
        Reason.MALFORMED,
        Reason.SHA1,
    }
)


def judge(paper: bytes, trust: Trust, *, at: datetime) -> Report:
    """Never raises: what cannot be read is a reason. ``at`` is technical time."""
    try:
        reader = PdfFileReader(BytesIO(paper))
        if reader.encrypted:
            return Report(faults=(Reason.LOCKED,))
        signatures = tuple(_judge_all(reader, paper, trust, at))
    except Exception:  # whatever a hostile file does to its readers, the answer is a doubt
        return Report(faults=(Reason.UNREADABLE,))
    return Report(signatures)


def _judge_all(reader: PdfFileReader, paper: bytes, trust: Trust, at: datetime) -> Iterator[SignatureReport]:
    signatures = reader.embedded_signatures
    for signature in signatures:
        yield _judge_one(signature, paper, trust, at)
    fields = [(str(name), field) for name, value, field in enumerate_sig_fields(reader) if value is not None]
    passed_over = Counter(name for name, _ in fields) - Counter(str(one.field_name) for one in signatures)
    for name in (*passed_over.elements(), *_strays(reader, {field.reference for _, field in fields})):
        yield SignatureReport(name, Verdict.UNKNOWN, (Reason.OTHER_KIND,))


def _strays(reader: PdfFileReader, known: set[Reference]) -> Iterator[str]:
    """What a page shows as a signature while the form does not know it: other readers may take it for one."""
    for place in range(int(reader.root["/Pages"]["/Count"])):
        page = reader.find_page_for_modification(place)[0].get_object()
        for note in page.get("/Annots", ()):
            shown = note.get_object()
            is_signature = shown.get("/FT") == "/Sig" and "/V" in shown
            if is_signature and getattr(note, "reference", None) not in known:
                yield str(shown.get("/T", ""))


def _judge_one(signature: EmbeddedPdfSignature, paper: bytes, trust: Trust, at: datetime) -> SignatureReport:
    """Each check for itself: one that fails on a damaged part takes nothing from what another has found."""
    is_stamp = signature.sig_object_type == "/DocTimeStamp"
    checks = (
        partial(_content_reasons, signature),
        partial(_frame_reasons, signature, paper),
        partial(_stamp_reasons if is_stamp else _signer_reasons, signature, trust, at),
    )
    reasons = tuple(dict.fromkeys(reason for check in checks for reason in _found(check)))
    if proofs := tuple(reason for reason in reasons if reason in AGAINST):
        reasons = proofs  # beside a proof, doubts say nothing
    return dataclasses.replace(
        _described(signature, trust),
        verdict=_verdict(set(reasons)),
        reasons=reasons,
        is_time_stamp=is_stamp,
        is_last_word=signature.coverage == SignatureCoverageLevel.ENTIRE_FILE,
    )


def _found(check: Callable[[], Iterator[Reason]]) -> list[Reason]:
    try:
        return list(check())
    except Exception:  # whatever a hostile file does to its readers, the answer is a doubt
        return [Reason.UNREADABLE]


def _verdict(reasons: set[Reason]) -> Verdict:
    if reasons & AGAINST:
        return Verdict.INVALID
    return Verdict.UNKNOWN if reasons else Verdict.VALID


def _content_reasons(signature: EmbeddedPdfSignature) -> Iterator[Reason]:
    """Whether the signed bytes are still the ones that were signed."""
    signed = find_unique_cms_attribute(signature.signer_info["signed_attrs"], "message_digest").native
    if signature.sig_object_type != "/DocTimeStamp" and signed != signature.compute_digest():
        yield Reason.CHANGED


def _frame_reasons(signature: EmbeddedPdfSignature, paper: bytes) -> Iterator[Reason]:
    """What the signature covers, and what came after it; stricter than the library about the gap it leaves."""
    is_allowed = any(_is_allowed(signature, policy) for policy in (DEFAULT_DIFF_POLICY, _NARROW))
    start, first, second, rest = _ranges(signature)
    gap = paper[first:second]
    is_whole = start == 0 and gap[:1] == b"<" and gap[-1:] == b">" and second + rest <= len(paper)
    coverage = signature.coverage
    if (
        not is_whole
        or b">" in gap[:-1]
        or coverage is None
        or coverage < SignatureCoverageLevel.ENTIRE_REVISION
    ):
        yield Reason.PARTLY_COVERED
    elif not is_allowed or _has_tail(paper, signature.reader.last_startxref):
        yield Reason.ADDED


def _has_tail(paper: bytes, table: int) -> bool:
    """Whether something stands behind the end of the last revision: to the library it is not there, others read it."""
    end = re.compile(rb"startxref\s+%d\s+%%%%EOF" % table).search(paper, table)
    return end is None or bool(paper[end.end() :].strip(b"\0\t\n\f\r "))


def _is_allowed(signature: EmbeddedPdfSignature, policy: DiffPolicy) -> bool:
    """Whether what was added after the signature is what it allows."""
    signature.compute_integrity_info(diff_policy=policy)
    return bool(signature.summarise_integrity_info()["docmdp_ok"])


def _ranges(signature: EmbeddedPdfSignature) -> tuple[int, int, int, int]:
    """Raises ValueError for anything but four numbers."""
    start, first, second, rest = map(int, signature.byte_range)
    return start, first, second, rest


def _signer_reasons(signature: EmbeddedPdfSignature, trust: Trust, at: datetime) -> Iterator[Reason]:
    found = run(_validated(signature, trust, at))
    if found.ades_subindic == AdESIndeterminate.CERTIFICATE_CHAIN_GENERAL_FAILURE:
        yield _chain_reason(signature, trust, at)
    elif found.ades_subindic != AdESPassed.OK:
        yield INDICATED.get(found.ades_subindic, Reason.UNREADABLE)
    status = found.api_status
    if status is None and found.ades_subindic == AdESPassed.OK:
        yield Reason.UNREADABLE
    if status is not None:
        yield from _status_reasons(status)
        if _was_revoked_before(status, getattr(found, "best_signature_time", None)):
            yield Reason.REVOKED


def _chain_reason(signature: EmbeddedPdfSignature, trust: Trust, at: datetime) -> Reason:
    """The library has one word for a way that leads to nobody we believe and for one of whose status nobody speaks."""
    brought = tuple(one.dump() for one in signature.other_embedded_certs)
    believed = trust.knowing(brought)
    try:
        checked_path(signature.signer_cert.dump(), context_for(believed, at))
    except StatusUnknown:
        return Reason.STATUS_UNKNOWN
    except CertificateRefused:
        pass
    return Reason.UNTRUSTED


def _validated(signature: EmbeddedPdfSignature, trust: Trust, at: datetime) -> Coroutine[Any, Any, Any]:
    """As ETSI EN 319 102-1 goes on from what a signature brings: nothing, a time-stamp, an archive's time-stamps."""
    spec, digest = spec_of(trust, signature.reader), signature.compute_digest()
    if any(stamp.signed_revision > signature.signed_revision for stamp in _archive_stamps(signature)):
        return ades_lta_validation(
            signature, PdfSignatureValidationSpec(spec, _NARROW), timing_info=now_at(at)
        )
    if _attached_stamp(signature):
        return ades_with_time_validation(
            signature.signed_data, spec, timing_info=now_at(at), raw_digest=digest
        )
    return ades_basic_validation(signature.signed_data, spec, timing_info=now_at(at), raw_digest=digest)


def _archive_stamps(signature: EmbeddedPdfSignature) -> list[EmbeddedPdfSignature]:
    return list(signature.reader.embedded_timestamp_signatures)


def _status_reasons(status: StandardCMSSignatureStatus) -> Iterator[Reason]:
    """The library's own words must agree with its indication."""
    if not status.intact:
        yield Reason.CHANGED
    if not status.valid:
        yield Reason.FORGED
    if status.timestamp_validity and not status.timestamp_validity.trusted:
        yield Reason.TIME_UNSURE


def _was_revoked_before(status: StandardCMSSignatureStatus, proven: datetime | None) -> bool:
    revoked = status.revocation_details
    return bool(revoked and proven and revoked.revocation_date <= proven)


def _stamp_reasons(signature: EmbeddedPdfSignature, trust: Trust, at: datetime) -> Iterator[Reason]:
    spec = spec_of(trust, signature.reader)
    found = run(
        ades_timestamp_validation(
            signature.signed_data, spec, signature.compute_digest, timing_info=now_at(at)
        )
    )
    if found.ades_subindic != AdESPassed.OK:
        yield INDICATED.get(found.ades_subindic, Reason.UNREADABLE)


def spec_of(trust: Trust, reader: PdfFileReader | None = None) -> SignatureValidationSpec:
    """Every certificate needs an answer about its status, ours or one that the file brings; nothing is fetched."""
    return SignatureValidationSpec(
        cert_validation_policy=CertValidationPolicySpec(
            trust_manager=SimpleTrustManager.build(trust_roots=parsed_all(trust.anchors)),
            revinfo_policy=CertRevTrustPolicy(RevocationCheckingPolicy.from_legacy("require")),
        ),
        revinfo_gathering_policy=RevocationInfoGatheringSpec(RevinfoOnlineFetchingRule.LOCAL_ONLY),
        local_knowledge=_known(trust, reader),
    )


def _known(trust: Trust, reader: PdfFileReader | None) -> LocalKnowledge:
    lists = [parsed_list(der) for der in trust.lists]
    certificates, answers = parsed_all(trust.between), list(sure_answers(trust.answers))
    if reader and "/DSS" in reader.root:
        brought = DocumentSecurityStore.read_dss(reader)
        lists += [CertificateList.load(one.get_object().data) for one in brought.crls]
        answers += sure_answers(one.get_object().data for one in brought.ocsps)
        certificates += list(brought.load_certs())
    return LocalKnowledge(
        known_crls=list(map(CRLContainer, lists)),
        known_ocsps=[one for answer in answers for one in OCSPContainer.load_multi(answer)],
        known_certs=certificates,
    )


def now_at(at: datetime) -> ValidationTimingInfo:
    return ValidationTimingInfo(validation_time=at, best_signature_time=at, point_in_time_validation=False)


def _described(signature: EmbeddedPdfSignature, trust: Trust) -> SignatureReport:
    bare = SignatureReport(place=str(signature.field_name), verdict=Verdict.UNKNOWN, is_test=trust.is_test)
    try:
        holder, stamped = holder_of(signature.signer_cert.dump()), _stamped_at(signature)
        claimed = signature.self_reported_timestamp
    except Exception:  # as in _found: then nothing is said of who signed
        return bare
    return dataclasses.replace(
        bare,
        signer=holder.name,
        organisation=holder.organisation,
        issuer=holder.issuer,
        serial=holder.serial,
        claimed_at=claimed,
        stamped_at=stamped,
        level="B-B" if stamped is None else "B-LT" if "/DSS" in signature.reader.root else "B-T",
    )


def _stamped_at(signature: EmbeddedPdfSignature) -> datetime | None:
    is_stamp = signature.sig_object_type == "/DocTimeStamp"
    token = signature.signed_data if is_stamp else _attached_stamp(signature)
    if token is None:
        return None
    told: datetime = token["encap_content_info"]["content"].parsed["gen_time"].native
    return told


def _attached_stamp(signature: EmbeddedPdfSignature) -> cms.SignedData | None:
    return next(iter(extract_tst_data_iter(signature.signer_info, signed=False)), None)
