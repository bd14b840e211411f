"""The node above ours, as the settings name it: https://system:secret@host/path?agency=000.00.00.H21&name=...."""

from typing import Final
from urllib.parse import parse_qs, unquote, urlsplit, urlunsplit

from django.conf import settings

from lienthong.connectors.axis import standin
from lienthong.connectors.axis.client import Access
from lienthong.connectors.axis.errors import NotConnected

OFF: Final = "off"


def is_connected() -> bool:
    url = settings.LIENTHONG_AXIS_URL
    return url != OFF and (bool(url) or settings.LIENTHONG_MODE in ("demo", "training"))


def access() -> Access:
    """In a demonstration without an address, a ministry's node that listens on this machine. Raises NotConnected."""
    if not is_connected():
        raise NotConnected
    url = settings.LIENTHONG_AXIS_URL
    return read_access(url) if url else standin.access()


def name() -> str:
    """What the node above is called; its host where nothing says so."""
    url = settings.LIENTHONG_AXIS_URL
    if not url:
        return standin.NAME
    parts = urlsplit(url)
    return parse_qs(parts.query).get("name", [""])[0] or parts.hostname or ""


def read_access(url: str) -> Access:
    """Raises NotConnected for an address without system, secret or agency."""
    parts = urlsplit(url)
    agency = parse_qs(parts.query).get("agency", [""])[0]
    if not (parts.hostname and parts.username and parts.password and agency):
        raise NotConnected
    place = f"{parts.hostname}:{parts.port}" if parts.port else parts.hostname
    endpoint = urlunsplit((parts.scheme, place, parts.path.rstrip("/"), "", ""))
    return Access(endpoint, unquote(parts.username), unquote(parts.password), agency)
