"""What somebody prepares before handing it in: files that were received, and the form as it was left."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, BinaryIO

from django.db import transaction

from lienthong.domain.plans import models as m
from lienthong.domain.plans.actions.evidence import EVIDENCE_USE
from lienthong.domain.plans.errors import NotYours
from lienthong.domain.plans.permissions import can_submit
from lienthong.spine.actor import Actor
from lienthong.spine.files.actions import put
from lienthong.spine.files.queries import FileRow
from lienthong.spine.ledger.actions import record


@transaction.atomic
def receive_evidence(*, content: BinaryIO, name: str, by: Actor, at: datetime) -> FileRow:
    """Keeps a file that waits to be handed in for a duty of one's agency. Raises NotYours, FileRefused."""
    if not can_submit(by, by.agency):
        raise NotYours
    file = put(content=content, name=name, use=EVIDENCE_USE, agency=by.agency, by=by, at=at)
    record(
        by=by,
        verb="plans.receive_evidence",
        subject=f"file:{file.id}",
        agency=by.agency,
        at=at,
        details={"name": file.name, "digest": file.digest, "size": file.size},
    )
    return file


@transaction.atomic
def keep_draft(*, obligation: int, content: Mapping[str, Any], by: Actor, at: datetime) -> None:
    """Keeps the form as its writer left it; one for a person and a duty. No event: nothing has happened yet."""
    m.SubmissionDraft.objects.update_or_create(
        obligation_id=obligation,
        account=by.account,
        defaults={"content": dict(content), "saved_at": at},
    )


@transaction.atomic
def drop_draft(*, obligation: int, by: Actor) -> None:
    m.SubmissionDraft.objects.filter(obligation=obligation, account=by.account).delete()
