"""What the verbs of this room share."""

from lienthong.domain.retention.errors import ReasonMissing
from lienthong.spine.text import clean_lines

REASON_LENGTH = 300


def said(reason: str) -> str:
    """Raises ReasonMissing."""
    if not (told := clean_lines(reason)[:REASON_LENGTH]):
        raise ReasonMissing
    return told
