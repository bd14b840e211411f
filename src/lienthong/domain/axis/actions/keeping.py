"""Neighbours of the node: the node above as the settings name it, clients with secrets, the agencies behind both."""

import secrets
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from lienthong.domain.axis import models as m
from lienthong.domain.axis.actions.common import FETCH, note, one_at_a_time
from lienthong.domain.axis.errors import CodeTaken, NameMissing, NeighbourNotFound, ReasonMissing, SystemTaken
from lienthong.domain.axis.queries.codes import OrganRow, houses_of
from lienthong.domain.axis.queries.neighbours import USE
from lienthong.domain.axis.rules import NeighbourKind
from lienthong.spine import cipher, clock
from lienthong.spine.actor import Actor
from lienthong.spine.outbox import engine
from lienthong.spine.text import clean, clean_lines, search_key


@transaction.atomic
def know_parent(*, system: str, name: str, organ: str, at: datetime) -> int:
    """The node above, as the settings name it now; another one takes the place of the one before."""
    row = _parent()
    if row and (row.system, row.organ) == (system, organ):
        return row.pk
    one_at_a_time("axis parent")
    row = _parent()
    if row and (row.system, row.organ) == (system, organ):
        return row.pk
    if row:
        row.ended_at = at
        row.save(update_fields=["ended_at"])
    again = m.Neighbour.objects.filter(system=system, kind=NeighbourKind.PARENT.value).first()
    made = again or m.Neighbour(kind=NeighbourKind.PARENT.value, system=system, made_at=at)
    made.name, made.organ, made.ended_at = name, organ, None
    made.save()
    return made.pk


def _parent() -> m.Neighbour | None:
    return m.Neighbour.objects.filter(kind=NeighbourKind.PARENT.value, ended_at=None).first()


@transaction.atomic
def add_client(*, name: str, system: str, organ: str, by: Actor, at: datetime) -> tuple[int, str]:
    """A client's number and its secret, which is shown this once. Raises NameMissing, SystemTaken, CodeTaken."""
    called, key, code = clean(name), clean(system), clean(organ)
    if not (called and key and code):
        raise NameMissing
    if m.Neighbour.objects.filter(system=key).exists():
        raise SystemTaken
    _refuse_house(code, at)
    secret = secrets.token_urlsafe(32)
    row = m.Neighbour.objects.create(
        kind=NeighbourKind.CHILD.value,
        system=key[:80],
        name=called[:300],
        organ=code[:99],
        secret=cipher.encrypt(secret, use=USE, context=key[:80]),
        made_at=at,
    )
    note_organs(neighbour=row.pk, organs=[OrganRow(row.organ, "", row.name)], is_whole=False)
    note(
        "add_client", f"neighbour:{row.pk}", by=by, at=at, system=row.system, organ=row.organ, called=row.name
    )
    return row.pk, secret


@transaction.atomic
def renew_secret(*, neighbour: int, by: Actor, at: datetime) -> str:
    """The old one ends at once. Raises NeighbourNotFound."""
    row = _client(neighbour)
    secret = secrets.token_urlsafe(32)
    row.secret = cipher.encrypt(secret, use=USE, context=row.system)
    row.save(update_fields=["secret"])
    note("renew_secret", f"neighbour:{row.pk}", by=by, at=at, called=row.name)
    return secret


@transaction.atomic
def end_client(*, neighbour: int, reason: str, by: Actor, at: datetime) -> None:
    """Nothing is taken from it or kept for it any more. Raises NeighbourNotFound, ReasonMissing."""
    row, why = _client(neighbour), clean_lines(reason)
    if not why:
        raise ReasonMissing
    row.ended_at = at
    row.save(update_fields=["ended_at"])
    note("end_client", f"neighbour:{row.pk}", by=by, at=at, called=row.name, reason=why)


def _client(neighbour: int) -> m.Neighbour:
    rows = m.Neighbour.objects.select_for_update().filter(kind=NeighbourKind.CHILD.value, ended_at=None)
    row = rows.filter(pk=neighbour).first()
    if row is None:
        raise NeighbourNotFound
    return row


