"""Who calls: a client of the node, proved by the HMAC over its headers (or over the body, for clients of that form)."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpRequest

from lienthong.connectors.axis import wire
from lienthong.domain.axis.queries import NeighbourRow, find_client, secret_of
from lienthong.domain.correspondence.queries import party_of
from lienthong.spine import clock
from lienthong.spine.actor import Actor
from lienthong.web.entrance.address import client_address


class Unproved(Exception):
    """The headers do not prove who calls."""


@dataclass(frozen=True)
class Caller:
    """The client with what its headers say."""

    neighbour: NeighbourRow
    told: wire.Caller
    by: Actor


def caller_of(request: HttpRequest) -> Caller:
    """Raises Unproved. A client of the form that signs the body is proved when the body has been received."""
    if wire.form_of(request.headers) is wire.Form.BODY and request.method == "POST":
        return proved(request, _pieces(request))
    return proved(request)


def _pieces(request: HttpRequest) -> Iterable[bytes]:
    return (request.body,)


def proved(request: HttpRequest, body: Iterable[bytes] = ()) -> Caller:
    try:
        told = wire.check(request.headers, secret_of=secret_of, now=clock.real_now(), body=body)
    except wire.Forged as forged:
        raise Unproved(str(forged)) from forged
    neighbour = find_client(told.system_id)
    if neighbour is None:
        raise Unproved("unknown_system")
    by = Actor(
        account="platform",
        name=neighbour.name,
        agency=party_of(neighbour.organ),
        origin=f"axis {client_address(request)}",
    )
    return Caller(neighbour, told, by)
