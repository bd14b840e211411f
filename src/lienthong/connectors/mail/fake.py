"""The pigeon-hole that stands in for a mail server in demonstration and tests."""

from dataclasses import dataclass
from datetime import datetime

from lienthong.connectors.mail.messages import Letter
from lienthong.connectors.mail.models import KeptLetter

PAGE = 50


@dataclass(frozen=True, slots=True)
class LetterRow:
    to: str
    subject: str
    body: str
    handed_over_at: datetime


def keep(letter: Letter) -> bool:
    """True when it is new, False when a letter of that key lies there already."""
    _, first = KeptLetter.objects.get_or_create(
        key=letter.key, defaults={"to": letter.to, "subject": letter.subject, "body": letter.body}
    )
    return first


def list_letters(offset: int = 0) -> list[LetterRow]:
    """The newest letters first, a page at a time."""
    rows = KeptLetter.objects.exclude(to="")[offset : offset + PAGE]
    return [LetterRow(row.to, row.subject, row.body, row.handed_over_at) for row in rows]


def count_letters() -> int:
    return KeptLetter.objects.exclude(to="").count()
