"""The node above ours, as the settings name it: https://system:secret@host/path?agency=000.00.00.H21&name=...."""

from typing import Final
from urllib.parse import parse_qs, urlsplit

from django.conf import settings

from lienthong.connectors.address import read_address
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
    told = read_address(url)
    agency = told.words.get("agency", "")
    if not (told.place and told.is_proved and agency):
        raise NotConnected
    return Access(told.place, told.user, told.secret, agency)
