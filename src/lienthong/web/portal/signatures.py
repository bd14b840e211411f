"""Anybody checks the signatures of a PDF or XML: who signed, when, and whether it still holds. Nothing is kept.

The file goes to the upload process, which has it judged by a process with limits and answers with the page itself.
"""

import threading
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any, Final

from allauth.core import ratelimit
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_POST

from lienthong.connectors.trust.client import ask_issuer, current_trust
from lienthong.domain.copies import queries as copies
from lienthong.domain.copies.queries import CopyRow
from lienthong.spine import clock
from lienthong.spine.files.rules import MB, clean_name
from lienthong.spine.signatures.confined import MOST_BYTES
from lienthong.spine.signatures.telling import REASONS, VERDICTS
from lienthong.spine.signatures.verdicts import Report, SignatureReport, Verdict
from lienthong.spine.signatures.verification import verify
from lienthong.web.entrance.access import public
from lienthong.web.ui.parts import Fact
from lienthong.web.ui.words import in_vietnamese

AT_ONCE: Final = 2
"""Files judged at the same time; more would take the processors from those who work."""
PATIENCE: Final = 20.0
MOST_SHOWN: Final = 20_000
"""Letters of a signed part that the page shows."""
STATUS: Final = {
    Verdict.VALID: "valid_signature",
    Verdict.INVALID: "invalid_signature",
    Verdict.UNKNOWN: "unchecked_signature",
}
_turns = threading.BoundedSemaphore(AT_ONCE)


@dataclass(frozen=True, slots=True)
class Shown:
    """One signature as the page tells it."""

    title: str
    status: str
    word: str
    reasons: tuple[str, ...]
    facts: tuple[Fact, ...]
    is_valid: bool
    signed: tuple[str, ...]


@public
def signatures(request: HttpRequest) -> HttpResponse:
    return _page(request, {})


@require_POST
@public
def check(request: HttpRequest) -> HttpResponse:
    """Called in the upload process when the whole file is here."""
    refused: HttpResponse | None = ratelimit.consume_or_429(request, action="check_signatures")
    if refused:
        return refused
    file = request.FILES.get("file")
    if file is None or not file.size:
        return _page(request, {"fault": _("Choose the PDF or XML file first.")}, status=400)
    if file.size > MOST_BYTES:
        fault = pgettext("signature", "The file is larger than %(megabytes)s MB.") % {
            "megabytes": MOST_BYTES // MB
        }
        return _page(request, {"fault": fault}, status=400)
    content = file.read()
    report = _judged(content)
    if report is None:
        fault = _("Many files are being checked just now. Please send yours again in a minute.")
        return _page(request, {"fault": fault}, status=503)
    copy = copies.find_by_digest(sha256(content).hexdigest())
    return _page(
        request, _result(report, clean_name(file.name or "")) | {"copy": copy, "facts": _of_copy(copy)}
    )


def _judged(content: bytes) -> Report | None:
    """None when too many others are waiting."""
    if not _turns.acquire(timeout=PATIENCE):
        return None
    try:
        return verify(content, current_trust(), at=clock.real_now(), ask=ask_issuer)
    finally:
        _turns.release()


def _result(report: Report, name: str) -> dict[str, Any]:
    return {
        "name": name,
        "verdict": report.verdict,
        "is_readable": not report.faults,
        "faults": [str(REASONS[reason]) for reason in report.faults],
        "signatures": [_shown(one, place) for place, one in enumerate(report.signatures, 1)],
        "is_test": any(one.is_test for one in report.signatures),
        "has_additions": bool(report.signatures) and not any(one.is_last_word for one in report.signatures),
    }


def _of_copy(copy: CopyRow | None) -> list[Fact]:
    """Of what a copy of this house is: who holds the copy holds what it says."""
    if copy is None:
        return []
    facts = [
        Fact(pgettext("document", "Copy"), in_vietnamese(copy.name), hint=f"{copy.dated:%d/%m/%Y}"),
        Fact(_("Copy of"), in_vietnamese(copy.source_title), hint=f"{copy.source_dated:%d/%m/%Y}"),
        Fact(pgettext("document", "Issued by"), in_vietnamese(copy.source_author)),
        Fact(_("Fingerprint of what was copied"), copy.digest, hint="SHA-256"),
    ]
    if copy.pages:
        facts.append(Fact(_("Pages"), copies.write_pages(copy.pages)))
    return facts


def _shown(one: SignatureReport, place: int) -> Shown:
    return Shown(
        title=_title(one, place),
        status=STATUS[one.verdict],
        word=str(VERDICTS[one.verdict]),
        reasons=tuple(str(REASONS[reason]) for reason in one.reasons),
        facts=tuple(_facts(one)),
        is_valid=one.verdict is Verdict.VALID,
        signed=() if one.verdict is Verdict.INVALID else tuple(part[:MOST_SHOWN] for part in one.signed),
    )


def _title(one: SignatureReport, place: int) -> str:
    """A name stands in the heading only when it is proven."""
    if one.is_time_stamp:
        return _("Time-stamp of the file")
    is_proven = one.verdict is Verdict.VALID and one.signer
    return one.signer if is_proven else _("Signature %(n)s") % {"n": place}


def _facts(one: SignatureReport) -> Iterator[Fact]:
    if one.signer:
        yield Fact(_("Signer"), in_vietnamese(one.signer))
    if one.organisation:
        yield Fact(pgettext("signer", "Organisation"), in_vietnamese(one.organisation))
    if one.stamped_at and one.verdict is Verdict.VALID:
        yield Fact(_("Time of signing"), _moment(one.stamped_at), hint=_("proven by a time-stamp"))
    elif one.claimed_at:
        hint = _("by the signer's own clock, not proven")
        yield Fact(_("Time of signing"), _moment(one.claimed_at), hint=hint)
    if one.issuer:
        yield Fact(_("Certificate issued by"), in_vietnamese(one.issuer))


def _moment(instant: datetime) -> str:
    """Hour and day may part on the smallest phone."""
    return f"{clock.local(instant):%H:%M %d/%m/%Y}"


def _page(request: HttpRequest, result: dict[str, Any], *, status: int = 200) -> HttpResponse:
    context = {
        "action": settings.LIENTHONG_STREAM_ORIGIN + reverse("signatures_check"),
        "megabytes": MOST_BYTES // MB,
        "most_shown": MOST_SHOWN,
        "valid": Verdict.VALID,
        "invalid": Verdict.INVALID,
        **result,
    }
    answer = render(request, "portal/signatures.html", context, status=status)
    # under "same-origin" a browser hides where the form came from, and the upload process refuses it
    if settings.LIENTHONG_STREAM_ORIGIN:
        answer.headers["Referrer-Policy"] = "strict-origin-when-cross-origin"
    return answer


urlpatterns = [path("signatures/", signatures, name="signatures")]
uploads = [path("uploads/signatures/", check, name="signatures_check")]
