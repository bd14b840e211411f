"""A person is invited, changes names, is kept out, leaves; and each of it is in the ledger."""

import pytest
from django.db import IntegrityError, transaction
from tests.factories.people import ADMIN, AT, acting, person, signed_in

from lienthong.domain.accounts import actions, queries
from lienthong.domain.accounts.errors import (
    EmailTaken,
    HasLeft,
    NameTaken,
    NameUnfit,
    NoEmail,
    YourOwnAccount,
)
from lienthong.domain.accounts.models import Account
from lienthong.domain.accounts.permissions import Permission, can_close
from lienthong.domain.accounts.rules import browser_name
from lienthong.spine.errors import Refusal
from lienthong.spine.ledger.models import Entry
from lienthong.spine.outbox.models import StatedFact

pytestmark = pytest.mark.django_db


def _verbs() -> list[str]:
    return list(Entry.objects.order_by("pk").values_list("verb", flat=True))


def _facts() -> list[str]:
    return list(StatedFact.objects.order_by("pk").values_list("name", flat=True))


def test_an_invitation_opens_an_account_without_password_and_states_a_fact() -> None:
    account = actions.invite(
        username="Hoa.SNV", full_name="  Trần  Thị Hoa ", email="Hoa@GiaLai.example", by=ADMIN, at=AT
    )
    row = queries.get_account(account)
    assert row is not None
    assert (row.username, row.full_name, row.email) == ("hoa.snv", "Trần Thị Hoa", "hoa@gialai.example")
    assert (row.has_password, row.is_active) == (False, True)
    assert _facts() == ["accounts.PersonInvited"]
    entry = Entry.objects.get()
    assert (entry.verb, entry.subject, entry.agency) == ("accounts.open", f"account:{account}", "GL-SNV")
    assert "Hoa" not in str(entry.details)


@pytest.mark.parametrize(
    "username", ["ab", "Hoà", "hoa snv", "../etc", "hoa@x", "", "a" * 65, "-hoa", "h\noa"]
)
def test_it_refuses_a_name_that_could_be_mistaken(username: str) -> None:
    with pytest.raises(NameUnfit):
        actions.open_account(username=username, full_name="Hoa", by=ADMIN, at=AT)


@pytest.mark.parametrize(
    ("username", "email", "refusal"),
    [("NguyenVanAn.SNV", "other@x.example", NameTaken), ("other", "AN@X.example", EmailTaken)],
)
def test_it_refuses_a_name_or_address_in_use_in_any_case(
    username: str, email: str, refusal: type[Refusal]
) -> None:
    person(email="an@x.example")
    with pytest.raises(refusal):
        actions.open_account(username=username, full_name="Hoa", email=email, by=ADMIN, at=AT)
    assert Account.objects.count() == 1


def test_many_accounts_may_lack_an_address() -> None:
    person()
    person(username="binh.snv")
    assert Account.objects.filter(email="").count() == 2


def test_it_refuses_to_invite_without_an_address() -> None:
    with pytest.raises(NoEmail):
        actions.invite(username="hoa", full_name="Hoa", email=" ", by=ADMIN, at=AT)


def test_an_invitation_can_be_sent_again() -> None:
    account = actions.invite(username="hoa", full_name="Hoa", email="hoa@x.example", by=ADMIN, at=AT)
    actions.invite_again(account=account, by=ADMIN, at=AT)
    assert _facts() == ["accounts.PersonInvited"] * 2


def test_disabling_ends_running_sessions_at_once() -> None:
    account = person()
    browser = signed_in(account)
    assert browser.get("/profile/").status_code == 200
    actions.disable(account=account.public_id, reason="nghỉ thai sản", by=ADMIN, at=AT)
    assert browser.get("/profile/").status_code == 302
    assert queries.list_sessions(account.public_id) == []
    assert (_verbs()[-1], _facts()[-1]) == ("accounts.disable", "accounts.AccountDisabled")


def test_a_disabled_person_comes_back_by_enabling() -> None:
    account = person()
    actions.disable(account=account.public_id, reason="x", by=ADMIN, at=AT)
    actions.enable(account=account.public_id, by=ADMIN, at=AT)
    assert signed_in(account).get("/profile/").status_code == 200


def test_who_has_left_keeps_the_name_but_never_comes_back() -> None:
    account = person()
    browser = signed_in(account)
    actions.leave(account=account.public_id, by=ADMIN, at=AT)
    row = queries.get_account(account.public_id)
    assert row is not None
    assert (row.left_at, row.is_active, row.has_password) == (AT, False, False)
    assert browser.get("/profile/").status_code == 302
    with pytest.raises(HasLeft):
        actions.enable(account=account.public_id, by=ADMIN, at=AT)
    with pytest.raises(HasLeft):
        actions.invite_again(account=account.public_id, by=ADMIN, at=AT)
    with pytest.raises(HasLeft):
        actions.give_temporary_password(account=account.public_id, by=ADMIN, at=AT)


def test_nobody_closes_their_own_account() -> None:
    account = person()
    own = acting(account, Permission.MANAGE)
    assert (can_close(own, account.public_id), can_close(own, "another")) == (False, True)
    with pytest.raises(YourOwnAccount):
        actions.disable(account=account.public_id, reason="x", by=own, at=AT)
    with pytest.raises(YourOwnAccount):
        actions.leave(account=account.public_id, by=own, at=AT)


def test_new_names_are_found_and_ordered_anew() -> None:
    account = person()
    person(username="bich.snv", full_name="Lê Bích")
    actions.change_names(
        account=account.public_id, full_name="Nguyễn Văn Ẩn", username="an2.snv", by=ADMIN, at=AT
    )
    assert [row.full_name for row in queries.list_accounts()] == ["Nguyễn Văn Ẩn", "Lê Bích"]
    assert [row.username for row in queries.list_accounts("van an")] == ["an2.snv"]
    assert queries.count_accounts("bich") == 1


def test_an_address_can_be_changed_and_taken_away() -> None:
    account = person(email="an@x.example")
    actions.change_email(account=account.public_id, email="", by=ADMIN, at=AT)
    assert queries.find_account("an@x.example") is None
    assert queries.find_account("NGUYENVANAN.snv") is not None
    assert queries.find_account("  ") is None


@pytest.mark.parametrize(
    "breach",
    [{"username": "An"}, {"email": "An@x.example"}, {"kind": "KING"}, {"left_at": AT}],
)
def test_the_database_itself_refuses(breach: dict[str, object]) -> None:
    account = person()
    with pytest.raises(IntegrityError), transaction.atomic():
        Account.objects.filter(pk=account.pk).update(**breach)


@pytest.mark.parametrize(
    ("user_agent", "name"),
    [
        (
            "Mozilla/5.0 (Windows NT 10.0; Win64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36",
            "Chrome, Windows",
        ),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/140.0 Safari/537.36 Edg/140.0", "Edge, Windows"),
        ("Mozilla/5.0 (Linux; Android 14) Chrome/140.0 Mobile Safari/537.36", "Chrome, Android"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18 like Mac OS X) Version/18 Safari/604.1", "Safari, iPhone"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox, Linux"),
        ("curl/8.0", "curl/8.0"),
    ],
)
def test_a_browser_is_named_so_that_its_owner_knows_it(user_agent: str, name: str) -> None:
    assert browser_name(user_agent) == name
