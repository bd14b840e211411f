"""People of the tests: invented names, one password."""

from datetime import UTC, datetime

from django.conf import settings
from django.test import Client

from lienthong.domain.accounts import actions
from lienthong.domain.accounts.queries import Account, get_user
from lienthong.spine.actor import Actor, Grant
from lienthong.web.entrance.sessions import BEGAN, SEEN

PASSWORD = "cau long may bay ghe go"
AT = datetime(2021, 10, 15, 2, 0, tzinfo=UTC)
ADMIN = Actor(account="administrator001", name="Lê Thị Quản Trị", agency="GL-SNV", origin="test")


def person(username: str = "nguyenvanan.snv", full_name: str = "Nguyễn Văn An", **more: str) -> Account:
    """Somebody with an open account and a password."""
    account = get_user(actions.open_account(username=username, full_name=full_name, by=ADMIN, at=AT, **more))
    account.set_password(PASSWORD)
    account.save()
    return account


def acting(account: Account, *permissions: str) -> Actor:
    grants = tuple(Grant(permission) for permission in permissions)
    return Actor(account=account.public_id, name=account.full_name, grants=grants, origin="test")


def signed_in(account: Account, client: Client | None = None) -> Client:
    """A browser in which ``account`` has just signed in by the page."""
    client = client or Client()
    answer = client.post("/sign-in/", {"login": account.username, "password": PASSWORD})
    assert answer.status_code == 302, answer.content.decode()
    return client


def age_session(client: Client, *, unused: int = 0, began: int = 0) -> None:
    """Makes the browser's session look ``unused`` seconds unused and begun ``began`` seconds ago."""
    session = client.session
    session[SEEN] -= unused
    session[BEGAN] -= began
    session.save()
    assert settings.SESSION_COOKIE_NAME in client.cookies
