"""Systems that an agency keeps, their addresses and messages; and what is needed to send one."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db.models import Prefetch, Q, QuerySet

from lienthong.connectors.webhooks.address import Fault, read
from lienthong.connectors.webhooks.messages import headers_of
from lienthong.domain.accounts.queries import Scope, list_last_used
from lienthong.domain.organisations.permissions import role_named
from lienthong.domain.organisations.queries import list_positions, subtree_codes
from lienthong.domain.partners.errors import AddressInside, AddressNotSecure, AddressUnreadable
from lienthong.domain.partners.models import Message, Partner, Subscription, Try
from lienthong.domain.partners.permissions import OPENS, Permission
from lienthong.domain.partners.rules import KIND_LABELS, KIND_OF, Kind, Paused
from lienthong.spine import cipher, clock
from lienthong.spine.actor import Actor, Grant
from lienthong.spine.errors import Refusal
from lienthong.spine.outbox.queries import find_dead
from lienthong.spine.stamps import kept

__all__ = ["KIND_LABELS", "Kind", "Paused"]

_REFUSALS: Final[dict[Fault, type[Refusal]]] = {
    Fault.UNREADABLE: AddressUnreadable,
    Fault.NOT_HTTPS: AddressNotSecure,
    Fault.INSIDE: AddressInside,
}
SECRET = "partners.secret"  # noqa: S105  the use of a key, no secret
SEND: Final = "partners.send"
"""The handler that sends; its dead letters are messages that nobody took."""
SHOWN = 200


@dataclass(frozen=True, slots=True)
class PartnerRow:
    """``account`` names it; ``used_on`` is the last day on which any of its tokens was used."""

    id: int
    account: str
    agency: str
    name: str
    purpose: str
    contact: str
    made_at: datetime
    ended_at: datetime | None
    used_on: date | None = None


@dataclass(frozen=True, slots=True)
class SubscriptionRow:
    """``id`` is the public id; ``paused_why`` "" while it hears."""

    id: str
    partner: str
    agency: str
    url: str
    kinds: frozenset[Kind]
    made_at: datetime
    paused_at: datetime | None
    paused_why: str
    ended_at: datetime | None
    failing_since: datetime | None
    old_until: datetime | None
    held: int


@dataclass(frozen=True, slots=True)
class TryRow:
    number: int
    at: datetime
    status: int
    fault: str
    ms: int


@dataclass(frozen=True, slots=True)
class MessageRow:
    """``tries`` newest first; ``dead`` is the delivery that waits for a person's decision, None for none."""

    key: str
    kind: Kind
    subject: str
    at: datetime
    is_held: bool
    taken_at: datetime | None
    tries: tuple[TryRow, ...]
    dead: int | None


@dataclass(frozen=True, slots=True)
class Letter:
    """What one sending needs: ``is_stopped`` when its address hears nothing for the time being or any more."""

    url: str
    headers: dict[str, str]
    body: bytes
    is_done: bool
    is_paused: bool
    rests_until: datetime | None


def list_partners(by: Actor) -> list[PartnerRow]:
    """The systems in one's reach: those in use by name, then those that were ended."""
    rows = list(_within(by).order_by("ended_at", "name", "id")[:SHOWN])
    rows.sort(key=lambda row: row.ended_at is not None)
    used = list_last_used([row.account for row in rows])
    return [_partner(row, used.get(row.account)) for row in rows]


def find_partner(account: str, by: Actor) -> PartnerRow | None:
    """None for one that is not there or not in one's reach."""
    row = _within(by).filter(account=account).first()
    return _partner(row, list_last_used([account]).get(account)) if row else None


def list_subscriptions(partner: str) -> list[SubscriptionRow]:
    """The addresses of a system, oldest first; those that were ended at the end."""
    rows = Subscription.objects.filter(partner__account=partner).select_related("partner")
    found = [_subscription(row) for row in rows.order_by("id")[:SHOWN]]
    return sorted(found, key=lambda row: row.ended_at is not None)


def find_subscription(public_id: str, by: Actor) -> SubscriptionRow | None:
    rows = Subscription.objects.filter(public_id=public_id, partner__in=_within(by)).select_related("partner")
    row = rows.first()
    if row is None:
        return None
    return _subscription(row, Message.objects.filter(subscription=row, held=True).count())


