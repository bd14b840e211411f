"""Passwords: what they must be, how they are set, what dies with the old one."""

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.test import override_settings
from tests.factories.people import ADMIN, AT, PASSWORD, acting, person, signed_in

from lienthong.domain.accounts import actions, queries
from lienthong.domain.accounts.errors import LinkSpent, PasswordRefused
from lienthong.domain.accounts.queries import INVITATION, RESET
from lienthong.domain.accounts.rules import CompositionValidator, is_expired
from lienthong.spine.outbox.models import StatedFact

NEW = "song Ba mua lu rat dai"


@pytest.mark.parametrize(
    "password",
    [
        "ngắn quá",  # 8 letters
        "matkhau123456",
        "Matkhau@12345!!",
        "M@tkhau2021!!!!",
        "gialai-2021-2022",
        "VietNam1234567890",
        "aaaaaaaaaaaaaaaa",
        "121212121212",
        "nguyenvanan.snv1",  # the sign-in name
        "passwordpassword",  # Django's list
    ],
)
@pytest.mark.django_db
def test_it_refuses_what_is_easily_guessed(password: str) -> None:
    account = person()
    with pytest.raises(PasswordRefused):
        actions.replace_password(account=account.public_id, password=password, by=acting(account), at=AT)


@pytest.mark.parametrize(
    "password", ["cau long may bay ghe go", "khong-co-chu-hoa", "ề" * 3 + "một câu dài không dấu"]
)
def test_it_asks_no_composition_by_default(password: str) -> None:
    validate_password(password)


@pytest.mark.parametrize(
    ("password", "accepted"),
    [
        ("khong-co-chu-hoa-1", False),
        ("KHONG-CHU-THUONG-1", False),
        ("Khong-Chu-So-Nao", False),
        ("KhongDauNao12345", False),
        ("Du-Ca-Bon-Loai-1", True),
    ],
)
def test_composition_can_be_demanded(password: str, accepted: bool) -> None:
    validator = CompositionValidator()
    if accepted:
        validator.validate(password)
    else:
        with pytest.raises(ValidationError):
            validator.validate(password)


@pytest.mark.parametrize(
    ("age_days", "rotation_days", "expired"),
    [(0, 0, False), (4000, 0, False), (89, 90, False), (90, 90, True), (None, 90, True), (None, 0, False)],
)
def test_passwords_expire_only_where_rotation_is_set(
    age_days: int | None, rotation_days: int, expired: bool
) -> None:
    now = datetime(2026, 1, 1, tzinfo=UTC)
    set_at = None if age_days is None else now - timedelta(days=age_days)
    assert is_expired(set_at, now, rotation_days) is expired


@pytest.mark.django_db
def test_an_invited_person_chooses_the_first_password_and_the_link_dies() -> None:
    account = actions.invite(username="hoa", full_name="Hoa", email="hoa@x.example", by=ADMIN, at=AT)
    token = queries.link_token(account, INVITATION)
    actions.set_password_by_link(token=token, password=NEW, by=ADMIN, at=AT)
    assert queries.get_user(account).check_password(NEW)
    with pytest.raises(LinkSpent):
        actions.set_password_by_link(token=token, password=NEW, by=ADMIN, at=AT)


@pytest.mark.django_db
def test_a_refused_password_leaves_the_link_alive() -> None:
    account = person(email="an@x.example")
    token = queries.link_token(account.public_id, RESET)
    with pytest.raises(PasswordRefused):
        actions.set_password_by_link(token=token, password="short", by=ADMIN, at=AT)
    assert queries.account_of_link(token) is not None


