"""What someone who owns the database can do to a ledger. Each returns nothing and leaves a changed database.

Seals stand at every sixth entry and at the end; the seals outside the database are out of reach, unless said.
"""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from random import Random

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db import connection

from lienthong.spine.actor import Actor
from lienthong.spine.ledger import rules
from lienthong.spine.ledger.actions import record, seal
from lienthong.spine.ledger.models import Chain, Entry, Seal
from lienthong.spine.ledger.verification import digest

AGENCIES = ("GL", "GL-622", "GL-SNV")
LENGTH = 12
NOON = datetime(2021, 10, 15, 5, tzinfo=UTC)


def commit() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")


def write(agency: str, number: int) -> None:
    by = Actor(account=str(number % 3), name=f"Người {number}", agency=agency, origin="web 10.0.0.7")
    at = NOON + timedelta(minutes=number)
    record(by=by, verb="plans.report", subject=f"task:{number}", agency=agency, at=at, details={"n": number})


def sealed_ledger() -> None:
    """Three chains of twelve entries, sealed twice; the guards are off, as their owner can put them."""
    for number in range(LENGTH):
        for agency in AGENCIES:
            write(agency, number)
        commit()
        if number % 6 == 5:
            seal()
    with connection.cursor() as cursor:
        for table in ("entry", "chain", "seal"):
            cursor.execute(f"ALTER TABLE ledger_{table} DISABLE TRIGGER USER")


def edit_field(dice: Random) -> None:
    _change(_any_entry(dice), dice)


def edit_and_redigest(dice: Random) -> None:
    entry = _any_entry(dice)
    _change(entry, dice)
    _put(entry, content=entry.content_now())


def edit_and_rehash(dice: Random) -> None:
    entry = _any_entry(dice)
    _change(entry, dice)
    _rehash(entry, bytes(entry.previous or b""))


def delete_middle(dice: Random) -> None:
    Entry.objects.filter(agency=dice.choice(AGENCIES), sequence=dice.randint(1, LENGTH - 1)).delete()


def delete_and_close_the_gap(dice: Random) -> None:
    agency, gone = dice.choice(AGENCIES), dice.randint(1, LENGTH - 1)
    Entry.objects.filter(agency=agency, sequence=gone).delete()
    for entry in Entry.objects.filter(agency=agency, sequence__gt=gone).order_by("sequence"):
        _put(entry, sequence=(entry.sequence or 0) - 1)
    Chain.objects.filter(agency=agency).update(length=LENGTH - 1)


def delete_tail(dice: Random) -> None:
    agency, kept = dice.choice(AGENCIES), dice.randint(0, LENGTH - 1)
    Entry.objects.filter(agency=agency, sequence__gt=kept).delete()
    last = Entry.objects.filter(agency=agency, sequence=kept).first()
    head = bytes(last.hash or b"") if last else rules.ORIGIN
    Chain.objects.filter(agency=agency).update(length=kept, head=head)


def delete_tail_with_its_seals(dice: Random) -> None:
    delete_tail(dice)
    for chain in Chain.objects.all():
        Seal.objects.filter(agency=chain.agency, sequence__gt=chain.length).delete()


def insert(dice: Random) -> None:
    entry = _any_entry(dice)
    after = entry.sequence or 0
    agency = entry.agency
    for later in Entry.objects.filter(agency=agency, sequence__gt=after).order_by("-sequence"):
        _put(later, sequence=(later.sequence or 0) + 1)
    entry.pk = None
    entry.sequence = after + 1
    entry.previous = entry.hash
    entry.save(force_insert=True)
    _change(entry, dice)
    _rehash(entry, bytes(entry.previous or b""))
    Chain.objects.filter(agency=agency).update(length=LENGTH + 1)


def append_forged(dice: Random) -> None:
    """Behind the last entry, but without moving the head: the guards would have moved it."""
    entry = Entry.objects.get(agency=dice.choice(AGENCIES), sequence=LENGTH)
    entry.pk = None
    entry.sequence, entry.previous = LENGTH + 1, entry.hash
    entry.save(force_insert=True)


def reorder(dice: Random) -> None:
    agency = dice.choice(AGENCIES)
    first, second = dice.sample(range(1, LENGTH + 1), 2)
    _exchange(
        Entry.objects.get(agency=agency, sequence=first), Entry.objects.get(agency=agency, sequence=second)
    )


