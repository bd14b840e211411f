"""The people of the demonstration, as tests call them: by role."""

from django.test import Client

from lienthong.config.demo import PASSWORD, PEOPLE
from lienthong.domain.accounts import queries as accounts
from lienthong.domain.organisations import queries as organisations
from lienthong.spine import clock


def username(role: str) -> str:
    return next(person.username for person in PEOPLE if person.role == role)


def account(role: str) -> str:
    found = accounts.find_account(username(role))
    assert found
    return found.id


def position(role: str) -> int:
    (hat,) = organisations.list_hats(account(role), clock.today())
    return hat.position


def enter(client: Client, role: str) -> None:
    """Signs in by the page, as far as the password goes."""
    answer = client.post("/sign-in/", {"login": username(role), "password": PASSWORD})
    assert answer.status_code == 302, answer.content.decode()


def signed_in(role: str) -> Client:
    """A browser in which the person of ``role`` has signed in; a stranger's for ""."""
    client = Client()
    if role:
        enter(client, role)
    return client