@pytest.mark.django_db
@pytest.mark.parametrize(
    "change", ["password", "email", "disabled", "other purpose", "other account", "letters"]
)
def test_a_link_is_worthless_after(change: str) -> None:
    account = person(email="an@x.example")
    other = person(username="binh.snv")
    token = queries.link_token(account.public_id, RESET)
    if change == "password":
        actions.replace_password(account=account.public_id, password=NEW, by=acting(account), at=AT)
    elif change == "email":
        actions.change_email(account=account.public_id, email="an2@x.example", by=ADMIN, at=AT)
    elif change == "disabled":
        actions.disable(account=account.public_id, reason="x", by=ADMIN, at=AT)
    elif change == "other purpose":
        token = token.replace("reset", "invitation", 1)
    elif change == "other account":
        token = token.replace(account.public_id, other.public_id)
    else:
        token = token[:-2] + ("AA" if not token.endswith("AA") else "BB")
    assert queries.account_of_link(token) is None


@pytest.mark.django_db
@pytest.mark.parametrize(("purpose", "hours"), [(RESET, 1), (INVITATION, 7 * 24)])
def test_a_link_grows_old(purpose: str, hours: int, monkeypatch: pytest.MonkeyPatch) -> None:
    import time

    account, real = person(), time.time
    token = queries.link_token(account.public_id, purpose)
    monkeypatch.setattr(time, "time", lambda: real() + hours * 3600 - 60)
    assert queries.account_of_link(token) is not None
    monkeypatch.setattr(time, "time", lambda: real() + hours * 3600 + 60)
    assert queries.account_of_link(token) is None


@pytest.mark.django_db
@pytest.mark.parametrize("token", ["", "reset", "reset:x", "nonsense:a:b:c:d", "reset:\x00:b:c:d"])
def test_nonsense_is_no_link(token: str) -> None:
    assert queries.account_of_link(token) is None


@pytest.mark.django_db
def test_other_sessions_end_with_the_old_password_and_this_one_goes_on() -> None:
    account = person()
    here, there = signed_in(account), signed_in(account)
    before = here.session.session_key
    page = here.post("/account/password/change/", {"current": PASSWORD, "password": NEW, "again": NEW})
    assert page.status_code == 200
    assert here.get("/profile/").status_code == 200
    assert there.get("/profile/").status_code == 302
    assert here.session.session_key != before
    assert [row.key for row in queries.list_sessions(account.public_id)] == [here.session.session_key]


@pytest.mark.django_db
def test_the_same_password_is_no_new_one() -> None:
    account = person()
    with pytest.raises(PasswordRefused):
        actions.replace_password(account=account.public_id, password=PASSWORD, by=acting(account), at=AT)


@pytest.mark.django_db
def test_a_lent_password_must_be_replaced_first() -> None:
    account = person()
    lent = actions.give_temporary_password(account=account.public_id, by=ADMIN, at=AT)
    row = queries.get_user(account.public_id)
    assert row.check_password(lent)
    assert row.must_change_password
    validate_password(lent)
    actions.replace_password(account=account.public_id, password=NEW, by=acting(account), at=AT)
    assert not queries.get_user(account.public_id).must_change_password


@pytest.mark.django_db
@pytest.mark.parametrize(("login", "letters"), [("an@x.example", 1), ("nguyenvanan.snv", 1), ("nobody", 0)])
def test_a_reset_is_asked_by_name_or_address(login: str, letters: int) -> None:
    person(email="an@x.example")
    actions.ask_reset(login=login, by=ADMIN, at=AT)
    assert StatedFact.objects.filter(name="accounts.PasswordResetAsked").count() == letters


@pytest.mark.django_db
def test_no_letter_goes_to_a_closed_account() -> None:
    account = person(email="an@x.example")
    actions.disable(account=account.public_id, reason="x", by=ADMIN, at=AT)
    actions.ask_reset(login="an@x.example", by=ADMIN, at=AT)
    assert not StatedFact.objects.filter(name="accounts.PasswordResetAsked").exists()


@override_settings(LIENTHONG_PASSWORD_ROTATION_DAYS=90)
@pytest.mark.django_db
def test_an_expired_password_leads_to_the_page_that_changes_it() -> None:
    account = person()
    browser = signed_in(account)
    assert browser.get("/profile/").headers["Location"] == "/account/password/change/"
    browser.post("/account/password/change/", {"current": PASSWORD, "password": NEW, "again": NEW})
    assert browser.get("/profile/").status_code == 200