@transaction.atomic
def note_organs(*, neighbour: int, organs: Sequence[OrganRow], is_whole: bool) -> int:
    """What a neighbour says of agencies behind it. A code that another neighbour serves stays there; with ``is_whole``
    those that it names no more are gone. Returns how many are known through it.
    """
    now = clock.real_now()
    house = houses_of([one.code for one in organs], clock.today())
    told = {one.code: one for one in organs if one.code and one.code not in house}
    mine = m.Organ.objects.filter(neighbour=neighbour)
    m.Organ.objects.bulk_create(
        [_organ(one, neighbour) for one in told.values()],
        ignore_conflicts=True,
    )
    for row in mine.filter(code__in=list(told)):
        fresh = _organ(told[row.code], neighbour)
        names = ("other", "name", "parent", "mail", "search")
        if row.gone_at or any(getattr(row, name) != getattr(fresh, name) for name in names):
            fresh.pk = row.pk
            fresh.save()
    if is_whole:
        mine.filter(gone_at=None).exclude(code__in=list(told)).update(gone_at=now)
    m.Neighbour.objects.filter(pk=neighbour).update(listed_at=now)
    return mine.filter(gone_at=None).count()


@transaction.atomic
def ask_for_list(*, neighbour: int, by: Actor, at: datetime) -> None:
    """The node above is asked for its list of agencies at once, not within the hour. Raises NeighbourNotFound."""
    rows = m.Neighbour.objects.filter(pk=neighbour, kind=NeighbourKind.PARENT.value, ended_at=None)
    row = rows.select_for_update().first()
    if row is None:
        raise NeighbourNotFound
    if row.listed_at is None:
        return
    row.listed_at = None
    row.save(update_fields=["listed_at"])
    engine.soon(FETCH)
    note("ask_for_list", f"neighbour:{neighbour}", by=by, at=at, called=row.name)


def _organ(one: OrganRow, neighbour: int) -> m.Organ:
    return m.Organ(
        code=one.code[:99],
        other=one.other[:99],
        name=(one.name or one.code)[:300],
        parent=one.parent[:99],
        mail=one.mail[:200],
        neighbour_id=neighbour,
        search=search_key(f"{one.name} {one.code} {one.other}"),
    )


@transaction.atomic
def register_organ(*, neighbour: int, organ: OrganRow, by: Actor, at: datetime) -> None:
    """A client names an agency that it serves, or names it anew. Raises NameMissing, CodeTaken."""
    if not (organ.code and organ.name):
        raise NameMissing
    _refuse_house(organ.code, at)
    other = m.Organ.objects.filter(code=organ.code, gone_at=None).exclude(neighbour=neighbour)
    if other.filter(neighbour__ended_at=None).exists():
        raise CodeTaken(code=organ.code)
    m.Organ.objects.filter(code=organ.code).update(neighbour=neighbour, gone_at=None)
    note_organs(neighbour=neighbour, organs=[organ], is_whole=False)
    note("register_organ", f"neighbour:{neighbour}", by=by, at=at, organ=organ.code, called=organ.name)


@transaction.atomic
def delete_organ(*, neighbour: int, code: str, by: Actor, at: datetime) -> bool:
    """False for one that this client does not serve."""
    rows = m.Organ.objects.filter(code=code, neighbour=neighbour, gone_at=None)
    if not rows.update(gone_at=clock.real_now()):
        return False
    note("delete_organ", f"neighbour:{neighbour}", by=by, at=at, organ=code)
    return True


def _refuse_house(code: str, at: datetime) -> None:
    if houses_of([code], clock.local(at).date()):
        raise CodeTaken(code=code)


@transaction.atomic
def note_line(*, neighbour: int, fault: str) -> None:
    """How the last look at the node above went."""
    rows = m.Neighbour.objects.filter(pk=neighbour)
    if fault:
        rows.filter(failing_since=None).update(failing_since=clock.real_now())
        rows.update(fault=fault[:300])
    else:
        rows.update(fault="", failing_since=None, seen_at=clock.real_now())
