"""Judging a file that comes from anybody."""

from datetime import datetime

from lienthong.spine.signatures.confined import SECONDS, TooMuchWork, run_confined
from lienthong.spine.signatures.trust import Trust
from lienthong.spine.signatures.verdicts import Reason, Report


def verify(paper: bytes, trust: Trust, *, at: datetime, seconds: float = SECONDS) -> Report:
    """What each signature is worth; ``at`` is technical time. Never raises for what is in the file."""
    told = {"trust": trust.told(), "at": at.isoformat()}
    try:
        said, _ = run_confined("judge", told, paper, seconds=seconds)
    except TooMuchWork:
        return Report(faults=(Reason.TOO_MUCH_WORK,))
    return Report.of(said)
