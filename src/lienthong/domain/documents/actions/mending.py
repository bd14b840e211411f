"""An issued document is put right by another: the first stays as it is, and each names the other."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from lienthong.domain.documents.actions.drafting import Draft, draft
from lienthong.domain.documents.errors import CorrectionIsLetter, DocumentNotFound, ReplacedByItsKind
from lienthong.domain.documents.queries.lists import get_issued
from lienthong.domain.documents.queries.rows import Content
from lienthong.domain.documents.rules.kinds import Kind
from lienthong.domain.documents.rules.mending import Mending, about_mended
from lienthong.spine.actor import Actor


@transaction.atomic
def mend(*, document: int, mending: Mending, key: UUID, content: Content, by: Actor, at: datetime) -> int:
    """Begins the document that replaces or corrects one that one's agency issued. Returns the draft.

    Raises DocumentNotFound, ReplacedByItsKind, CorrectionIsLetter and what ``draft`` raises.
    """
    row = get_issued(document, by.agency)
    if row is None:
        raise DocumentNotFound
    if mending is Mending.REPLACES and content.kind is not row.kind:
        raise ReplacedByItsKind(kind=row.kind_name)
    if mending is Mending.CORRECTS and content.kind is not Kind.LETTER:
        raise CorrectionIsLetter
    return draft(draft=Draft(key, content, about_mended(mending, document)), by=by, at=at)