def address_fault(url: str) -> Refusal | None:
    """Why messages cannot go to an address, by its writing alone; None when they can."""
    address = read(url)
    return _REFUSALS[address]() if isinstance(address, Fault) else None


def list_messages(subscription: str, *, limit: int = 50) -> list[MessageRow]:
    """The newest messages to an address, newest first, each with its tries."""
    tries = Prefetch("tries", queryset=Try.objects.order_by("-number"))
    rows = Message.objects.filter(subscription__public_id=subscription).prefetch_related(tries)
    found = list(rows.order_by("-id")[:limit])
    dead = find_dead(SEND, "message", [row.pk for row in found if row.taken_at is None])
    return [_message(row, dead.get(row.pk)) for row in found]


def scopes_of(agency: str, day: date) -> frozenset[Scope]:
    """What an agency can open to a system: what somebody with a position in it may read."""
    roles = {hat.role for hat in list_positions([agency], day)}
    held = {str(name) for role in roles for name in role_named(role).scopes()}
    return frozenset(scope for scope, permission in OPENS.items() if permission in held)


def machine(account: str, *, scopes: Collection[Scope], origin: str, at: datetime) -> Actor | None:
    """The machine as an actor that may read what ``scopes`` open, at its agency and below; None when it was ended."""
    row = Partner.objects.filter(account=account, ended_at=None).first()
    return acting(_partner(row), scopes=scopes, origin=origin, at=at) if row else None


def acting(row: PartnerRow, *, scopes: Collection[Scope], origin: str, at: datetime) -> Actor:
    reach = subtree_codes(row.agency, clock.local(at).date())
    grants = tuple(Grant(str(name), reach) for name in sorted({OPENS[scope] for scope in scopes}))
    return Actor(account=row.account, name=row.name, agency=row.agency, grants=grants, origin=origin)


def is_heard(verb: str) -> bool:
    """Whether any address hears of this; asked in the transaction of each event of a case."""
    kind = KIND_OF.get(verb)
    return kind is not None and _has_hearers(kind)


@kept("partners")
def _has_hearers(kind: Kind) -> bool:
    return hearing(kind).exists()


def hearing(kind: Kind) -> QuerySet[Subscription]:
    return Subscription.objects.filter(ended_at=None, kinds__contains=[kind.value])


def get_letter(message: int, now: datetime) -> Letter:
    """The message as it is sent at ``now``, signed with every secret in force."""
    row = Message.objects.select_related("subscription").get(pk=message)
    address, body = row.subscription, row.body.encode()
    is_test = row.kind == Kind.TEST
    return Letter(
        url=address.url,
        headers=headers_of(key=row.key, sent=int(now.timestamp()), body=body, keys=_secrets(address, now)),
        body=body,
        is_done=row.taken_at is not None or address.ended_at is not None,
        is_paused=address.paused_at is not None and not is_test,
        rests_until=None if is_test else address.rests_until,
    )


def _secrets(row: Subscription, now: datetime) -> list[str]:
    kept = [row.secret]
    if row.old_secret and row.old_until and now < row.old_until:
        kept.append(row.old_secret)
    return [cipher.decrypt(bytes(one), use=SECRET, context=row.public_id) for one in kept]


def _within(by: Actor) -> QuerySet[Partner]:
    reach = by.reach(Permission.KEEP)
    return Partner.objects.filter(Q() if reach is None else Q(agency__in=reach))


def _partner(row: Partner, used_on: date | None = None) -> PartnerRow:
    return PartnerRow(
        row.pk,
        row.account,
        row.agency,
        row.name,
        row.purpose,
        row.contact,
        row.made_at,
        row.ended_at,
        used_on,
    )


def _subscription(row: Subscription, held: int = 0) -> SubscriptionRow:
    return SubscriptionRow(
        id=row.public_id,
        partner=row.partner.account,
        agency=row.partner.agency,
        url=row.url,
        kinds=frozenset(map(Kind, row.kinds)),
        made_at=row.made_at,
        paused_at=row.paused_at,
        paused_why=row.paused_why,
        ended_at=row.ended_at,
        failing_since=row.failing_since,
        old_until=row.old_until,
        held=held,
    )


def _message(row: Message, dead: int | None) -> MessageRow:
    tries = tuple(TryRow(one.number, one.at, one.status, one.fault, one.ms) for one in row.tries.all())
    return MessageRow(row.key, Kind(row.kind), row.subject, row.at, row.held, row.taken_at, tries, dead)
