"""A person asks for a copy of all that we hold of them; the worker makes it."""

import json
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from shutil import copyfileobj
from typing import BinaryIO, Final

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from lienthong.domain.applications import models as m
from lienthong.domain.applications.actions.telling import tell_of_export
from lienthong.domain.applications.errors import ExportWaits
from lienthong.domain.applications.facts import DataAsked
from lienthong.domain.applications.queries.holding import held_of
from lienthong.domain.applications.queries.mine import get_mine, list_my_papers
from lienthong.spine import clock
from lienthong.spine.actor import Actor
from lienthong.spine.files.actions import discard, put
from lienthong.spine.files.queries import FileRow, get_files, open_content
from lienthong.spine.files.rules import MB, FileType, Use
from lienthong.spine.ledger.actions import record
from lienthong.spine.outbox.actions import state

EXPORTED: Final = Use("copy of own data", (FileType.ZIP,), 300 * MB)
MOST_FILES_BYTES: Final = 250 * MB
"""Of files in one copy; what goes beyond is named in it and stays to be had one by one."""
KEPT_DAYS: Final = 7


@transaction.atomic
def ask_data(*, by: Actor, at: datetime) -> int:
    """Has a copy made; its number. Raises ExportWaits while one is being made."""
    try:
        with transaction.atomic():
            row = m.Export.objects.create(
                account=by.account,
                asked_at=at,
                expires_on=clock.local(at).date() + timedelta(days=KEPT_DAYS),
            )
    except IntegrityError as twice:
        raise ExportWaits from twice
    state(DataAsked(by.account, row.pk), subject=f"account:{by.account}", at=at)
    record(
        by=by,
        verb="applications.ask_data",
        subject=f"account:{by.account}",
        agency=settings.LIENTHONG_PROVINCE,
        at=at,
        details={"export": row.pk},
    )
    return row.pk


@transaction.atomic
def make_export(*, export: int, by: Actor, at: datetime) -> None:
    """Puts the copy together and tells its owner; made twice it is one, and none when the account was erased since."""
    row = m.Export.objects.select_for_update().filter(pk=export, made_at=None).first()
    if row is None:
        return
    with tempfile.TemporaryFile() as target:
        _write(target, row.account, at)
        target.seek(0)
        name = f"du-lieu-cua-toi-{clock.local(at):%Y-%m-%d}.zip"
        file = put(content=target, name=name, use=EXPORTED, agency=settings.LIENTHONG_PROVINCE, by=by, at=at)
    row.made_at, row.file = at, file.id
    row.save(update_fields=["made_at", "file"])
    tell_of_export(account=row.account, export=row.pk, by=by, at=at)


def forget_exports(*, account: str) -> None:
    """All of an account that is erased."""
    _forget(m.Export.objects.select_for_update().filter(account=account))


@transaction.atomic
def forget_old_exports(*, at: datetime) -> int:
    """Those whose days are over; how many."""
    over = m.Export.objects.filter(expires_on__lt=clock.local(at).date())
    return _forget(over.select_for_update(skip_locked=True))


def _forget(rows: QuerySet[m.Export]) -> int:
    found = list(rows)
    for row in found:
        row.delete()
        if row.file:
            discard(file=row.file)
    return len(found)


def _write(target: BinaryIO, account: str, at: datetime) -> None:
    day = clock.local(at).date()
    mine = get_mine(account, day)
    papers = list_my_papers(mine, at, day)
    files = get_files([paper.file for paper in papers])
    kept = list(_fitting(files.values()))
    told = held_of(mine, papers, at) | {"files": [f"files/{_name(file)}" for file in kept]}
    told["left_out"] = [file.name for file in files.values() if file not in kept]
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("data.json", json.dumps(told, ensure_ascii=False, indent=2))
        for file in kept:
            with (
                archive.open(zipfile.ZipInfo(f"files/{_name(file)}"), "w") as part,
                open_content(file) as content,
            ):
                copyfileobj(content, part, 1 << 20)


def _fitting(files: Iterable[FileRow]) -> Iterator[FileRow]:
    total = 0
    for file in files:
        total += file.size
        if total <= MOST_FILES_BYTES:
            yield file


def _name(file: FileRow) -> str:
    return f"{file.id}-{file.name}"
