"""Officials made for tests of pages: an account, a position with a role at an agency, a signed-in browser."""

from django.test import Client

from lienthong.config.demo import PASSWORD
from lienthong.domain.accounts import actions as accounts
from lienthong.domain.accounts.queries import INVITATION, find_account, link_token
from lienthong.domain.organisations import actions as organisations
from lienthong.domain.organisations.queries import build_actor
from lienthong.spine import clock
from lienthong.spine.actor import Actor, platform
from tests.factories.province import AT

BY = platform("test")


def employ(username: str, role: str, agency: str) -> None:
    account = accounts.open_account(username=username, full_name=f"Người {username}", by=BY, at=AT)
    accounts.set_password_by_link(token=link_token(account, INVITATION), password=PASSWORD, by=BY, at=AT)
    organisations.assign(
        account=account, agency=agency, title="Chức danh", role=role, on=AT.date(), by=BY, at=AT
    )


def browser_of(username: str) -> Client:
    """A stranger's for ""."""
    client = Client()
    if username:
        answer = client.post("/sign-in/", {"login": username, "password": PASSWORD})
        assert answer.status_code == 302, answer.content.decode()
    return client


def actor_of(username: str) -> Actor:
    found = find_account(username)
    assert found
    return build_actor(found.id, found.full_name, "test", clock.now())
