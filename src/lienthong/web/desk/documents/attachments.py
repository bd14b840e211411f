"""What goes with a document in files of their own: attached, named, put in order and taken off while it is a draft; and
shown to whoever reads, initials and signs it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, Final, cast

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from lienthong.domain.documents import actions, errors
from lienthong.domain.documents import queries as documents
from lienthong.domain.documents.permissions import Permission
from lienthong.domain.documents.queries import Attached, Verb
from lienthong.spine import clock
from lienthong.spine.errors import Refusal
from lienthong.spine.files.queries import FileRow, get_file, get_files, open_content
from lienthong.spine.files.rules import MB
from lienthong.spine.signatures.errors import NotReadable
from lienthong.spine.signatures.outside import show_page
from lienthong.web.desk.cases.page import number_in
from lienthong.web.desk.documents.page import DocumentPage, come_late, document_page, note_look
from lienthong.web.entrance.access import requires
from lienthong.web.entrance.downloads import download, show

KEPT: Final = gettext_lazy("Kept as a version of its own.")
SIGNED: Final = gettext_lazy(
    "The agency's signature stands in the file itself, at the top right of its first page."
)
TO_SIGN: Final = gettext_lazy(
    "The agency's signature enters the file itself when the document is sealed, at the top right of its first page."
)
HELD: Final = gettext_lazy(
    "No signature can enter this kind of file: its fingerprint stands in the document, and who signs that signs it too."
)
CHANGED: Final = gettext_lazy(
    "The document was changed after you opened this page. Here it is as it stands now; do again what is missing."
)
_MOST_SHEETS: Final = 30


@dataclass(frozen=True, slots=True)
class Line:
    """One attachment as it is shown; ``held`` says what protects it."""

    attached: Attached
    kept: FileRow
    url: str
    held: str | Promise
    sheets: list[tuple[int, str]]

    @property
    def digest(self) -> str:
        return f"{self.kept.digest[:8]} … {self.kept.digest[-8:]}"


def lines_of(page: DocumentPage) -> list[Line]:
    """The newest bytes of each, in their order."""
    kept = get_files(page.row.attached)
    named = zip(page.version.content.attachments, page.row.attached, strict=True)
    return [_line(page.row.id, attached, kept[file]) for attached, file in named]


def _line(document: int, attached: Attached, kept: FileRow) -> Line:
    held: str | Promise = SIGNED if kept.id != attached.file else TO_SIGN
    url = reverse("desk:document_attachment", args=[document, kept.id])
    sheets = [
        (number, reverse("desk:document_attachment_sheet", args=[document, kept.id, number]))
        for number in range(1, min(attached.pages, _MOST_SHEETS) + 1)
    ]
    return Line(attached, kept, url, held if attached.is_signed_itself else HELD, sheets)


@requires(Permission.DRAFT)
def attachments(request: HttpRequest, document: int) -> HttpResponse:
    page = document_page(request, document, Verb.ATTACHED)
    if Verb.ATTACHED not in page.moves:
        return come_late(request, page, {Verb.ATTACHED}, str(KEPT))
    fault = ""
    if request.method == "POST":
        try:
            actions.arrange(
                document=document,
                version=number_in(request.POST.get("version", "")) or 0,
                wanted=_wanted(request, page),
                by=page.desk.by,
                at=clock.now(),
            )
        except errors.NotNow:
            return come_late(request, page, {Verb.ATTACHED}, str(KEPT))
        except Refusal as refusal:
            fault = _words(refusal)
        else:
            messages.success(request, str(KEPT))
            return redirect("desk:document_attachments", document=document)
    lines = lines_of(page)
    shown = [(line, line.attached.title, place) for place, line in enumerate(lines, 1)]
    context = {
        "page": page,
        "row": page.row,
        "lines": _as_typed(request, lines) if fault else shown,
        "places": range(1, len(lines) + 1),
        "fault": fault,
        "upload": settings.LIENTHONG_STREAM_ORIGIN + reverse("desk:document_attach", args=[document]),
        "use": actions.ATTACHMENT,
        "megabytes": actions.ATTACHMENT.max_bytes // MB,
        "most": documents.MOST_ATTACHED,
        "at_once": settings.LIENTHONG_FORM_WITH_FILES_BYTES // MB,
        "together": documents.MOST_BYTES_ATTACHED // MB,
        "crumbs": page.crumbs(_("Attachments")),
    }
    answer = render(request, "desk/documents/attachments.html", context)
    # under "same-origin" a browser hides where the form came from, and the upload process refuses it
    answer.headers["Referrer-Policy"] = "strict-origin-when-cross-origin"
    return answer


def _words(refusal: Refusal) -> str:
    return str(CHANGED if isinstance(refusal, errors.AnotherVersion) else refusal)


def _typed(request: HttpRequest, file: int, place: int) -> tuple[str, int, bool]:
    """Title, place, and whether it stays."""
    said = number_in(request.POST.get(f"place-{file}", "")) or place
    return request.POST.get(f"title-{file}", ""), said, f"off-{file}" not in request.POST


def _wanted(request: HttpRequest, page: DocumentPage) -> list[tuple[int, str]]:
    """Those that stay, by the place that was chosen: what was moved up comes before the one that was there, what was
    moved down behind it.
    """
    found = []
    for was, one in enumerate(page.version.content.attachments, 1):
        title, place, stays = _typed(request, one.file, was)
        if stays:
            found.append((place, (place > was) - (place < was), was, one.file, title))
    return [(file, title) for _place, _way, _was, file, title in sorted(found)]


def _as_typed(request: HttpRequest, lines: list[Line]) -> list[tuple[Line, str, int]]:
    return [
        (line, title, place)
        for was, line in enumerate(lines, 1)
        for title, place, _stays in [_typed(request, line.attached.file, was)]
    ]


@require_POST
@requires(Permission.DRAFT)
def attach(request: HttpRequest, document: int) -> HttpResponse:
    """Called in the upload process when all files are here; each that is refused is told for itself."""
    page = document_page(request, document, Verb.ATTACHED)
    if Verb.ATTACHED not in page.moves:
        return come_late(request, page, {Verb.ATTACHED}, str(KEPT))
    brought = list(_brought(request))
    if not brought:
        messages.error(request, _("Choose the files first."))
        return redirect("desk:document_attachments", document=document)
    try:
        refused = actions.attach(
            document=document,
            version=number_in(request.POST.get("version", "")) or 0,
            brought=brought,
            by=page.desk.by,
            at=clock.now(),
        )
    except errors.NotNow:
        return come_late(request, page, {Verb.ATTACHED}, str(KEPT))
    except Refusal as refusal:
        messages.error(request, _words(refusal))
        return redirect("desk:document_attachments", document=document)
    for one in refused:
        messages.error(request, f"{one.name}: {one.why}")
    if count := len(brought) - len(refused):
        told = ngettext("%(count)s file is attached.", "%(count)s files are attached.", count)
        messages.success(request, told % {"count": count})
    return redirect("desk:document_attachments", document=document)


def _brought(request: HttpRequest) -> Iterator[actions.Brought]:
    for one in request.FILES.getlist("files"):
        yield actions.Brought(cast(BinaryIO, one), one.name or "")


@requires(Permission.FOLLOW)
def attachment(request: HttpRequest, document: int, file: int) -> HttpResponse:
    """The newest bytes: a PDF to be read, anything else to be taken away."""
    page = document_page(request, document)
    if file not in page.row.attached:
        raise Http404
    note_look(page)
    kept = get_file(file)
    if kept and kept.media_type == actions.PAPER.types[0].media_type:
        return show(file, use=actions.ATTACHMENT)
    return cast(HttpResponse, download(file, may_read=lambda row: row.use == actions.ATTACHMENT.name))


@requires(Permission.FOLLOW)
def sheet(request: HttpRequest, document: int, file: int, number: int) -> HttpResponse:
    """A page of an attachment as a picture, drawn from the very bytes."""
    page = document_page(request, document)
    kept = get_file(file) if file in page.row.attached else None
    if kept is None:
        raise Http404
    if number == 1:
        note_look(page)
    with open_content(kept) as content:
        try:
            picture = show_page(content.read(), number - 1)
        except NotReadable as unread:
            raise Http404 from unread
    if not picture.png:
        raise Http404
    return HttpResponse(picture.png, content_type="image/png")


urlpatterns = [
    path("<int:document>/attachments/", attachments, name="document_attachments"),
    path("<int:document>/attachments/<int:file>/", attachment, name="document_attachment"),
    path(
        "<int:document>/attachments/<int:file>/pages/<int:number>.png",
        sheet,
        name="document_attachment_sheet",
    ),
]
uploads = [path("uploads/documents/<int:document>/attachments/", attach, name="document_attach")]
