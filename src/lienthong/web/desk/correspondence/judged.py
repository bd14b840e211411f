"""The signatures of a paper that came, judged anew from its very bytes, as the desk tells them."""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lienthong.connectors.trust.client import ask_issuer, current_trust
from lienthong.spine import clock
from lienthong.spine.files.queries import FileRow, open_content
from lienthong.spine.files.rules import FileType
from lienthong.spine.signatures.outside import read_words
from lienthong.spine.signatures.telling import REASONS, VERDICTS
from lienthong.spine.signatures.trust import Trust
from lienthong.spine.signatures.verdicts import SignatureReport, Verdict
from lienthong.spine.signatures.verification import verify
from lienthong.web.ui.words import in_vietnamese

TAGS: Final = {
    Verdict.VALID: "valid_signature",
    Verdict.INVALID: "invalid_signature",
    Verdict.UNKNOWN: "unchecked_signature",
}
SUMS: Final[dict[Verdict | None, str | Promise]] = {
    Verdict.VALID: gettext_lazy("Every signature is valid; nothing was changed after signing."),
    Verdict.INVALID: gettext_lazy(
        "A signature is not valid. Do not register it; return it with this reason."
    ),
    Verdict.UNKNOWN: gettext_lazy("Not everything can be checked now. That is no proof against it."),
    None: gettext_lazy("It bears no digital signature."),
}


ENVELOPES: Final[dict[Verdict | None, str | Promise]] = {
    Verdict.VALID: gettext_lazy(
        "The envelope is the very one that its node signed; nothing was changed on the way."
    ),
    Verdict.INVALID: gettext_lazy(
        "The signature of the envelope is not valid. Ask the sender by another way whether this is what was sent."
    ),
    Verdict.UNKNOWN: gettext_lazy(
        "The signature of the envelope cannot be checked. That is no proof against it."
    ),
    None: gettext_lazy("The envelope bears no signature; the axis asks for none."),
}
TOO_LARGE: Final = gettext_lazy(
    "The message is too large for its envelope to be checked here; the receipts hold."
)
IN_PAPER: Final = gettext_lazy("Its fingerprint stands in the signed document")
_AT_ONCE: Final = 4
LARGEST_ENVELOPE: Final = 10_000_000
"""Judging holds a whole XML in memory; what is larger goes without."""


@dataclass(frozen=True, slots=True)
class Judged:
    """``summary`` in a sentence; one line for each signature."""

    summary: str | Promise
    is_good: bool
    lines: tuple["Line", ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One signature: who, when, what is to be said against it."""

    tag: str
    word: str | Promise
    who: str
    when: str
    reasons: tuple[str, ...]


def judge(kept: FileRow) -> Judged:
    with open_content(kept) as content:
        report = verify(content.read(), current_trust(), at=clock.real_now(), ask=ask_issuer)
    lines = tuple(_lines(report.signatures))
    return Judged(SUMS[report.verdict], report.verdict is Verdict.VALID, lines)


@dataclass(frozen=True, slots=True)
class Held:
    """What protects a file that goes with a paper: a key of ``ui.statuses``, and its words."""

    tag: str
    word: str | Promise


def judge_attached(paper: FileRow, attached: Sequence[FileRow], *, is_good: bool) -> dict[int, Held]:
    """By file: of a PDF the worst of its own signatures; of anything else that its digest stands in the ``paper``, if
    that ``is_good`` and says so. Of what bears nothing, nothing is said. Each is read by a program of its own, several
    at once.
    """
    with ThreadPoolExecutor(_AT_ONCE) as many:
        reports = many.map(partial(_report, current_trust(), clock.real_now()), filter(_is_pdf, attached))
        found = {file: _held(verdict) for file, verdict in reports if verdict}
    others = [one for one in attached if not _is_pdf(one)]
    if others and is_good and _is_pdf(paper):
        with open_content(paper) as content:
            words = read_words(content.read(), is_pdf=True)
        found |= {one.id: Held(TAGS[Verdict.VALID], IN_PAPER) for one in others if one.digest in words}
    return found


def _report(trust: Trust, at: datetime, kept: FileRow) -> tuple[int, Verdict | None]:
    with open_content(kept) as content:
        return kept.id, verify(content.read(), trust, at=at).verdict


def _held(verdict: Verdict) -> Held:
    return Held(TAGS[verdict], VERDICTS[verdict])


def _is_pdf(kept: FileRow) -> bool:
    return kept.media_type == FileType.PDF.media_type


def judge_envelope(kept: FileRow) -> Judged:
    """Of a message on the axis: what its node signed. It speaks of transport; its papers are judged for themselves."""
    if kept.size > LARGEST_ENVELOPE:
        return Judged(TOO_LARGE, False, ())
    with open_content(kept) as content:
        report = verify(content.read(), current_trust(), at=clock.real_now(), ask=ask_issuer)
    is_good = report.verdict in {Verdict.VALID, None}
    return Judged(ENVELOPES[report.verdict], is_good, tuple(_lines(report.signatures)))


def _lines(signatures: tuple[SignatureReport, ...]) -> Iterator[Line]:
    for one in signatures:
        at = one.stamped_at or one.claimed_at
        yield Line(
            TAGS[one.verdict],
            VERDICTS[one.verdict],
            _who(one),
            f"{clock.local(at):%H:%M %d/%m/%Y}" if at else "",
            tuple(str(REASONS[reason]) for reason in one.reasons),
        )


def _who(one: SignatureReport) -> str:
    """A name is believed only of a valid signature."""
    if one.is_time_stamp:
        return _("Time-stamp of the document")
    if one.verdict is not Verdict.VALID:
        return _("Signature that is not confirmed")
    names = dict.fromkeys(name for name in (one.signer, one.organisation) if name)
    return in_vietnamese(", ".join(names))
