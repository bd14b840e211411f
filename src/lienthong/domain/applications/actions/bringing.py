"""An application that was filled in elsewhere, at another portal, becomes a case as one of ours does."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from io import BytesIO
from typing import Any
from uuid import UUID

from django.db import transaction

from lienthong.domain.applications import models as m
from lienthong.domain.applications.actions.filling import ATTACHED, refuse_too_much, whole_of
from lienthong.domain.applications.actions.sending import Sent, become_case, intake_of
from lienthong.domain.applications.errors import NoSuchPart
from lienthong.domain.applications.queries.reading import code_of, finder_of, seal_content
from lienthong.domain.applications.rules import KEPT_DAYS, Content
from lienthong.domain.procedures.queries import get_handling
from lienthong.spine import clock
from lienthong.spine.actor import Actor
from lienthong.spine.files.actions import put


@dataclass(frozen=True, slots=True)
class Brought:
    """What came. ``key`` names it for ever; ``people`` as the form for everybody has it (whose, applicant, contact,
    result); ``files`` by the place of their paper, with name and content; ``about`` its content in words.
    """

    key: UUID
    version: int
    owner: str
    people: Mapping[str, Any]
    about: str
    files: Sequence[tuple[int, str, bytes]] = ()


@transaction.atomic
def take_filed(*, brought: Brought, by: Actor, at: datetime) -> Sent:
    """The case that the one-stop of ``owner`` has to answer, with the files as attachments; brought twice, it is one.

    Nobody is asked again for what the other portal asked in its own way. Raises ProcedureNotFound, NoSuchPart, a
    FileRefused, and what ``send`` raises of the case and its people.
    """
    made = m.Application.objects.select_for_update().filter(key=brought.key).first()
    if made and made.case_id:
        return Sent(made.case_id, is_new=False)
    row = _row(brought, at)
    _attach(row, brought, by=by, at=at)
    whole = whole_of(row, at)
    intake = replace(intake_of(whole), content=brought.about[:500])
    return become_case(row, whole, intake, by=by, at=at)


def _row(brought: Brought, at: datetime) -> m.Application:
    handling = get_handling(brought.version)
    return m.Application.objects.create(
        key=brought.key,
        finder=finder_of(code_of(brought.key)),
        version_id=brought.version,
        procedure=handling.code,
        title=handling.name,
        owner=brought.owner,
        sealed=seal_content(Content(people=brought.people), brought.key),
        began_at=at,
        kept_at=at,
        expires_on=clock.local(at).date() + timedelta(days=KEPT_DAYS),
    )


def _attach(row: m.Application, brought: Brought, *, by: Actor, at: datetime) -> None:
    """Raises NoSuchPart, TooManyFiles, TooMuch, a FileRefused."""
    papers = len(get_handling(brought.version).papers)
    for paper, name, content in brought.files:
        if not 1 <= paper <= papers:
            raise NoSuchPart
        refuse_too_much(row, paper, 1)
        file = put(content=BytesIO(content), name=name, use=ATTACHED, agency=row.owner, by=by, at=at)
        m.Attachment.objects.create(
            application=row, paper=paper, file=file.id, name=file.name, size=file.size, added_at=at
        )
