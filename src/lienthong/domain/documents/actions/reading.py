"""What an issued document says is read once, so that it can be found."""

from datetime import datetime

from lienthong.domain.documents import models as m
from lienthong.domain.documents.rules.wording import is_secret
from lienthong.spine.fulltext.actions import read
from lienthong.spine.fulltext.queries import Outcome


def read_text(*, document: int, at: datetime) -> Outcome | None:
    """Of its newest bytes; None where they are not in the store any more."""
    row = m.Document.objects.get(pk=document)
    return read(file=row.file, is_secret=lambda page: is_secret([page]), at=at)
