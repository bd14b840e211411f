"""A content is read once, by the confined program; each file that has it is named beside it."""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction

from lienthong.spine.files.queries import FileRow, get_file, open_content
from lienthong.spine.fulltext.models import Named, Text
from lienthong.spine.fulltext.rules import MOST_LETTERS, Outcome
from lienthong.spine.signatures.confined import TooMuchWork, run_confined
from lienthong.spine.text import search_key


def read(*, file: int, is_secret: Callable[[str], bool], at: datetime) -> Outcome | None:
    """What became of it; None for a file that is not there. Called again, nothing is read again.

    ``is_secret`` is asked for the first page: of what says that it is secret no word is kept.
    """
    row = get_file(file)
    if row is None:
        return None
    known = Text.objects.filter(pk=row.digest).first()
    text = known or _keep(row, is_secret, at)
    Named.objects.get_or_create(file=row.id, defaults={"agency": row.agency, "text": text})
    return Outcome(text.outcome)


def _keep(row: FileRow, is_secret: Callable[[str], bool], at: datetime) -> Text:
    outcome, text = _read(row)
    if outcome is Outcome.READ and is_secret(text.partition("\f")[0]):
        outcome, text = Outcome.WITHHELD, ""
    kept = text[:MOST_LETTERS]
    given = {"outcome": outcome.value, "text": kept, "search": search_key(kept), "read_at": at}
    with transaction.atomic():
        return Text.objects.get_or_create(digest=row.digest, defaults=given)[0]


def _read(row: FileRow) -> tuple[Outcome, str]:
    try:
        with open_content(row) as content:
            said, made = run_confined("read", {"is_pdf": row.media_type == "application/pdf"}, content.read())
    except (TooMuchWork, FileNotFoundError):
        return Outcome.UNREADABLE, ""
    if not said["is_read"]:
        return Outcome.UNREADABLE, ""
    text = made.decode("utf-8", "replace").replace("\x00", "")
    return (Outcome.READ, text) if text.strip() else (Outcome.EMPTY, "")
