"""A version as a workbook: taken away to be changed in Excel, and read back into the draft."""

from typing import BinaryIO, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lienthong.domain.procedures import actions, queries
from lienthong.domain.procedures.exchange import Names, read_workbook, write_workbook
from lienthong.domain.procedures.permissions import Permission
from lienthong.domain.procedures.queries import Record
from lienthong.spine import clock
from lienthong.spine.errors import Refusal
from lienthong.spine.files.queries import open_content
from lienthong.web.desk.procedures.page import WORKERS, Page, page_of, written_page
from lienthong.web.entrance.access import requires

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@requires(*WORKERS)
def take_away(request: HttpRequest, version: int) -> HttpResponse:
    page = page_of(request, version)
    record = page.record
    answer = HttpResponse(write_workbook(record, _names(page, record)), content_type=XLSX)
    answer.headers["Content-Disposition"] = f'attachment; filename="{page.row.code}-{page.row.number}.xlsx"'
    return answer


@require_POST
@requires(Permission.DRAFT)
def upload(request: HttpRequest, version: int) -> HttpResponse:
    """Called in the upload process when the whole file is here."""
    page = written_page(request, version)
    file = request.FILES.get("file")
    if file is None:
        messages.error(request, _("Choose the workbook first."))
        return redirect(page.url)
    try:
        _read(page, cast(BinaryIO, file), file.name or "", request.POST.get("seen", ""))
    except Refusal as refusal:
        messages.error(request, f"{file.name}: {refusal}")
    else:
        messages.success(request, _("The draft says what the workbook says."))
    return redirect(page.url)


def _read(page: Page, content: BinaryIO, name: str, seen: str) -> None:
    """``seen``: the revision that the workbook was sent for; what is no number is none. Raises a Refusal."""
    by, at, version = page.by, clock.now(), page.row.id
    kept = actions.receive_workbook(version=version, content=content, name=name, by=by, at=at)
    now = page.record
    with open_content(kept) as opened:
        said = read_workbook(opened, now, _names(page, now))
    is_number = seen.isascii() and seen.isdigit() and len(seen) < 10
    actions.redraft(version=version, record=said, seen=int(seen) if is_number else 0, by=by, at=at)


def _names(page: Page, record: Record) -> Names:
    units = {unit.code: unit.name for unit in queries.list_units(page.day)}
    named = {*record.agencies, *(step.unit for step in record.steps)}
    return Names(units | queries.unit_names(named, page.day))


urlpatterns = [path("procedures/<int:version>/procedure.xlsx", take_away, name="procedure_workbook")]
uploads = [path("uploads/procedures/<int:version>/", upload, name="procedure_upload")]
