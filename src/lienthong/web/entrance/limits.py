"""How much a page takes: a body larger than announced limits is refused before a byte of it is read."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from lienthong.web.entrance import errors


class BodyLimit:
    """Answers 413 by the announced length. A body without a length is not read at all by our servers."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        limit = _limit(request)
        if _length(request) > limit:
            return errors.too_large(request, limit)
        return self.get_response(request)


def _limit(request: HttpRequest) -> int:
    """Messages of the document axis are streamed to disk, of whatever size the node takes."""
    if request.path.startswith(settings.LIENTHONG_AXIS_PATH):
        return int(settings.LIENTHONG_AXIS_BYTES)
    with_files = request.META.get("CONTENT_TYPE", "").startswith("multipart/form-data")
    limit: int = (
        settings.LIENTHONG_FORM_WITH_FILES_BYTES if with_files else settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    )
    return limit


def _length(request: HttpRequest) -> int:
    announced = request.META.get("CONTENT_LENGTH") or "0"
    return int(announced) if announced.isdigit() else 0
