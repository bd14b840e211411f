"""How a stored file reaches a browser: only after a permission was asked, and never to be run there."""

from collections.abc import Callable

from django.conf import settings
from django.http import FileResponse, Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header

from lienthong.spine.files.queries import FileRow, get_file, open_content


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
