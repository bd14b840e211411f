"""The paper of a receipt is set once, and kept as it was handed out."""

from datetime import datetime
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Final

from django.db import transaction

from lienthong.domain.payments import models as m
from lienthong.domain.payments import queries
from lienthong.domain.payments.queries.wording import receipt_words
from lienthong.spine.actor import Actor
from lienthong.spine.files.actions import put
from lienthong.spine.files.rules import FileType, Use
from lienthong.spine.pdf import typeset_form

RECEIPT: Final = Use("money receipt", (FileType.PDF,))


@transaction.atomic
def set_paper(*, receipt: int, by: Actor, at: datetime) -> int:
    """Asked for twice, it is the same file."""
    row = m.Receipt.objects.select_for_update(of=("self",)).get(pk=receipt)
    if row.file:
        return row.file
    content = BytesIO(typeset_form(_template(), receipt_words(receipt)))
    name = f"bien-lai-{row.series}-{row.year % 100:02}-{row.number:07}.pdf"
    row.file = put(content=content, name=name, use=RECEIPT, agency=row.agency, by=by, at=at).id
    row.save(update_fields=["file"])
    return row.file


@cache
def _template() -> str:
    return (Path(queries.__file__).parent / "receipt.typ").read_text(encoding="utf-8")
