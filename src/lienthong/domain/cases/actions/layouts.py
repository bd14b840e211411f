"""How forms look is brought with the platform, replaced from a day on by an administrator, and brought back."""

import hashlib
from collections.abc import Iterable
from datetime import date, datetime
from typing import BinaryIO, Final

from django.conf import settings
from django.db import transaction

from lienthong.domain.cases import models as m
from lienthong.domain.cases.actions.common import said
from lienthong.domain.cases.errors import DayPast, NoForm, NotYours, SameLayout
from lienthong.domain.cases.permissions import can_keep_forms
from lienthong.domain.cases.queries.layouts import LayoutRow, get_layout, layout_row, ours_on
from lienthong.domain.cases.queries.trying import try_layout
from lienthong.domain.cases.rules.forms import Brought, Kind
from lienthong.spine import clock
from lienthong.spine.actor import Actor
from lienthong.spine.files.actions import put
from lienthong.spine.files.queries import FileRow, open_content
from lienthong.spine.files.rules import FileType, Use
from lienthong.spine.ledger.actions import record

TEMPLATE: Final = Use("form template", (FileType.TYPST,), max_bytes=200_000)


@transaction.atomic
def load_forms(*, forms: Iterable[Brought], by: Actor, at: datetime) -> int:
    """Brings the forms up to the reference and tells how many were written; what people put in place stays."""
    written = sum(_load(form, by, at) for form in forms)
    if written:
        record(
            by=by,
            verb="cases.load_forms",
            subject="forms:reference",
            agency=by.agency or settings.LIENTHONG_PROVINCE,
            at=at,
            details={"rows": written},
        )
    return written


def _load(form: Brought, by: Actor, at: datetime) -> bool:
    kept = m.Layout.objects.filter(kind=form.kind.value, since=form.since).order_by("-id").first()
    if kept and (not kept.is_ours or kept.digest == _digest(form.source)):
        return False
    m.Layout.objects.create(
        kind=form.kind.value,
        since=form.since,
        circular=form.circular,
        number=form.number,
        title=form.title,
        symbol=form.symbol,
        source=form.source,
        digest=_digest(form.source),
        is_ours=True,
        basis=form.basis,
        confirmed=form.confirmed,
        unsure=form.unsure,
        account=by.account,
        name=by.name,
        recorded_at=at,
    )
    return True


@transaction.atomic
def receive_template(*, content: BinaryIO, name: str, by: Actor, at: datetime) -> FileRow:
    """Accepts a template to look at; nothing is set on it yet. Raises NotYours, a FileRefused."""
    if not can_keep_forms(by):
        raise NotYours
    return put(content=content, name=name, use=TEMPLATE, agency=by.agency, by=by, at=at)


@transaction.atomic
def replace_layout(
    *, kind: Kind, since: date, file: FileRow, basis: str, by: Actor, at: datetime
) -> LayoutRow:
    """Puts a template in the place of the one in force on ``since``, whose name and number it keeps.

    It is tried before. Raises NotYours, DayPast, NoForm, ReasonMissing, SameLayout, TemplateFaulty, TemplateTooGreedy.
    """
    told = _fit(by, since, basis, at)
    before = get_layout(kind, since)
    with open_content(file) as content:
        source = content.read().decode()
    if _digest(source) == before.digest:
        raise SameLayout
    try_layout(before, source)
    return _write(before, source, since, told, by, at, file=file.id, is_ours=False)


@transaction.atomic
def return_layout(*, kind: Kind, since: date, basis: str, by: Actor, at: datetime) -> LayoutRow:
    """Back to the template that came with the platform, from a day on. Raises NotYours, DayPast, NoForm,
    ReasonMissing, SameLayout.
    """
    told = _fit(by, since, basis, at)
    before, ours = get_layout(kind, since), ours_on(kind, since)
    if ours is None:
        raise NoForm
    if before.digest == ours.digest:
        raise SameLayout
    return _write(before, ours.source, since, told, by, at, file=None, is_ours=True)


def _fit(by: Actor, since: date, basis: str, at: datetime) -> str:
    if not can_keep_forms(by):
        raise NotYours
    if since < clock.local(at).date():
        raise DayPast
    return said(basis)


def _write(
    before: LayoutRow,
    source: str,
    since: date,
    basis: str,
    by: Actor,
    at: datetime,
    *,
    file: int | None,
    is_ours: bool,
) -> LayoutRow:
    row = m.Layout.objects.create(
        kind=before.kind.value,
        since=since,
        circular=before.circular,
        number=before.number,
        title=before.title,
        symbol=before.symbol,
        source=source,
        digest=_digest(source),
        is_ours=is_ours,
        file=file,
        basis=basis,
        confirmed=before.confirmed,
        unsure=before.unsure,
        account=by.account,
        name=by.name,
        recorded_at=at,
    )
    record(
        by=by,
        verb="cases.return_layout" if is_ours else "cases.replace_layout",
        subject=f"form:{before.kind.lower()}",
        agency=by.agency or settings.LIENTHONG_PROVINCE,
        at=at,
        details={"form": before.title, "since": since.isoformat(), "reason": basis, "digest": row.digest},
    )
    return layout_row(row)


def _digest(source: str) -> str:
    return hashlib.sha256(source.encode()).hexdigest()
