"""What was typed is kept: a form sent after the session ended waits in the browser's own session for its
writer.

The text is bound to the account that wrote it when that is known; signed in as somebody else, it is dropped.
"""

import time
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme

KEY = "draft"
LARGEST = 200_000  # characters; more is no form that a person typed
KEPT_SECONDS = 12 * 3600
_NEVER_KEPT = (
    "csrfmiddlewaretoken",
    "password",
    "password1",
    "password2",
    "oldpassword",
    "code",
    "pin",
    "again",
    "credential",
)


@dataclass(frozen=True)
class Draft:
    """``fields`` are (name, value) pairs as sent; ``page`` is where it was typed; ``lost_files`` names of
    uploads.
    """

    path: str
    page: str
    fields: tuple[tuple[str, str], ...]
    lost_files: tuple[str, ...]
    kept_at: datetime

    @property
    def texts(self) -> list[str]:
        """What a person would recognise: the longer values."""
        return [value for _, value in self.fields if len(value.strip()) > 3][:20]


def keep(request: HttpRequest, owner: str = "") -> bool:
    """Keeps what ``request`` posted, for ``owner`` (an account's public id) if known. False when there is
    nothing.
    """
    fields = [
        (name, value) for name in request.POST for value in request.POST.getlist(name) if _is_kept(name)
    ]
    if not fields or sum(len(name) + len(value) for name, value in fields) > LARGEST:
        return False
    request.session[KEY] = {
        "owner": owner,
        "path": request.get_full_path(),
        "page": page_of(request),
        "fields": fields,
        "files": [str(part.name) for name in request.FILES for part in request.FILES.getlist(name)],
        "at": int(time.time()),
    }
    return True


def kept(request: HttpRequest, reader: str = "") -> Draft | None:
    """The draft waiting in this browser, unless it is too old or not of ``reader`` (a public id, "" before
    sign-in).
    """
    data: dict[str, Any] | None = request.session.get(KEY)
    if not data or time.time() - data["at"] > KEPT_SECONDS:
        return None
    if reader and data["owner"] not in ("", reader):
        return None
    return Draft(
        path=data["path"],
        page=data["page"],
        fields=tuple((name, value) for name, value in data["fields"]),
        lost_files=tuple(data["files"]),
        kept_at=datetime.fromtimestamp(data["at"], UTC),
    )


def drop(request: HttpRequest) -> None:
    request.session.pop(KEY, None)


def _is_kept(name: str) -> bool:
    return name not in _NEVER_KEPT and "password" not in name.lower()


def page_of(request: HttpRequest) -> str:
    """The page that held the form, when it was one of ours."""
    referrer = request.headers.get("HX-Current-URL") or request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(referrer, {request.get_host()}):
        return "/"
    parts = urlsplit(referrer)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path
