"""What somebody prepares before handing it in: files that were received, and the form as it was left."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any, BinaryIO

from django.db import transaction

from lienthong.domain.plans import models as m
from lienthong.domain.plans.actions.common import hold, stand_of
from lienthong.domain.plans.errors import NotNow, NotYours
from lienthong.domain.plans.permissions import can_submit
from lienthong.domain.plans.queries.obligations import with_file
from lienthong.domain.plans.queries.owed import list_own_files
from lienthong.domain.plans.rules.coming_in import EVIDENCE_USE
from lienthong.domain.plans.rules.standing import Verb, allows
from lienthong.spine.actor import Actor
from lienthong.spine.files.actions import discard as discard_file
from lienthong.spine.files.actions import put
from lienthong.spine.files.queries import FileRow
from lienthong.spine.ledger.actions import record


@transaction.atomic
def receive_evidence(*, content: BinaryIO, name: str, by: Actor, at: datetime) -> FileRow:
    """Keeps a file that waits to be handed in for a duty of one's agency. Raises NotYours, FileRefused."""
    if not can_submit(by, by.agency):
        raise NotYours
    file = put(content=content, name=name, use=EVIDENCE_USE, agency=by.agency, by=by, at=at)
    _record("plans.receive_evidence", file, by=by, at=at)
    return file


@transaction.atomic
def discard_evidence(*, files: Collection[int], by: Actor, at: datetime) -> int:
    """Takes files that one had sent out again, content and all; returns how many. What was handed in stays."""
    handed_in = m.Evidence.objects.filter(with_file(files)).values_list("file", "annexes")
    used = {one for file, annexes in handed_in for one in (file, *annexes)}
    own = list_own_files(set(files) - used, by)
    for file in own.values():
        discard_file(file=file.id)
        _record("plans.discard_evidence", file, by=by, at=at)
    return len(own)


def _record(verb: str, file: FileRow, *, by: Actor, at: datetime) -> None:
    record(
        by=by,
        verb=verb,
        subject=f"file:{file.id}",
        agency=by.agency,
        at=at,
        details={"name": file.name, "digest": file.digest, "size": file.size},
    )


@transaction.atomic
def keep_draft(*, obligation: int, content: Mapping[str, Any], by: Actor, at: datetime) -> None:
    """Keeps the form as its writer left it; one for a person and a duty. No event: nothing has happened yet.

    Raises ObligationNotFound, NotYours, NotNow: a page left open does not bring a draft back after the handing in.
    """
    stand = stand_of(hold(obligation))
    if not can_submit(by, stand.agency):
        raise NotYours
    if not allows(Verb.SUBMITTED, stand):
        raise NotNow(verb=Verb.SUBMITTED)
    m.SubmissionDraft.objects.update_or_create(
        obligation_id=obligation,
        account=by.account,
        defaults={"content": dict(content), "saved_at": at},
    )


@transaction.atomic
def drop_draft(*, obligation: int, by: Actor, at: datetime) -> None:
    """Forgets what one had prepared, with the files that wait in it."""
    rows = m.SubmissionDraft.objects.filter(obligation=obligation, account=by.account)
    files = [file for row in rows for one in row.content["documents"] for file in one.get("files", ())]
    discard_evidence(files=files, by=by, at=at)
    rows.delete()
