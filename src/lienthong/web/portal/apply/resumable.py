"""Files from home that come in pieces, as tus 1.0 says: creation, expiration, termination.

Called in the upload process; the bytes of a piece are on disk before ``piece`` runs (``entrance.pieces``). The pages
and this process may be of two origins, so a browser asks first; only our own pages are let in.
"""

import base64
import binascii
from collections.abc import Callable
from functools import wraps
from typing import Any, Final
from uuid import UUID

from allauth.core import ratelimit
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path, reverse
from django.utils.http import http_date
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from lienthong.domain.applications import actions, queries
from lienthong.domain.applications.errors import AlreadySent, NothingAskedHere
from lienthong.domain.applications.queries import UploadRow
from lienthong.spine import clock
from lienthong.spine.actor import Actor
from lienthong.spine.errors import Refusal
from lienthong.spine.files.errors import FileRefused, TooLarge
from lienthong.web.entrance.access import public
from lienthong.web.portal.apply.page import NotHeld, page_of
from lienthong.web.portal.mine.door import own_of

VERSION: Final = "1.0.0"
EXTENSIONS: Final = "creation,expiration,termination"
ASKED: Final = "content-type, tus-resumable, upload-length, upload-metadata, upload-offset, x-csrftoken"
TOLD: Final = "Location, Upload-Offset, Upload-Length, Upload-Expires, Tus-Resumable"


def tus(*methods: str) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    """A view of the protocol: its version on every answer, its own pages' origin let in, 404 instead of pages."""

    def decorate(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @require_http_methods([*methods, "OPTIONS"])
        @public
        @never_cache
        @wraps(view)
        def guarded(request: HttpRequest, **gaps: Any) -> HttpResponse:
            answer = _answer(request, view, gaps, ", ".join(methods))
            answer["Tus-Resumable"] = VERSION
            if (
                settings.LIENTHONG_PUBLIC_ORIGIN
                and request.headers.get("Origin") == settings.LIENTHONG_PUBLIC_ORIGIN
            ):
                answer["Access-Control-Allow-Origin"] = settings.LIENTHONG_PUBLIC_ORIGIN
                answer["Access-Control-Allow-Credentials"] = "true"
                answer["Access-Control-Expose-Headers"] = TOLD
            return answer

        return guarded

    return decorate


def _answer(
    request: HttpRequest, view: Callable[..., HttpResponse], gaps: dict[str, Any], methods: str
) -> HttpResponse:
    if request.method == "OPTIONS":
        return _abilities(methods)
    if request.headers.get("Tus-Resumable") != VERSION:
        return HttpResponse(status=412, headers={"Tus-Version": VERSION})
    try:
        return view(request, **gaps)
    except (NotHeld, Http404):
        return HttpResponse(status=404)


def _abilities(methods: str) -> HttpResponse:
    told = {
        "Tus-Version": VERSION,
        "Tus-Extension": EXTENSIONS,
        "Tus-Max-Size": str(actions.ATTACHED.max_bytes),
        "Access-Control-Allow-Methods": methods,
        "Access-Control-Allow-Headers": ASKED,
    }
    return HttpResponse(status=204, headers=told)


@tus("POST")
def create(request: HttpRequest, key: UUID, place: int) -> HttpResponse:
    """Says where the pieces go; what cannot be taken is refused in words before a byte is sent."""
    refused: HttpResponse | None = ratelimit.consume_or_429(request, action="attach_to_application")
    if refused:
        return refused
    page = page_of(request, key)
    one, size = page.paper(place), request.headers.get("Upload-Length", "")
    if not size.isdecimal() or len(size) > 15:
        return HttpResponse(status=400)
    return begun(
        lambda: actions.begin_upload(
            application=page.row.key, paper=one.place, name=name_of(request), size=int(size)
        )
    )


def begun(begin: Callable[[], UUID]) -> HttpResponse:
    """Where the pieces go, or the refusal in words."""
    try:
        upload = begin()
    except Refusal as refusal:
        return _refuse(refusal)
    row = queries.get_upload(upload)
    where = settings.LIENTHONG_STREAM_ORIGIN + piece_path(upload)
    return HttpResponse(status=201, headers={"Location": where} | (_told(row) if row else {}))


def piece_path(upload: UUID) -> str:
    return reverse("application_piece", args=[upload])


@tus("HEAD", "PATCH", "DELETE")
def piece(request: HttpRequest, upload: UUID) -> HttpResponse:
    row = queries.get_upload(upload)
    if row is None:
        raise Http404
    by = _sender(request, row)
    if request.method == "HEAD":
        return HttpResponse(status=200, headers=_told(row))
    if request.method == "DELETE":
        actions.drop_upload(upload=upload)
        return HttpResponse(status=204)
    return _come(by, row)


def _sender(request: HttpRequest, row: UploadRow) -> Actor:
    """Whose file it is. Raises NotHeld, Http404."""
    if row.application:
        return page_of(request, row.application).by
    return own_of(request, row.case).by


def _come(by: Actor, row: UploadRow) -> HttpResponse:
    """Its bytes are on disk; what is whole is kept."""
    if row.offset == row.size:
        try:
            refused = actions.finish_upload(upload=row.key, by=by, at=clock.now())
        except Refusal as refusal:
            return _refuse(refusal)
        if refused:
            return _refuse(refused)
    return HttpResponse(status=204, headers=_told(row))


def _told(row: UploadRow) -> dict[str, str]:
    return {
        "Upload-Offset": str(row.offset),
        "Upload-Length": str(row.size),
        "Upload-Expires": http_date(row.ends_at.timestamp()),
    }


def _refuse(refusal: Refusal) -> HttpResponse:
    """413 for what is too large, 410 for what was sent meanwhile; the words are for the person."""
    status = 413 if isinstance(refusal, TooLarge) else 422 if isinstance(refusal, FileRefused) else 409
    if isinstance(refusal, AlreadySent | NothingAskedHere):
        status = 410
    return HttpResponse(str(refusal), status=status, content_type="text/plain; charset=utf-8")


def name_of(request: HttpRequest) -> str:
    """The file's name among the pairs of key and base64."""
    for pair in request.headers.get("Upload-Metadata", "").split(","):
        key, _space, value = pair.strip().partition(" ")
        if key == "filename":
            try:
                return base64.b64decode(value, validate=True).decode()
            except (binascii.Error, UnicodeDecodeError):
                return ""
    return ""


uploads = [
    path("uploads/applications/<uuid:key>/<int:place>/resumable/", create, name="application_resumable"),
    path("uploads/resumable/<uuid:upload>/", piece, name="application_piece"),
]
