"""An account is a person's only after somebody saw the card, or a provider vouched for it."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from lienthong.domain.parties import actions, queries
from lienthong.domain.parties.actions import Birth, Draft, Number
from lienthong.domain.parties.errors import (
    CardDiffers,
    CitizenNumberUnfit,
    NameMissing,
    NothingClaimed,
    NumberOfAnother,
    VerifiedAlready,
)
from lienthong.domain.parties.models import Verified
from lienthong.spine.actor import Actor, platform
from tests.domain.parties.conftest import AT, BY, CCCD, DAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("province")]
HOME = Actor(account="home", name="Ksor H’Bŭh", origin="test")
OTHER = Actor(account="other", name="Ai đó", origin="test")
BORN = Birth(1991, 3, 8)
CARD = Draft("Ksor H’Bŭh", numbers=(Number("CCCD", CCCD),), birth=BORN)


def claimed(by: Actor = HOME, name: str = "Ksor H'Bŭh") -> None:
    actions.claim(name=name, number=CCCD, birth=BORN, by=by, at=AT)


def seen(account: str = "home", card: Draft = CARD) -> int:
    return actions.verify(account=account, draft=card, by=BY, at=AT)


def test_a_card_that_was_seen_makes_the_account_the_persons() -> None:
    claimed()
    party = seen()
    row = queries.get_verified("home", DAY)
    assert row
    assert (row.party, row.assurance, row.since) == (party, queries.Assurance.CARD, DAY)
    assert queries.accounts_of(party, DAY) == ["home"]
    assert queries.get_claim("home") is None
    assert queries.own_data(row, DAY).numbers[0].number == CCCD


def test_it_finds_the_person_whom_the_agencies_know_already() -> None:
    known = actions.register(draft=CARD, by=BY, at=AT).party
    claimed()
    assert seen() == known


def test_saying_it_alone_proves_nothing() -> None:
    claimed()
    assert queries.get_verified("home", DAY) is None
    (claim,) = queries.find_claims(CCCD)
    assert (claim.account, claim.name, claim.birth) == ("home", "Ksor H'Bŭh", BORN)
    assert queries.find_claims("064191009999") == []


def test_what_was_said_can_be_said_anew_and_taken_back() -> None:
    claimed(name="Ksor Buh")
    claimed()
    assert [one.name for one in queries.find_claims(CCCD)] == ["Ksor H'Bŭh"]
    actions.drop_claim(by=HOME, at=AT)
    actions.drop_claim(by=HOME, at=AT)
    assert queries.find_claims(CCCD) == []
    with pytest.raises(NothingClaimed):
        seen()


@pytest.mark.parametrize(
    ("name", "number", "refused"), [(" ", CCCD, NameMissing), ("Ksor H’Bŭh", "06419100", CitizenNumberUnfit)]
)
def test_it_refuses_what_cannot_be_a_card(name: str, number: str, refused: type[Exception]) -> None:
    with pytest.raises(refused):
        actions.claim(name=name, number=number, birth=BORN, by=HOME, at=AT)


@pytest.mark.parametrize(
    "card",
    [
        Draft("Siu Blưn", numbers=CARD.numbers, birth=BORN),
        Draft(CARD.name, numbers=CARD.numbers, birth=Birth(1991, 3, 9)),
    ],
)
def test_it_refuses_a_card_that_says_something_else(card: Draft) -> None:
    claimed()
    with pytest.raises(CardDiffers):
        seen(card=card)
    assert queries.get_verified("home", DAY) is None


def test_it_refuses_the_card_of_another_number() -> None:
    claimed()
    with pytest.raises(NothingClaimed):
        seen(card=Draft(CARD.name, numbers=(Number("CCCD", "064191009999"),), birth=BORN))


def test_an_account_is_of_one_person_until_that_is_ended() -> None:
    claimed()
    party = seen()
    with pytest.raises(VerifiedAlready):
        claimed()
    actions.end_verified(account="home", reason="Chủ tài khoản yêu cầu", by=HOME, at=AT)
    assert queries.get_verified("home", DAY) is None
    claimed()
    assert seen() == party


def test_a_second_account_of_the_same_person_sees_the_same_record() -> None:
    claimed()
    claimed(OTHER)
    assert {seen("home"), seen("other")} == set(queries.kept_of(queries.records_of(seen_party())).values())


def seen_party() -> int:
    row = queries.get_verified("home", DAY)
    assert row
    return row.party


def vouched(draft: Draft = CARD) -> int | None:
    return actions.vouch(
        account="home", draft=draft, provider="VNeID", level="2", by=platform("identity"), at=AT
    )


def test_a_provider_vouches_once() -> None:
    assert vouched()
    assert vouched() is None
    row = queries.get_verified("home", DAY)
    assert row
    assert (row.assurance, row.level) == (queries.Assurance.PROVIDER, "2")


def test_a_provider_does_not_give_the_number_of_another() -> None:
    actions.register(draft=CARD, by=BY, at=AT)
    draft = Draft("Nguyễn Văn Khác", numbers=CARD.numbers)
    with pytest.raises(NumberOfAnother):
        vouched(draft)


def test_postgresql_keeps_what_was_made_sure() -> None:
    claimed()
    party = seen()
    rows = Verified.objects.filter(account="home")
    for change in (lambda: rows.update(account="other"), lambda: rows.delete()):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()
    with pytest.raises(IntegrityError), transaction.atomic():
        Verified.objects.create(
            party_id=party,
            account="home",
            assurance="CARD",
            basis="x",
            since=DAY + timedelta(days=1),
            recorded_at=AT,
            recorded_by="clerk",
        )
