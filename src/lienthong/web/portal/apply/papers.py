"""One paper of an application: its files, sent in one go or one by one, looked at and taken out again.

Files go to the upload process, which has the whole of them on disk before this code runs; what could be kept is kept,
and what could not is named with its reason.
"""

from typing import Any, Final, cast

from allauth.core import ratelimit
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.defaultfilters import filesizeformat
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from lienthong.domain.applications import actions
from lienthong.domain.applications.queries import (
    MOST_FILES,
    AttachmentRow,
    MyPaper,
    PaperPart,
    UploadRow,
    get_mine,
    list_my_papers,
    list_uploads,
)
from lienthong.spine import clock
from lienthong.spine.errors import Refusal
from lienthong.spine.files.rules import MB
from lienthong.web.entrance.downloads import download
from lienthong.web.portal.apply.page import Page, held

AT_ONCE: Final = settings.LIENTHONG_FORM_WITH_FILES_BYTES // MB
TRIED: Final = "tried"
MOST_OFFERED: Final = 8
LONGEST_ID: Final = 18


@held
def paper(request: HttpRequest, page: Page, place: int) -> HttpResponse:
    if page.row.sent_at:
        return redirect("application_sent", key=page.row.key)
    one = page.paper(place)
    is_empty = TRIED in request.GET and not one.files and one.is_asked
    answer = render(
        request,
        "portal/apply/paper.html",
        {
            "page": page,
            "row": page.row,
            "one": one,
            "files": [(file, filesizeformat(file.size)) for file in one.files],
            "action": settings.LIENTHONG_STREAM_ORIGIN
            + reverse("application_upload", args=[page.row.key, place]),
            "accept": actions.ATTACHED.endings.replace(" ", ""),
            "most": MOST_FILES,
            "megabytes": actions.ATTACHED.max_bytes // MB,
            "at_once": AT_ONCE,
            "fault": _("Choose a file first.") if is_empty else "",
            "next": page.after(page.url_of_paper(one)),
            "own": _own(page, one),
            "resumable": settings.LIENTHONG_STREAM_ORIGIN
            + reverse("application_resumable", args=[page.row.key, place]),
            "most_bytes": actions.ATTACHED.max_bytes,
            "unfinished": [
                (upload, filesizeformat(upload.offset), filesizeformat(upload.size), _piece_url(upload))
                for upload in list_uploads(page.row.key, place)
            ],
        },
    )
    # under "same-origin" a browser hides where the form came from, and the upload process refuses it
    answer.headers["Referrer-Policy"] = "strict-origin-when-cross-origin"
    return answer


@require_POST
@held
def upload(request: HttpRequest, page: Page, place: int) -> HttpResponse:
    """Called in the upload process when all files are here."""
    refused_at_once: HttpResponse | None = ratelimit.consume_or_429(request, action="attach_to_application")
    if refused_at_once:
        return refused_at_once
    back = redirect("application_paper", key=page.row.key, place=place)
    one = page.paper(place)
    files: list[Any] = [file for file in request.FILES.getlist("files") if file.name]
    if not files:
        back["Location"] += f"?{TRIED}=1"
        return back
    try:
        refused = actions.attach(
            application=page.row.key,
            paper=one.place,
            files=[(file, file.name) for file in files],
            by=page.by,
            at=clock.now(),
        )
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return back
    kept = len(files) - len(refused)
    for name, reason in refused:
        messages.error(request, _("“%(name)s” was not kept: %(reason)s") % {"name": name, "reason": reason})
    if kept:
        told = ngettext("%(count)s file is here.", "%(count)s files are here.", kept)
        messages.success(request, told % {"count": kept})
    return back


def _piece_url(upload: UploadRow) -> str:
    return settings.LIENTHONG_STREAM_ORIGIN + reverse("application_piece", args=[upload.key])


def _own(page: Page, one: PaperPart) -> list[MyPaper]:
    """One's own papers that fit here, those of the same name first; none for who is not signed in."""
    if not page.by.account or len(one.files) >= MOST_FILES:
        return []
    papers = list_my_papers(get_mine(page.by.account, page.today), page.now, page.today)
    kinds = {kind.media_type for kind in actions.ATTACHED.types}
    fitting = [
        paper
        for paper in papers
        if paper.media_type in kinds
        and paper.size <= actions.ATTACHED.max_bytes
        and paper.name not in {file.name for file in one.files}
    ]
    return sorted(fitting, key=lambda paper: paper.title != one.paper.name)[:MOST_OFFERED]


@require_POST
@held
def reuse(request: HttpRequest, page: Page, place: int) -> HttpResponse:
    """A paper that was sent or received before is here without being sent again."""
    one, chosen = page.paper(place), request.POST.get("file", "")
    back = redirect("application_paper", key=page.row.key, place=place)
    if not chosen.isdecimal() or len(chosen) > LONGEST_ID:
        messages.error(request, _("Choose one of your papers first."))
        return back
    try:
        refused = actions.reuse(
            application=page.row.key, paper=one.place, file=int(chosen), by=page.by, at=clock.now()
        )
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return back
    if refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Your paper is here."))
    return back


@require_POST
@held
def remove(request: HttpRequest, page: Page, place: int, attachment: int) -> HttpResponse:
    try:
        actions.detach(application=page.row.key, attachment=attachment, at=clock.now())
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("application", key=page.row.key)
    messages.success(request, _("The file is gone."))
    return redirect("application_paper", key=page.row.key, place=place)


@held
def attachment(request: HttpRequest, page: Page, place: int, attachment: int) -> HttpResponse:
    del request
    found = _found(page, place, attachment)
    return cast(HttpResponse, download(found.file, may_read=lambda row: row.use == actions.ATTACHED.name))


def _found(page: Page, place: int, attachment: int) -> AttachmentRow:
    for one in page.whole.attachments:
        if (one.paper, one.id) == (place, attachment):
            return one
    raise Http404


_AT = "applications/<uuid:key>/papers/<int:place>/"
urlpatterns = [
    path(_AT, paper, name="application_paper"),
    path(f"{_AT}reuse/", reuse, name="application_reuse"),
    path(f"{_AT}<int:attachment>/", attachment, name="application_attachment"),
    path(f"{_AT}<int:attachment>/remove/", remove, name="application_remove"),
]
uploads = [path("uploads/applications/<uuid:key>/<int:place>/", upload, name="application_upload")]
