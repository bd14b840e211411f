"""A content is read once, by the confined program; each file that has it is named beside it."""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction

from lienthong.spine.files.queries import FileRow, get_file, open_content
from lienthong.spine.files.rules import FileType
from lienthong.spine.fulltext.models import Named, Text
from lienthong.spine.fulltext.pictures import can_recognise, words_of_pictures
from lienthong.spine.fulltext.rules import MOST_LETTERS, Outcome
from lienthong.spine.signatures.confined import MOST_BYTES, TooMuchWork, run_confined
from lienthong.spine.text import search_key

PDF = FileType.PDF.media_type


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


def recognise(*, file: int, is_secret: Callable[[str], bool], at: datetime) -> Outcome | None:
    """The words of a PDF that is pictures only; None where there is nothing to do, or nothing to do it with.

    Called again, nothing is looked at again. ``is_secret`` as for ``read``.
    """
    row = get_file(file)
    if row is None or row.media_type != PDF or not can_recognise():
        return None
    if not Text.objects.filter(pk=row.digest, outcome=Outcome.EMPTY).exists():
        return None
    outcome, text = _recognised(row)
    if outcome is Outcome.RECOGNISED and is_secret(text.partition("\f")[0]):
        outcome, text = Outcome.WITHHELD, ""
    kept = text[:MOST_LETTERS]
    given = {"outcome": outcome.value, "text": kept, "search": search_key(kept), "read_at": at}
    Text.objects.filter(pk=row.digest, outcome=Outcome.EMPTY).update(**given)
    return outcome


def _recognised(row: FileRow) -> tuple[Outcome, str]:
    try:
        with open_content(row) as content:
            text = words_of_pictures(content.read(MOST_BYTES + 1))
    except (TooMuchWork, FileNotFoundError):
        return Outcome.BARE, ""
    return (Outcome.RECOGNISED, text) if text.strip() else (Outcome.BARE, "")


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
            whole = content.read(MOST_BYTES + 1)
        said, made = run_confined("read", {"is_pdf": row.media_type == PDF}, whole)
    except (TooMuchWork, FileNotFoundError):
        return Outcome.UNREADABLE, ""
    if not said["is_read"]:
        return Outcome.UNREADABLE, ""
    text = made.decode("utf-8", "replace").replace("\x00", "")
    return (Outcome.READ, text) if text.strip() else (Outcome.EMPTY, "")
