"""How a stored file reaches a browser: only after a permission was asked, and never to be run there."""

from collections.abc import Callable
from typing import Final, cast

from django.conf import settings
from django.http import FileResponse, Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header

from lienthong.spine.files.queries import FileRow, get_file, open_content
from lienthong.spine.files.rules import FileType, Use

PDF: Final = FileType.PDF.media_type
PRINTED: Final = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
"""A paper of our own making is opened by the browser's reader of PDF, which a sandbox would shut out."""


def show(file: int, *, use: Use) -> HttpResponse:
    """A paper that the platform itself set and kept, to be looked at and printed. Whoever calls asked for rights
    before; a file of another use is not there.
    """
    answer = download(file, may_read=lambda row: row.use == use.name and row.media_type == PDF)
    _to_print(answer, answer["Content-Disposition"].replace("attachment", "inline", 1))
    return cast(HttpResponse, answer)


def show_made(content: bytes, name: str) -> HttpResponse:
    """A paper set this moment, kept nowhere."""
    answer = HttpResponse(content, content_type=PDF)
    _to_print(
        answer, content_disposition_header(as_attachment=False, filename=name) or f'inline; filename="{name}"'
    )
    return answer


def _to_print(answer: HttpResponseBase, disposition: str) -> None:
    answer["Content-Disposition"] = disposition
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = PRINTED
    answer["Cache-Control"] = "private, no-store"


def download(file: int, *, may_read: Callable[[FileRow], bool]) -> HttpResponseBase:
    """The file as an attachment. One that is not there and one that ``may_read`` denies look the same: 404.

    Behind nginx (``LIENTHONG_FILES_ACCEL``) only the way is answered and nginx sends the content.
    """
    row = get_file(file)
    if row is None or not may_read(row):
        raise Http404
    if settings.LIENTHONG_FILES_ACCEL:
        response: HttpResponseBase = HttpResponse(content_type=row.media_type)
        way = f"{row.digest[:2]}/{row.digest[2:4]}/{row.digest}"
        response["X-Accel-Redirect"] = f"{settings.LIENTHONG_FILES_ACCEL.rstrip('/')}/{way}"
    else:
        response = FileResponse(open_content(row), content_type=row.media_type)
        response["Content-Length"] = str(row.size)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=row.name) or ""
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "private, no-store"
    return response
