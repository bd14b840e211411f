"""Which addresses may be called: read without a look into the net, and each place that a name leads to."""

import ipaddress
import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final
from urllib.parse import SplitResult, urlsplit

from django.conf import settings

_UNFIT: Final = re.compile(r"[\s\x00-\x1f\x7f\\]")
_INSIDE: Final = (".local", ".localhost", ".internal", ".intranet", ".lan", ".home.arpa")
_EMBEDDED: Final = ipaddress.ip_network("64:ff9b::/96")  # a gateway makes an IPv4 address of it

type Place = ipaddress.IPv4Address | ipaddress.IPv6Address


class Fault(StrEnum):
    """Why an address is not called."""

    UNREADABLE = "UNREADABLE"
    NOT_HTTPS = "NOT_HTTPS"
    INSIDE = "INSIDE"


@dataclass(frozen=True, slots=True)
class Address:
    """``target`` is path and query; ``authority`` the host as the request names it."""

    host: str
    port: int
    is_tls: bool
    target: str
    authority: str


def read(url: str) -> Address | Fault:
    """The address, or why it cannot be one. Loopback, also without TLS, is one except in production."""
    parts = _split(url)
    if parts is None or not parts.hostname or parts.username is not None or parts.fragment:
        return Fault.UNREADABLE
    if parts.scheme not in {"https", "http"}:
        return Fault.NOT_HTTPS
    host, is_here = _ascii(parts.hostname), _is_this_machine(parts.hostname)
    if not host:
        return Fault.UNREADABLE
    if parts.scheme == "http" and not (is_here and may_stay()):
        return Fault.NOT_HTTPS
    if not (is_here and may_stay()) and _is_inside(host):
        return Fault.INSIDE
    is_tls = parts.scheme == "https"
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    authority = parts.netloc if host == parts.hostname else parts.netloc.replace(parts.hostname, host)
    return Address(host, parts.port or (443 if is_tls else 80), is_tls, target, authority)


def may_call(place: Place) -> bool:
    """Whether a resolved address lies in the public net, or on this machine where that is allowed."""
    real = getattr(place, "ipv4_mapped", None) or place
    if real.is_loopback:
        return may_stay()
    return real.is_global and not real.is_multicast and not (real.version == 6 and real in _EMBEDDED)


def may_stay() -> bool:
    """Demonstration and tests have their partners on this machine."""
    return not settings.PRODUCTION


def _split(url: str) -> SplitResult | None:
    if _UNFIT.search(url):
        return None
    try:
        parts = urlsplit(url)
        return parts if parts.port != 0 else None
    except ValueError:
        return None


def _ascii(host: str) -> str:
    """The host as names are looked up; "" for one that no name can be."""
    try:
        return host if ":" in host else host.encode("idna").decode()
    except UnicodeError:
        return ""


def _literal(host: str) -> Place | None:
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None


def _is_this_machine(host: str) -> bool:
    literal = _literal(host)
    return host == "localhost" or bool(literal and literal.is_loopback)


def _is_inside(host: str) -> bool:
    """Told by the writing alone; where a name leads is seen when it is called."""
    if literal := _literal(host):
        return not may_call(literal)
    return "." not in host.rstrip(".") or host.rstrip(".").endswith(_INSIDE)
