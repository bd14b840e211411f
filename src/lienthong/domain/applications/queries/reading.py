"""Reads of applications, for whoever may continue them: by the session that began them, a code, or an account."""

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from uuid import UUID

from lienthong.domain.applications import models as m
from lienthong.domain.applications.errors import ApplicationNotFound
from lienthong.domain.applications.rules import (
    Content,
    Part,
    Progress,
    Sheet,
    parts_of,
    people_form,
    read_code,
    show_code,
    write_code,
)
from lienthong.domain.procedures.exchange import EForm
from lienthong.domain.procedures.queries import (
    Filing,
    Handling,
    Paper,
    get_filing,
    get_handling,
    is_filed_online,
)
from lienthong.spine import cipher

SEALED = "applications.answers"
CODES = "applications.code"


@dataclass(frozen=True, slots=True)
class AttachmentRow:
    id: int
    paper: int
    file: int
    name: str
    size: int


@dataclass(frozen=True, slots=True)
class ApplicationRow:
    id: int
    key: UUID
    version: int
    procedure: str
    title: str
    owner: str
    account: str
    content: Content
    kept_at: datetime
    expires_on: date
    sent_at: datetime | None
    case: int | None
    paper: int | None

    @property
    def code(self) -> str:
        """As it is shown: two groups of four."""
        return show_code(code_of(self.key))


@dataclass(frozen=True, slots=True)
class PaperPart:
    """One paper of the procedure. ``is_filled``: the form stands for it; ``is_asked``: it must be attached."""

    place: int
    paper: Paper
    files: tuple[AttachmentRow, ...]
    is_filled: bool

    @property
    def is_asked(self) -> bool:
        return self.paper.required and not self.paper.held_by and not self.is_filled

    @property
    def is_here(self) -> bool:
        return bool(self.files) or self.is_filled

    @property
    def is_done(self) -> bool:
        return self.is_here or not self.is_asked


@dataclass(frozen=True)
class Whole:
    """An application with what its procedure asks; ``today`` is the day from which dates are seen."""

    row: ApplicationRow
    handling: Handling
    filing: Filing
    attachments: tuple[AttachmentRow, ...]
    today: date

    def form(self, sheet: Sheet) -> EForm:
        return self.people_form if sheet is Sheet.PEOPLE else self.filing.form

    @cached_property
    def people_form(self) -> EForm:
        filing = self.filing
        return people_form(
            people=filing.is_for_people, bodies=filing.is_for_bodies, by_post=filing.returns_by_post
        )

    @cached_property
    def parts(self) -> list[Part]:
        """In the order in which they are filled in: people, then the form."""
        return [
            part
            for sheet in Sheet
            for part in parts_of(sheet, self.form(sheet), self.row.content, self.today)
        ]

    @cached_property
    def papers(self) -> list[PaperPart]:
        form = self.filing.form.paper
        return [
            PaperPart(
                place, paper, tuple(one for one in self.attachments if one.paper == place), place == form
            )
            for place, paper in enumerate(self.handling.papers, 1)
        ]

    @property
    def undone(self) -> list[str]:
        """Names of the parts that are not done."""
        parts = [part.page.title for part in self.parts if part.progress is not Progress.DONE]
        return [*parts, *(one.paper.name for one in self.papers if not one.is_done)]

    @property
    def papers_here(self) -> tuple[int, ...]:
        return tuple(one.place for one in self.papers if one.is_here)


def code_of(key: UUID) -> str:
    """Made from the key, so that it need not be kept: only its digest is, to be found by."""
    return write_code(cipher.digest(str(key), use=CODES))


def finder_of(code: str) -> bytes:
    return cipher.digest(f"code:{code}", use=CODES)


def open_content(row: m.Application) -> Content:
    told = json.loads(cipher.decrypt(bytes(row.sealed), use=SEALED, context=str(row.key)))
    return Content(told["people"], told["form"], tuple(told["seen"]))


def seal_content(content: Content, key: UUID) -> bytes:
    told = {"people": dict(content.people), "form": dict(content.form), "seen": list(content.seen)}
    return cipher.encrypt(json.dumps(told, ensure_ascii=False), use=SEALED, context=str(key))


def row_of(row: m.Application) -> ApplicationRow:
    return ApplicationRow(
        id=row.pk,
        key=row.key,
        version=row.version_id,
        procedure=row.procedure,
        title=row.title,
        owner=row.owner,
        account=row.account,
        content=open_content(row),
        kept_at=row.kept_at,
        expires_on=row.expires_on,
        sent_at=row.sent_at,
        case=row.case_id,
        paper=row.paper,
    )


def get_application(key: UUID) -> ApplicationRow:
    """Raises ApplicationNotFound."""
    found = m.Application.objects.exclude(sealed=b"").filter(key=key).first()
    if found is None:
        raise ApplicationNotFound
    return row_of(found)


def get_whole(row: ApplicationRow, today: date) -> Whole:
    """Five queries at most, however much was filled in."""
    found = m.Attachment.objects.filter(application=row.id).order_by("paper", "id")
    files = tuple(AttachmentRow(one.pk, one.paper, one.file, one.name, one.size) for one in found)
    return Whole(row, get_handling(row.version), get_filing(row.version), files, today)


def find_by_code(code: str) -> UUID | None:
    """The key of the application that this code leads back to."""
    told = read_code(code)
    if len(told) != len(code_of(UUID(int=0))):
        return None
    return m.Application.objects.filter(finder=finder_of(told)).values_list("key", flat=True).first()


def find_of_case(case: int) -> ApplicationRow | None:
    """What was sent, of a case that was filed here and not destroyed since."""
    found = m.Application.objects.exclude(sealed=b"").filter(case=case).first()
    return row_of(found) if found else None


def list_sent_files(case: int) -> tuple[AttachmentRow, ...]:
    """What was attached to a case that was filed here and not destroyed since, in the order of its papers."""
    rows = m.Attachment.objects.filter(application__case=case).exclude(application__sealed=b"")
    return tuple(
        AttachmentRow(one.pk, one.paper, one.file, one.name, one.size) for one in rows.order_by("paper", "id")
    )


def list_open(keys: Collection[UUID]) -> list[ApplicationRow]:
    """Those of these that are still filled in, the last one touched first."""
    found = m.Application.objects.filter(key__in=keys, sent_at=None).order_by("-kept_at", "-id")
    return [row_of(row) for row in found[:20]]


def list_of_account(account: str) -> list[ApplicationRow]:
    """All of a person who was signed in, sent or not, the newest first."""
    if not account:
        return []
    return [row_of(row) for row in m.Application.objects.filter(account=account).order_by("-id")[:50]]


def is_open_for(handling: Handling, filing: Filing, today: date) -> bool:
    """Whether a procedure can be applied for here today."""
    return handling.is_in_force(today) and is_filed_online(handling, filing)
