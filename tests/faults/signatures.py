"""The actions on signing keys, and what must hold whenever they are killed."""

import contextlib
from datetime import UTC, datetime
from functools import cache

from lienthong.connectors.trust.fake import FakeAuthority, Issued
from lienthong.spine.actor import Actor
from lienthong.spine.ledger import queries as ledger
from lienthong.spine.ledger.verification import verify
from lienthong.spine.signatures import actions, holders
from lienthong.spine.signatures.errors import WrongPin
from lienthong.spine.signatures.models import SigningKey
from lienthong.spine.signatures.queries import list_keys
from tests.faults.harness import Swept

NOON = datetime(2021, 10, 15, 5, tzinfo=UTC)
KEEPER = Actor(account="7", name="Ngô Ưởng")
PIN = "135790"


@cache
def authority() -> FakeAuthority:
    return FakeAuthority()


@cache
def issued() -> Issued:
    return authority().issue("Siu H’Đoan")


def holder(k: int) -> holders.Holder:
    issued()  # made before the child is forked
    return holders.account(f"leader-{k}")


def enrol(one: holders.Holder) -> None:
    actions.enrol(
        holder=one,
        enrolment=actions.Enrolment(issued().der, (authority().issuing.der,), key=issued().key_der, pin=PIN),
        trust=authority().trust(),
        agency="GL-SNV",
        by=KEEPER,
        at=NOON,
    )


def enrolled(k: int) -> holders.Holder:
    one = holder(k)
    enrol(one)
    return one


def told(one: holders.Holder, verb: str) -> int:
    keys = list_keys(one, ended=True)
    entries = [entry for key in keys for entry in ledger.list_entries(subject=f"key:{key.id}")]
    return sum(entry.verb == verb for entry in entries)


def one_in_use(one: holders.Holder, done: bool) -> None:
    keys = list_keys(one)
    assert len(keys) <= 1
    assert keys or not done, "enrolled, answered, lost"
    assert told(one, "signatures.enrol") == len(list_keys(one, ended=True)), "a key without its entry"
    assert verify().is_sound


def still_one_in_use(one: holders.Holder, done: bool) -> None:
    """The old one goes only when the new one is there."""
    assert len(list_keys(one)) == 1
    assert len(list_keys(one, ended=True)) == 2 or not done
    one_in_use(one, done)


def end(one: holders.Holder) -> None:
    (key,) = list_keys(one)
    actions.end(key=key.id, reason="Mất thiết bị", agency="GL-SNV", by=KEEPER, at=NOON)


def ended_with_its_entry(one: holders.Holder, done: bool) -> None:
    (key,) = list_keys(one, ended=True)
    assert key.ended_at is not None or not done
    assert told(one, "signatures.end") == (key.ended_at is not None)
    assert verify().is_sound


def mistype(one: holders.Holder) -> None:
    (key,) = list_keys(one)
    with contextlib.suppress(WrongPin):
        actions.unlock(key=key.id, pin="000000", by=Actor(one.code, "Siu H’Đoan"))


def counted_once(one: holders.Holder, done: bool) -> None:
    (wrong,) = SigningKey.objects.filter(holder=one.code).values_list("wrong_pins", flat=True)
    assert wrong in ((1,) if done else (0, 1))


SWEPT = [
    Swept("enrol a signing key", setup=holder, action=enrol, holds=one_in_use),
    Swept("enrol another in its place", setup=enrolled, action=enrol, holds=still_one_in_use),
    Swept("end a signing key", setup=enrolled, action=end, holds=ended_with_its_entry),
    Swept("mistype a PIN", setup=enrolled, action=mistype, holds=counted_once),
]
