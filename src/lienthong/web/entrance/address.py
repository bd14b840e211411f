"""Where a request came from, and which forwarded headers are believed."""

import ipaddress

from django.conf import settings
from django.http import HttpRequest

NOWHERE = "127.0.0.1"  # a socket of this machine has no address of its own


def client_address(request: HttpRequest) -> str:
    """The caller's address: what the outermost trusted proxy saw, or the other end of the connection.

    With n trusted proxies the n-th entry from the right of X-Forwarded-For was written by our own proxy;
    everything left of it is whatever the caller cared to claim.
    """
    remote: str = request.META.get("REMOTE_ADDR") or NOWHERE
    proxies: int = settings.LIENTHONG_TRUSTED_PROXIES
    hops = [hop.strip() for hop in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")]
    claimed = hops[-proxies] if 0 < proxies <= len(hops) else remote
    return claimed if is_address(claimed) else remote


def is_address(text: str) -> bool:
    try:
        ipaddress.ip_address(text)
    except ValueError:
        return False
    return True


def is_loopback(address: str) -> bool:
    return is_address(address) and ipaddress.ip_address(address).is_loopback
