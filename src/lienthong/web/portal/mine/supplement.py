"""What a case asked for is sent from home: files first, as many times as it takes; then all of it, once."""

from typing import Any

from allauth.core import ratelimit
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.defaultfilters import filesizeformat
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from lienthong.domain.applications import actions
from lienthong.domain.applications.errors import NothingAskedHere, NothingBrought
from lienthong.domain.applications.queries import MOST_FILES, UploadRow, find_asked, list_case_uploads
from lienthong.domain.cases.errors import NotNow
from lienthong.spine.errors import Refusal
from lienthong.spine.files.rules import MB
from lienthong.web.portal.apply.resumable import begun, name_of, piece_path, tus
from lienthong.web.portal.mine.door import FOLLOW, MINE, Own, both, own_by_account, own_of
from lienthong.web.portal.mine.page import own_page

LONGEST = 1_000


def supplement(request: HttpRequest, own: Own) -> HttpResponse:
    asked = find_asked(own.row)
    if asked is None:
        return redirect(own.url())
    note, fault = request.POST.get("note", "")[:LONGEST], ""
    if request.method == "POST":
        try:
            actions.send_supplement(case=own.row.id, note=note, by=own.by, at=own.now)
        except NothingBrought as nothing:
            fault = str(nothing)
        except (NothingAskedHere, NotNow):
            return redirect(own.url())
        else:
            messages.success(
                request, _("Sent. Your papers are with the one-stop; the time goes on from now.")
            )
            return redirect(own.url())
    context = {
        "own": own,
        "row": own.row,
        "asked": asked,
        "files": [(one, filesizeformat(one.size), own.url("take_out", one.id)) for one in asked.files],
        "action": settings.LIENTHONG_STREAM_ORIGIN + own.url("bring"),
        "accept": actions.ATTACHED.endings.replace(" ", ""),
        "most": MOST_FILES,
        "megabytes": actions.ATTACHED.max_bytes // MB,
        "at_once": settings.LIENTHONG_FORM_WITH_FILES_BYTES // MB,
        "resumable": settings.LIENTHONG_STREAM_ORIGIN + own.url("begin"),
        "most_bytes": actions.ATTACHED.max_bytes,
        "unfinished": [_unfinished(upload) for upload in list_case_uploads(own.row.id)],
        "note": note,
        "fault": fault,
        "back": own.url(),
    }
    answer = render(request, "portal/mine/supplement.html", context)
    # under "same-origin" a browser hides where the form came from, and the upload process refuses it
    answer.headers["Referrer-Policy"] = "strict-origin-when-cross-origin"
    return answer


def _unfinished(upload: UploadRow) -> tuple[UploadRow, str, str, str]:
    where = settings.LIENTHONG_STREAM_ORIGIN + piece_path(upload.key)
    return upload, filesizeformat(upload.offset), filesizeformat(upload.size), where


@require_POST
def bring(request: HttpRequest, own: Own) -> HttpResponse:
    """Called in the upload process when all files are here."""
    files: list[Any] = [file for file in request.FILES.getlist("files") if file.name]
    if not files:
        messages.error(request, _("Choose a file first."))
        return redirect(own.url("supplement"))
    given = [(file, file.name) for file in files]
    try:
        refused = actions.bring(case=own.row.id, files=given, by=own.by, at=own.now)
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect(own.url("supplement"))
    for name, reason in refused:
        messages.error(request, _("“%(name)s” was not kept: %(reason)s") % {"name": name, "reason": reason})
    if kept := len(files) - len(refused):
        told = ngettext("%(count)s file is here.", "%(count)s files are here.", kept)
        messages.success(request, told % {"count": kept})
    return redirect(own.url("supplement"))


@tus("POST")
def begin(request: HttpRequest, case: int | None = None) -> HttpResponse:
    """Says where the pieces of one file go."""
    own = own_by_account(own_page(request), case) if case else own_of(request)
    refused: HttpResponse | None = ratelimit.consume_or_429(request, action="attach_to_application")
    size = request.headers.get("Upload-Length", "")
    if refused or not size.isdecimal() or len(size) > 15:
        return refused or HttpResponse(status=400)
    return begun(
        lambda: actions.begin_bringing(
            case=own.row.id, name=name_of(request), size=int(size), by=own.by, at=own.now
        )
    )


@require_POST
def take_out(request: HttpRequest, own: Own, brought: int) -> HttpResponse:
    del request
    try:
        actions.take_out(case=own.row.id, brought=brought, by=own.by, at=own.now)
    except NothingAskedHere:
        return redirect(own.url())
    return redirect(own.url("supplement"))


urlpatterns = [
    *both("supplement/", supplement, "supplement"),
    *both("supplement/<int:brought>/remove/", take_out, "take_out"),
]
uploads = [
    *both("supplement/", bring, "bring", prefix="uploads/"),
    path("uploads/my/cases/<int:case>/supplement/resumable/", begin, name=f"{MINE}_begin"),
    path("uploads/follow/case/supplement/resumable/", begin, name=f"{FOLLOW}_begin"),
]