def swap_chains(dice: Random) -> None:
    here, there = dice.sample(AGENCIES, 2)
    first = Entry.objects.get(agency=here, sequence=dice.randint(1, LENGTH))
    second = Entry.objects.get(agency=there, sequence=dice.randint(1, LENGTH))
    _exchange(first, second)


def swap_whole_chains(dice: Random) -> None:
    here, there = dice.sample(AGENCIES, 2)
    for model in (Entry, Chain, Seal):
        rows = model._default_manager
        rows.filter(agency=here).update(agency="-")
        rows.filter(agency=there).update(agency=here)
        rows.filter(agency="-").update(agency=there)


def rebuild_whole_chain(dice: Random) -> None:
    """Every hash made anew: inside the database nothing but the seals contradicts it."""
    entry = _any_entry(dice)
    _change(entry, dice)
    _rebuild(entry.agency)


def rebuild_and_forget_seals(dice: Random) -> None:
    entry = _any_entry(dice)
    _change(entry, dice)
    _rebuild(entry.agency)
    Seal.objects.filter(agency=entry.agency).delete()


def rebuild_and_seal_with_another_key(dice: Random) -> None:
    entry = _any_entry(dice)
    _change(entry, dice)
    _rebuild(entry.agency)
    own, previous = Ed25519PrivateKey.generate(), rules.ORIGIN
    for kept in Seal.objects.filter(agency=entry.agency).order_by("sequence"):
        kept.head = Entry.objects.get(agency=entry.agency, sequence=kept.sequence).hash or b""
        kept.previous = previous
        kept.signature = own.sign(kept.signed_bytes())
        kept.save()
        previous = digest(kept)


def remove_whole_chain(dice: Random) -> None:
    agency = dice.choice(AGENCIES)
    for model in (Entry, Chain, Seal):
        model._default_manager.filter(agency=agency).delete()


def remove_seal(dice: Random) -> None:
    Seal.objects.filter(agency=dice.choice(AGENCIES), sequence=dice.choice((6, 12))).delete()


def move_head(dice: Random) -> None:
    Chain.objects.filter(agency=dice.choice(AGENCIES)).update(head=dice.randbytes(32))


TAMPERINGS: tuple[Callable[[Random], None], ...] = (
    edit_field,
    edit_and_redigest,
    edit_and_rehash,
    delete_middle,
    delete_and_close_the_gap,
    delete_tail,
    delete_tail_with_its_seals,
    insert,
    append_forged,
    reorder,
    swap_chains,
    swap_whole_chains,
    rebuild_whole_chain,
    rebuild_and_forget_seals,
    rebuild_and_seal_with_another_key,
    remove_whole_chain,
    remove_seal,
    move_head,
)


def _any_entry(dice: Random) -> Entry:
    return Entry.objects.get(agency=dice.choice(AGENCIES), sequence=dice.randint(1, LENGTH))


def _change(entry: Entry, dice: Random) -> None:
    """One field, by as little as one letter or one microsecond."""
    name = dice.choice((*Entry.TEXTS[1:], *Entry.TIMES, "details"))
    value = getattr(entry, name)
    if name in Entry.TIMES:
        _put(entry, **{name: value + timedelta(microseconds=dice.choice((-1, 1)))})
    elif name == "details":
        _put(entry, details=json.loads(json.dumps(value | {"n": dice.randint(100, 999)})))
    else:
        _put(entry, **{name: value + dice.choice((" ", "x", "ạ"))})


def _put(entry: Entry, **fields: object) -> None:
    Entry.objects.filter(pk=entry.pk).update(**fields)
    entry.refresh_from_db()


def _rehash(entry: Entry, previous: bytes) -> bytes:
    content = entry.content_now()
    link = rules.link(previous=previous, sequence=entry.sequence or 0, content=content)
    _put(entry, content=content, previous=previous, hash=link)
    return link


def _rebuild(agency: str) -> None:
    head = rules.ORIGIN
    for entry in Entry.objects.filter(agency=agency).order_by("sequence"):
        head = _rehash(entry, head)
    Chain.objects.filter(agency=agency).update(head=head)


def _exchange(first: Entry, second: Entry) -> None:
    here, there = (first.agency, first.sequence), (second.agency, second.sequence)
    _put(first, agency="-")
    _put(second, agency=here[0], sequence=here[1])
    _put(first, agency=there[0], sequence=there[1])
