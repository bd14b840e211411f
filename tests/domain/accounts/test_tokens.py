"""Access tokens: given once, kept as a digest, over when their time is, and with their owner."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from tests.factories.people import person

from lienthong.domain.accounts import actions, errors, models, queries
from lienthong.domain.accounts.queries import Scope
from lienthong.spine import clock
from lienthong.spine.actor import Actor
from lienthong.spine.ledger.models import Entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner() -> Actor:
    row = person()
    return Actor(row.public_id, row.full_name, agency="GL-SNV")


def give(
    by: Actor, label: str = "Báo cáo", days: int = 90, scopes: tuple[Scope, ...] = (Scope.BOARDS,)
) -> str:
    return actions.give_token(label=label, scopes=scopes, hat=7, days=days, by=by, at=clock.now())


def open_at(token: str, later: timedelta = timedelta()) -> queries.TokenRow:
    return queries.open_token(token, clock.real_now() + later)


def test_a_token_says_whose_it_is_and_what_it_opens(owner: Actor) -> None:
    row = open_at(give(owner, scopes=(Scope.PLANS, Scope.BOARDS)))
    assert (row.account, row.name, row.hat) == (owner.account, owner.name, 7)
    assert row.scopes == {Scope.BOARDS, Scope.PLANS}


def test_nothing_that_is_kept_is_the_token(owner: Actor) -> None:
    token = give(owner)
    kept = models.AccessToken.objects.values_list().get()
    secret = token.split("_", 2)[2]
    assert len(secret) > 40
    assert not any(secret in str(value) for value in kept)
    told = Entry.objects.filter(verb="accounts.give_token").values_list("details", flat=True)
    assert [secret in str(details) for details in told] == [False]


@pytest.mark.parametrize(
    "change",
    [
        lambda token: token[:-1] + ("a" if token[-1] != "a" else "b"),
        lambda token: token.replace("lienthong_", "lienthon_"),
        lambda token: "_".join(token.split("_", 2)[:2]) + "_",
        lambda token: "_" + token,
        lambda token: token.split("_", 2)[2],
        lambda _token: "",
        lambda _token: "\x00" * 3,
    ],
)
def test_what_is_not_the_token_opens_nothing(owner: Actor, change: object) -> None:
    token = give(owner)
    assert callable(change)
    with pytest.raises(errors.TokenInvalid):
        open_at(change(token))


def test_it_is_over_when_its_days_are(owner: Actor) -> None:
    token = give(owner, days=30)
    assert open_at(token, timedelta(days=29, hours=23)).label == "Báo cáo"
    with pytest.raises(errors.TokenInvalid):
        open_at(token, timedelta(days=30, seconds=1))


def test_its_owner_ends_it_once_and_nobody_else_does(owner: Actor) -> None:
    token = give(owner)
    row = open_at(token)
    stranger = Actor(person("binh").public_id, "B")
    assert not actions.end_token(token=row.id, by=stranger, at=clock.now())
    assert actions.end_token(token=row.id, by=owner, at=clock.now())
    assert not actions.end_token(token=row.id, by=owner, at=clock.now())
    with pytest.raises(errors.TokenInvalid):
        open_at(token)
    assert queries.list_tokens(owner.account, clock.real_now()) == []


def test_who_may_not_sign_in_has_no_working_token(owner: Actor) -> None:
    token = give(owner)
    models.Account.objects.filter(public_id=owner.account).update(is_active=False)
    with pytest.raises(errors.TokenInvalid):
        open_at(token)


@pytest.mark.parametrize("days", [0, -1, 367])
def test_it_lasts_a_year_at_most(owner: Actor, days: int) -> None:
    with pytest.raises(errors.WrongDays, match="366"):
        give(owner, days=days)


def test_it_has_a_name_and_opens_something(owner: Actor) -> None:
    with pytest.raises(errors.LabelMissing):
        give(owner, label=" \u200b ")
    with pytest.raises(errors.ScopeMissing):
        give(owner, scopes=())


def test_a_person_has_twenty_at_most(owner: Actor) -> None:
    tokens = [give(owner, label=f"số {number}") for number in range(20)]
    with pytest.raises(errors.TooManyTokens, match="20"):
        give(owner)
    actions.end_token(token=open_at(tokens[0]).id, by=owner, at=clock.now())
    assert give(owner)


def test_the_database_keeps_no_nameless_or_endless_token(owner: Actor) -> None:
    give(owner)
    changes: list[dict[str, Any]] = [
        {"label": " "},
        {"scopes": []},
        {"ends_at": clock.real_now() - timedelta(days=9)},
    ]
    for change in changes:
        with pytest.raises(IntegrityError), transaction.atomic():
            models.AccessToken.objects.update(**change)
