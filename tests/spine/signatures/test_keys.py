"""Keys that we keep: whose they are, who makes them answer, and what a wrong PIN does."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from lienthong.config.roles import DOCUMENT_CLERK
from lienthong.connectors.trust.fake import FakeAuthority, new_key
from lienthong.spine.actor import Actor, Grant
from lienthong.spine.ledger.queries import list_entries
from lienthong.spine.signatures import actions, errors, holders
from lienthong.spine.signatures.actions import Enrolment
from lienthong.spine.signatures.batches import Sheet, sign_each
from lienthong.spine.signatures.holders import Holder, TokenKind
from lienthong.spine.signatures.models import SigningKey
from lienthong.spine.signatures.permissions import Permission
from lienthong.spine.signatures.preparing import SIGNER
from lienthong.spine.signatures.queries import get_key, key_of, list_keys, with_keys
from lienthong.spine.signatures.sealing import MOST_WRONG
from lienthong.spine.signatures.signing import Wish, sign
from lienthong.spine.signatures.verdicts import Verdict
from tests.spine.signatures import desk
from tests.spine.signatures.desk import NOW, authority, helpers, paper

pytestmark = pytest.mark.django_db

AT = datetime(2021, 10, 15, 9, tzinfo=UTC)
PIN = "135790"
KEEPER = Actor("keeper", "Ngô Ưởng")
LEADER = Actor("leader", "Siu H’Đoan", agency="GL-SNV")
CLERK = Actor(
    "clerk",
    "Lê Thị Vân Thư",
    agency="GL-SNV",
    grants=(Grant(Permission.SIGN_FOR_AGENCY, frozenset({"GL-SNV"})),),
)
OF_LEADER, OF_AGENCY = holders.account("leader"), holders.agency("GL-SNV")


def enrolled(holder: Holder = OF_LEADER, issued: desk.Issued | None = None, **more: Any) -> int:
    one = issued or authority().issue("Siu H’Đoan", "Sở Nội vụ")
    given: dict[str, Any] = {
        "certificate": one.der,
        "chain": (authority().issuing.der,),
        "key": one.key_der,
        "pin": PIN,
    }
    return actions.enrol(
        holder=holder,
        enrolment=Enrolment(**(given | more)),
        trust=authority().trust(),
        agency="GL-SNV",
        by=KEEPER,
        at=AT,
    )


def test_a_person_signs_with_the_own_key() -> None:
    token = actions.unlock(key=enrolled(), pin=PIN, by=LEADER)
    made = sign(paper(), Wish(SIGNER), token, helpers(), at=NOW)
    assert desk.judged(made).verdict is Verdict.VALID


def test_the_key_at_rest_is_readable_by_nobody() -> None:
    issued = authority().issue("Siu H’Đoan")
    row = SigningKey.objects.get(pk=enrolled(issued=issued))
    assert issued.key_der not in bytes(row.sealed or b"")
    assert PIN.encode() not in bytes(row.sealed or b"")


@pytest.mark.parametrize(
    "wearer", [Actor("other", "Ai đó"), Actor("leader", "x", acting_for="leader"), Actor("", "")]
)
def test_a_personal_key_answers_to_nobody_else(wearer: Actor) -> None:
    with pytest.raises(errors.NotYourKey):
        actions.unlock(key=enrolled(), pin=PIN, by=wearer)


def test_the_agency_s_key_answers_to_its_clerk() -> None:
    assert actions.unlock(key=enrolled(OF_AGENCY), pin=PIN, by=CLERK).certificate


@pytest.mark.parametrize(
    "wearer",
    [
        LEADER,
        Actor("clerk", "x", agency="GL-SNV"),
        Actor("clerk", "x", agency="GL-STP", grants=CLERK.grants),
        Actor("clerk", "x", agency="GL-SNV", grants=CLERK.grants, acting_for="another"),
    ],
)
def test_it_answers_neither_to_the_leader_nor_to_who_stands_in(wearer: Actor) -> None:
    with pytest.raises(errors.NotYourKey):
        actions.unlock(key=enrolled(OF_AGENCY), pin=PIN, by=wearer)


def test_the_right_is_the_clerk_s_own_and_not_lent_with_the_work() -> None:
    assert Permission.SIGN_FOR_AGENCY in DOCUMENT_CLERK.personal


def test_a_wrong_pin_is_counted_and_told() -> None:
    key = enrolled()
    with pytest.raises(errors.WrongPin) as refusal:
        actions.unlock(key=key, pin="000000", by=LEADER)
    assert refusal.value.facts == {"left": MOST_WRONG - 1}


def test_after_too_many_the_right_one_opens_nothing() -> None:
    key = enrolled()
    for _ in range(MOST_WRONG - 1):
        with pytest.raises(errors.WrongPin):
            actions.unlock(key=key, pin="000000", by=LEADER)
    with pytest.raises(errors.KeyLocked):
        actions.unlock(key=key, pin="000000", by=LEADER)
    with pytest.raises(errors.KeyLocked):
        actions.unlock(key=key, pin=PIN, by=LEADER)
    row = get_key(key)
    assert row is not None
    assert row.is_locked


def test_the_right_pin_clears_the_count() -> None:
    key = enrolled()
    with pytest.raises(errors.WrongPin):
        actions.unlock(key=key, pin="000000", by=LEADER)
    actions.unlock(key=key, pin=PIN, by=LEADER)
    with pytest.raises(errors.WrongPin) as refusal:
        actions.unlock(key=key, pin="000000", by=LEADER)
    assert refusal.value.facts == {"left": MOST_WRONG - 1}


@pytest.mark.django_db(transaction=True)
def test_a_wrong_pin_is_counted_even_when_its_caller_takes_all_back() -> None:
    key = enrolled()
    with pytest.raises(RuntimeError), transaction.atomic():
        actions.unlock(key=key, pin="000000", by=LEADER)


def test_a_new_key_takes_the_place_of_the_old_one() -> None:
    old = enrolled()
    new = enrolled()
    assert [row.id for row in list_keys(OF_LEADER)] == [new]
    assert [row.id for row in list_keys(OF_LEADER, ended=True)] == [new, old]
    with pytest.raises(errors.KeyEnded):
        actions.unlock(key=old, pin=PIN, by=LEADER)


def test_an_ended_key_is_destroyed_and_stays_on_record() -> None:
    key = enrolled()
    actions.end(key=key, reason="Mất thiết bị", agency="GL-SNV", by=KEEPER, at=AT)
    row = SigningKey.objects.get(pk=key)
    assert (bytes(row.sealed or b""), row.reason) == (b"", "Mất thiết bị")
    with pytest.raises(errors.KeyEnded):
        actions.end(key=key, reason="x", agency="GL-SNV", by=KEEPER, at=AT)


def test_who_ends_a_key_says_why() -> None:
    with pytest.raises(errors.ReasonMissing):
        actions.end(key=enrolled(), reason=" ", agency="GL-SNV", by=KEEPER, at=AT)
    with pytest.raises(errors.NoKey):
        actions.end(key=0, reason="x", agency="GL-SNV", by=KEEPER, at=AT)


def test_enrolling_and_ending_stand_in_the_ledger() -> None:
    key = enrolled()
    actions.end(key=key, reason="Thôi giữ chức vụ", agency="GL-SNV", by=KEEPER, at=AT)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    verbs = [row.verb for row in list_entries(agency="GL-SNV")]
    assert set(verbs) == {"signatures.enrol", "signatures.end"}


def test_it_refuses_a_key_that_is_not_the_certificate_s() -> None:
    other = authority().issue("Kẻ lạ")
    with pytest.raises(errors.KeyUnfit):
        enrolled(key=other.key_der)
    with pytest.raises(errors.KeyUnfit):
        enrolled(key=b"nonsense")


def test_it_refuses_a_short_pin() -> None:
    with pytest.raises(errors.PinTooShort):
        enrolled(pin="12345")


def test_it_enrols_no_certificate_that_could_not_sign() -> None:
    with pytest.raises(errors.CertificateUntrusted):
        enrolled(issued=FakeAuthority().issue("Kẻ lạ"))
    with pytest.raises(errors.CertificateExpired):
        enrolled(issued=authority().issue("Cũ", until=NOW - timedelta(days=1)))


def test_a_key_elsewhere_is_known_by_its_handle() -> None:
    key = enrolled(kind=TokenKind.REMOTE, handle="credential-7", key=b"", pin="")
    row = get_key(key)
    assert row is not None
    assert (row.kind, row.handle) == (TokenKind.REMOTE, "credential-7")
    assert key_of(OF_LEADER) is None
    assert key_of(OF_LEADER, TokenKind.REMOTE) == row
    assert with_keys([OF_LEADER, OF_AGENCY]) == {OF_LEADER}
    with pytest.raises(errors.NoKey):
        actions.unlock(key=key, pin=PIN, by=LEADER)


@pytest.mark.parametrize(
    "change",
    [
        "holder = 'other'",
        "certificate = 'x'",
        "sealed = 'x'",
        "enrolled_by = 'x'",
        "picture = 'x'",
        "kind = 'REMOTE'",
    ],
)
def test_postgresql_lets_no_key_change_hands(change: str) -> None:
    key = enrolled()
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE signatures_signingkey SET {change} WHERE id = %s", [key])


def test_nor_one_come_back_or_vanish() -> None:
    key = enrolled()
    actions.end(key=key, reason="x", agency="GL-SNV", by=KEEPER, at=AT)
    for statement in (
        "UPDATE signatures_signingkey SET ended_at = NULL, ended_by = '', reason = '' WHERE id = %s",
        "DELETE FROM signatures_signingkey WHERE id = %s",
    ):
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement, [key])


def test_one_pin_signs_a_batch_and_each_paper_has_its_outcome() -> None:
    token = actions.unlock(key=enrolled(), pin=PIN, by=LEADER)
    sheets = [
        Sheet("a", paper(), Wish(SIGNER)),
        Sheet("b", desk.signed(), Wish(SIGNER)),
        Sheet("c", paper(), Wish(SIGNER)),
    ]
    outcomes = list(sign_each(sheets, token, helpers(), at=NOW))
    assert [(one.name, bool(one.signed)) for one in outcomes] == [("a", True), ("b", False), ("c", True)]
    assert isinstance(outcomes[1].refusal, errors.PlaceTaken)
    assert desk.judged(outcomes[2].signed).verdict is Verdict.VALID


def test_a_batch_goes_on_when_the_paper_is_no_pdf() -> None:
    def sheets() -> Iterator[Sheet]:
        yield Sheet("a", b"GIF89a", Wish(SIGNER))
        yield Sheet("b", paper(), Wish(SIGNER))

    token = desk.token(authority().issue("Rơ Châm", key=new_key("RSA-3072")))
    first, second = sign_each(sheets(), token, helpers(), at=NOW)
    assert isinstance(first.refusal, errors.NotReadable)
    assert second.signed
