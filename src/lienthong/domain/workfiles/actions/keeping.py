"""A work file is opened, filled in order, closed, and opened again where it was closed too early."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from lienthong.domain.copies.errors import CopyNotFound
from lienthong.domain.copies.queries import State as CopyState
from lienthong.domain.copies.queries import get_copy
from lienthong.domain.correspondence import actions as correspondence
from lienthong.domain.correspondence.errors import IncomingNotFound
from lienthong.domain.correspondence.queries import Verb as IncomingVerb
from lienthong.domain.correspondence.queries import get_incoming
from lienthong.domain.correspondence.queries import list_moves as list_incoming_moves
from lienthong.domain.documents.errors import DocumentNotFound
from lienthong.domain.documents.queries import NUMBERED, get_document, get_version
from lienthong.domain.organisations.queries import get_names
from lienthong.domain.workfiles import models as m
from lienthong.domain.workfiles.actions.common import (
    Held,
    happen,
    hold,
    name_of_keeper,
    said,
)
from lienthong.domain.workfiles.errors import (
    CodeMissing,
    CodeTaken,
    ListNotFound,
    NothingInIt,
    NotYours,
    PaperThere,
    PaperUnfit,
    TitleMissing,
    UnitMissing,
)
from lienthong.domain.workfiles.permissions import can_archive, can_keep
from lienthong.domain.workfiles.queries.files import find_made
from lienthong.domain.workfiles.queries.foreseen import fit_years, refuse_secret
from lienthong.domain.workfiles.rules.moves import ListState, Verb
from lienthong.spine import clock
from lienthong.spine.actor import Actor
from lienthong.spine.text import clean


@dataclass(frozen=True, slots=True)
class Cover:
    """What stands on the cover of a file. ``years`` None: kept for good."""

    unit: str
    code: str
    title: str
    years: int | None
    keeper: str

    def clean(self) -> "Cover":
        """Raises UnitMissing, CodeMissing, TitleMissing, RetentionWrong, SecretFile."""
        told = Cover(
            clean(self.unit), clean(self.code), clean(self.title), fit_years(self.years), self.keeper
        )
        for text, missing in ((told.unit, UnitMissing), (told.code, CodeMissing), (told.title, TitleMissing)):
            if not text:
                raise missing
        refuse_secret([told.title, told.code])
        return told


@transaction.atomic
def open_line(*, key: UUID, line: int, by: Actor, at: datetime) -> int:
    """The file that an approved list foresees; opened once, whoever presses. Raises ListNotFound, NotYours."""
    row = (
        m.Line.objects.select_for_update(of=("self",))
        .select_related("listing")
        .filter(pk=line, listing__agency=by.agency, listing__state=ListState.APPROVED.value)
        .first()
    )
    if row is None or not can_keep(by, by.agency):
        raise ListNotFound
    if by.account != row.keeper and not can_archive(by, by.agency):
        raise NotYours
    if made := m.Workfile.objects.filter(line=row).values_list("id", flat=True).first():
        return made
    cover = Cover(row.unit, row.code, row.title, row.years, row.keeper)
    return _open(key, cover, row.keeper_name, row.listing.year, row, by, at)


@transaction.atomic
def open_outside(*, key: UUID, cover: Cover, by: Actor, at: datetime) -> int:
    """A file that the list did not foresee, in this year. The form that is sent twice finds what it made.

    Raises NotYours, CodeTaken, KeeperUnfit and what ``Cover.clean`` raises.
    """
    if not can_keep(by, by.agency):
        raise NotYours
    if made := find_made(key):
        return made
    told, day = cover.clean(), clock.local(at).date()
    foreseen = m.Line.objects.filter(listing__agency=by.agency, listing__year=day.year, code=told.code)
    if foreseen.exists():
        raise CodeTaken(code=told.code)
    return _open(key, told, name_of_keeper(told.keeper, by.agency, day), day.year, None, by, at)


def _open(
    key: UUID, cover: Cover, keeper_name: str, year: int, line: m.Line | None, by: Actor, at: datetime
) -> int:
    if m.Workfile.objects.filter(agency=by.agency, year=year, code=cover.code).exists():
        raise CodeTaken(code=cover.code)
    row = m.Workfile(
        key=key,
        agency=by.agency,
        year=year,
        line=line,
        code=cover.code,
        title=cover.title,
        unit=cover.unit,
        years=cover.years,
        keeper=cover.keeper,
        keeper_name=keeper_name,
        opened_on=clock.local(at).date(),
        moved_at=at,
        recorded_at=at,
    )
    happen(Held(row, by, at), Verb.OPENED, {"title": cover.title, "is_foreseen": line is not None})
    return row.pk


@transaction.atomic
def correct(*, workfile: int, cover: Cover, reason: str, by: Actor, at: datetime) -> None:
    """Another title, time or keeper, with the reason. Raises WorkfileNotFound, NotYours, NotNow, WhyMissing,
    CodeTaken, KeeperUnfit and what ``Cover.clean`` raises.
    """
    held = hold(workfile, Verb.CORRECTED, by=by, at=at)
    told, why = cover.clean(), said(reason)
    row = held.row
    twins = m.Workfile.objects.filter(agency=row.agency, year=row.year, code=told.code).exclude(pk=row.pk)
    if twins.exists():
        raise CodeTaken(code=told.code)
    changes = {name: getattr(told, name) for name in ("unit", "code", "title", "years", "keeper")}
    before = {f"old_{name}": getattr(row, name) for name in changes if getattr(row, name) != changes[name]}
    if told.keeper != row.keeper:
        changes["keeper_name"] = name_of_keeper(told.keeper, row.agency, held.day)
    happen(held, Verb.CORRECTED, {"reason": why, **before}, **changes)


@transaction.atomic
def put_document(*, workfile: int, document: int, note: str = "", by: Actor, at: datetime) -> None:
    """A document of the register. Raises WorkfileNotFound, NotYours, NotNow, PaperUnfit, PaperThere, SecretFile."""
    held = hold(workfile, Verb.PUT, by=by, at=at)
    try:
        row = get_document(document, by=by)
    except DocumentNotFound as absent:
        raise PaperUnfit from absent
    if row.agency != held.row.agency or row.state not in NUMBERED or row.dated is None:
        raise PaperUnfit
    author = get_names([row.agency], held.day).get(row.agency, row.agency)
    paper = m.Paper(
        document_id=document,
        symbol=row.code,
        dated=row.dated,
        title=f"{row.kind_name}: {row.subject}",
        author=author,
        pages=get_version(row.id, row.version).pages,
    )
    _put(held, paper, note)


@transaction.atomic
def put_incoming(*, workfile: int, incoming: int, note: str = "", by: Actor, at: datetime) -> None:
    """An incoming document. One that is answered or closed is filed by it, where it is this person's to file.

    Raises WorkfileNotFound, NotYours, NotNow, PaperUnfit, PaperThere, SecretFile and what correspondence refuses.
    """
    held = hold(workfile, Verb.PUT, by=by, at=at)
    try:
        row = get_incoming(incoming, by=by)
    except IncomingNotFound as absent:
        raise PaperUnfit from absent
    if row.agency != held.row.agency:
        raise PaperUnfit
    paper = m.Paper(
        incoming_id=incoming,
        symbol=row.symbol,
        dated=row.dated,
        title=f"{row.kind_name}: {row.subject}",
        author=row.sender,
        pages=row.pages,
    )
    _put(held, paper, note)
    if IncomingVerb.FILED in list_incoming_moves(row, by=by):
        title = f"{held.row.code}/{held.row.year} {held.row.title}"
        correspondence.file(incoming=incoming, title=title, by=by, at=held.at)


@transaction.atomic
def put_copy(*, workfile: int, copy: int, note: str = "", by: Actor, at: datetime) -> None:
    """A copy that was made of a document. Raises WorkfileNotFound, NotYours, NotNow, PaperUnfit, PaperThere,
    SecretFile.
    """
    held = hold(workfile, Verb.PUT, by=by, at=at)
    try:
        row = get_copy(copy, by=by)
    except CopyNotFound as absent:
        raise PaperUnfit from absent
    if row.agency != held.row.agency or row.state is not CopyState.MADE or row.dated is None:
        raise PaperUnfit
    paper = m.Paper(
        copy_id=copy,
        symbol=row.code,
        dated=row.dated,
        title=f"{row.kind_name}: {row.source_title}, {row.subject}",
        author=get_names([row.agency], held.day).get(row.agency, row.agency),
        pages=row.count,
    )
    _put(held, paper, note)


def _put(held: Held, paper: m.Paper, note: str) -> None:
    inside = m.Paper.objects.filter(workfile=held.row, out_at=None)
    held_once = {"document": paper.document_id, "incoming": paper.incoming_id, "copy": paper.copy_id}
    if inside.filter(**held_once).exists():
        raise PaperThere
    told = clean(note)[:300]
    refuse_secret([told])
    paper.workfile, paper.note = held.row, told
    paper.place = (inside.aggregate(last=Max("place"))["last"] or 0) + 1
    paper.put_by, paper.put_at = held.by.account, held.at
    paper.save()
    happen(held, Verb.PUT, {"paper": paper.pk, "symbol": paper.symbol, "text": paper.title[:300]})


@transaction.atomic
def take_out(*, workfile: int, paper: int, reason: str, by: Actor, at: datetime) -> None:
    """Put in by mistake: it stays on record with the reason. Raises WorkfileNotFound, NotYours, NotNow, PaperUnfit,
    WhyMissing.
    """
    held = hold(workfile, Verb.TAKEN_OUT, by=by, at=at)
    row, told = _paper(held, paper), said(reason)
    row.out_by, row.out_at, row.out_reason = by.account, held.at, told
    row.save(update_fields=["out_by", "out_at", "out_reason"])
    data = {"paper": row.pk, "symbol": row.symbol, "reason": told}
    happen(held, Verb.TAKEN_OUT, data)


@transaction.atomic
def move_paper(*, workfile: int, paper: int, up: bool, by: Actor, at: datetime) -> None:
    """One place up or down; at either end nothing happens. Raises WorkfileNotFound, NotYours, NotNow, PaperUnfit."""
    held = hold(workfile, Verb.MOVED, by=by, at=at)
    row = _paper(held, paper)
    rows = list(m.Paper.objects.filter(workfile=held.row, out_at=None).order_by("place", "id"))
    place = rows.index(row)
    other = place - 1 if up else place + 1
    if not 0 <= other < len(rows):
        return
    rows[place], rows[other] = rows[other], rows[place]
    for number, one in enumerate(rows, 1):
        one.place = number
    m.Paper.objects.bulk_update(rows, ["place"])
    happen(held, Verb.MOVED, {"paper": row.pk, "symbol": row.symbol, "place": other + 1})


@transaction.atomic
def close(*, workfile: int, by: Actor, at: datetime) -> None:
    """The work is over: nothing more goes in. Raises WorkfileNotFound, NotYours, NotNow, NothingInIt."""
    held = hold(workfile, Verb.CLOSED, by=by, at=at)
    if not m.Paper.objects.filter(workfile=held.row, out_at=None).exists():
        raise NothingInIt
    happen(held, Verb.CLOSED, {}, ended_on=held.day, note="")


@transaction.atomic
def reopen(*, workfile: int, reason: str, by: Actor, at: datetime) -> None:
    """Raises WorkfileNotFound, NotYours, NotNow, WhyMissing."""
    held = hold(workfile, Verb.REOPENED, by=by, at=at)
    happen(held, Verb.REOPENED, {"reason": said(reason)}, ended_on=None)


def _paper(held: Held, paper: int) -> m.Paper:
    row = m.Paper.objects.filter(pk=paper, workfile=held.row, out_at=None).first()
    if row is None:
        raise PaperUnfit
    return row
