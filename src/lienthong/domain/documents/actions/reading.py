"""What an issued document and what goes with it say is read once, so that it can be found."""

from datetime import datetime

from lienthong.domain.documents import models as m
from lienthong.domain.documents.rules.wording import is_secret
from lienthong.spine.fulltext.actions import read
from lienthong.spine.fulltext.queries import Outcome


def read_text(*, document: int, at: datetime) -> list[Outcome]:
    """Of its newest bytes, then of its attachments; those that are not in the store any more are left out."""
    row = m.Document.objects.get(pk=document)
    found = [
        read(file=file, is_secret=lambda page: is_secret([page]), at=at) for file in (row.file, *row.attached)
    ]
    return [outcome for outcome in found if outcome]
