"""Judging a file that comes from anybody."""

import base64
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from time import monotonic
from typing import Any

from lienthong.spine.signatures.confined import SECONDS, TooMuchWork, run_confined
from lienthong.spine.signatures.statuses import AskIssuer
from lienthong.spine.signatures.trust import Trust
from lienthong.spine.signatures.verdicts import Reason, Report


def verify(
    paper: bytes, trust: Trust, *, at: datetime, seconds: float = SECONDS, ask: AskIssuer | None = None
) -> Report:
    """What each signature is worth; ``at`` is technical time. Never raises for what is in the file.

    ``ask``: where no list says whether a certificate was revoked its issuer is asked, and the file judged once more by
    what it answers. Question and answer are written and read by the confined program, never here.
    """
    began = monotonic()
    try:
        said = _judged(paper, trust, at, seconds)
        if ask and (answers := tuple(_answers(said["questions"], ask, trust))):
            later = at + timedelta(seconds=monotonic() - began)
            said = _judged(paper, replace(trust, answers=answers), later, seconds)
    except TooMuchWork:
        return Report(faults=(Reason.TOO_MUCH_WORK,))
    return Report.of(said)


def _judged(paper: bytes, trust: Trust, at: datetime, seconds: float) -> dict[str, Any]:
    told = {"trust": trust.told(), "at": at.isoformat()}
    said, _ = run_confined("judge", told, paper, seconds=seconds)
    return dict(said)


def _answers(questions: Iterable[list[str]], ask: AskIssuer, trust: Trust) -> Iterable[bytes]:
    for issuer, request in (map(base64.b64decode, one) for one in questions):
        if issuer in (*trust.anchors, *trust.between) and (answer := ask(issuer, request)):
            yield answer
