"""One document: as it stands, what it was, and what may be done with it now."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from lienthong.domain.documents import models as m
from lienthong.domain.documents.errors import DocumentNotFound
from lienthong.domain.documents.permissions import can_move, can_see, could_move
from lienthong.domain.documents.queries.rows import (
    DocumentRow,
    HappeningRow,
    VersionRow,
    happening_row,
    row_of,
    version_row,
)
from lienthong.domain.documents.rules.mending import Mending, about_mended, mended_in
from lienthong.domain.documents.rules.moves import MOVES, NUMBERED, State, Verb, allows
from lienthong.spine.actor import Actor


def get_document(document: int, *, by: Actor) -> DocumentRow:
    """Raises DocumentNotFound, also for one that is none of one's business."""
    row = m.Document.objects.filter(pk=document).first()
    if row is None or not _is_seen(row, by):
        raise DocumentNotFound
    return row_of(row)


def _is_seen(row: m.Document, by: Actor) -> bool:
    return can_see(by, agency=row.agency, people=row.people, is_issued=row.state in NUMBERED)


def get_version(document: int, place: int) -> VersionRow:
    return version_row(m.Version.objects.get(document=document, place=place))


def list_versions(document: int) -> list[VersionRow]:
    """The newest first."""
    return [version_row(row) for row in m.Version.objects.filter(document=document).order_by("-place")[:100]]


def list_happenings(document: int) -> list[HappeningRow]:
    """In the order in which they happened."""
    rows = m.Happening.objects.filter(document=document).order_by("id")
    return [happening_row(row) for row in rows[:500]]


def list_moves(row: DocumentRow, *, by: Actor) -> list[Verb]:
    """What this person may do with it now."""
    return [verb for verb in MOVES if allows(verb, row.state) and _is_now_theirs(row, verb, by)]


def _is_now_theirs(row: DocumentRow, verb: Verb, by: Actor) -> bool:
    return can_move(
        by, verb, row.state, agency=row.agency, drafter=row.drafter, holder=row.holder, people=row.people
    )


def is_theirs(row: DocumentRow, verb: Verb, *, by: Actor) -> bool:
    """Whether it is or was theirs to do, whatever the state."""
    return could_move(by, verb, agency=row.agency, drafter=row.drafter, signer=row.signer, people=row.people)


def list_about(about: Collection[str]) -> list[DocumentRow]:
    """The documents for subjects of other rooms, the newest first. Whoever shows them asks for rights before."""
    rows = m.Document.objects.filter(about__in=about).exclude(state=State.DROPPED.value).order_by("-id")
    return [row_of(row) for row in rows[:20]]


def list_mending(document: int) -> list[tuple[Mending, DocumentRow]]:
    """What replaces or corrects it, also while it is being written. Whoever shows them asks for rights before."""
    rows = list_about([about_mended(mending, document) for mending in Mending])
    return [(found[0], row) for row in rows if (found := mended_in(row.about))]


def is_drafted(key: UUID) -> bool:
    """Whether a form made its document."""
    return find_drafted(key) is not None


def find_drafted(key: UUID) -> int | None:
    """The document that a form made."""
    return m.Document.objects.filter(key=key).values_list("id", flat=True).first()


@dataclass(frozen=True, slots=True)
class SignatureRow:
    """Who signed a document, for which agency, when; and how it is called since."""

    account: str
    name: str
    agency: str
    code: str
    at: datetime


def get_signature(document: int) -> SignatureRow:
    """The signature that counts: of one that was returned and signed anew, the last."""
    row = row_of(m.Document.objects.get(pk=document))
    signed = m.Happening.objects.filter(document=document, verb=Verb.SIGNED.value).latest("id")
    return SignatureRow(signed.account, signed.name, row.agency, row.code, signed.occurred_at)
