"""What waits to be entered in a system, the oldest first, and the same as a file in that system's columns."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext as _

from lienthong.domain.cases.queries import CaseRow, list_chosen
from lienthong.domain.ministries import actions, queries
from lienthong.domain.ministries.exchange import write_csv, write_xlsx
from lienthong.domain.ministries.permissions import Permission
from lienthong.domain.ministries.queries import MOST, EntryRow, Waiting
from lienthong.spine.files.rules import FileType
from lienthong.web.desk.cases.page import Desk, short_day
from lienthong.web.desk.ministries.overview import age_of, age_words
from lienthong.web.desk.ministries.page import Room, room_of
from lienthong.web.entrance.access import requires
from lienthong.web.ui.parts import Key

WRITERS: Final = {"xlsx": (write_xlsx, FileType.XLSX), "csv": (write_csv, FileType.CSV)}


@dataclass(frozen=True, slots=True)
class Line:
    """``row`` is None for a case that only lay here."""

    entry: EntryRow
    row: CaseRow | None
    received: str
    age: str
    is_old: bool


@requires(Permission.ENTER)
def waiting(request: HttpRequest, system: str) -> HttpResponse:
    room = room_of(request, system)
    entries = queries.list_waiting(system, room.desk.by.agency)
    context = {
        "room": room,
        "lines": _lines(entries, room.desk),
        "more": max(room.waiting.count - MOST, 0),
        "files": [(kind, reverse(f"desk:system_{kind}", args=[system])) for kind in WRITERS],
        "tabs": room.tabs("system_waiting"),
        "crumbs": room.crumbs(),
        "keys": [Key("J / K", _("next, previous row")), Key("Enter", _("open the card"))],
    }
    return render(request, "desk/ministries/waiting.html", context)


def _lines(entries: Sequence[EntryRow], desk: Desk) -> list[Line]:
    chosen = [one.case for one in entries]
    rows = {row.id: row for row in list_chosen(chosen, by=desk.by, now=desk.now)} if chosen else {}
    return [_line(one, rows.get(one.case), desk) for one in entries]


def _line(entry: EntryRow, row: CaseRow | None, desk: Desk) -> Line:
    days = age_of(Waiting(1, entry.received_at), desk)
    return Line(entry, row, short_day(entry.received_at), age_words(days), is_old=days > 1)


@requires(Permission.ENTER)
def export(request: HttpRequest, system: str, kind: str) -> HttpResponse:
    """Personal data leaves with it: the reading log says whose, and who took them."""
    room = room_of(request, system)
    write, media = WRITERS[kind]
    rows = actions.read_cards(system=room.system, by=room.desk.by, at=room.desk.now)
    answer = HttpResponse(
        write([field.heading for field in room.system.fields], rows), content_type=media.media_type
    )
    answer.headers["Content-Disposition"] = f'attachment; filename="{_name(room)}.{kind}"'
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


def _name(room: Room) -> str:
    return f"cho-nhap-{room.system.code.lower()}-{room.desk.day:%Y%m%d}"


urlpatterns = [
    path("systems/<slug:system>/", waiting, name="system_waiting"),
    *(
        path(f"systems/<slug:system>/waiting.{kind}", export, {"kind": kind}, name=f"system_{kind}")
        for kind in WRITERS
    ),
]
