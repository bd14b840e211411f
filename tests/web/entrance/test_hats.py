"""One person, several positions: one is worn at a time and rights follow it."""

from datetime import date

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory

from lienthong.domain.accounts.models import Account
from lienthong.domain.accounts.permissions import Permission
from lienthong.domain.organisations import actions
from lienthong.domain.organisations.queries import Kind, Level, SigningForm
from lienthong.spine.actor import Actor
from lienthong.web.entrance.hats import ActorOfRequest
from tests.factories.people import ADMIN, AT, person, signed_in

pytestmark = pytest.mark.django_db
START = date(2020, 1, 1)


@pytest.fixture
def clerk_and_administrator() -> Account:
    """Somebody who is a document clerk in A and administers B."""
    account = person()
    units = (("A", "Sở An toàn", Kind.DEPARTMENT), ("B", "Sở Bình yên", Kind.DEPARTMENT))
    for code, name, kind in units:
        actions.create_agency(
            code=code, name=name, kind=kind, level=Level.PROVINCE, parent="", on=START, by=ADMIN, at=AT
        )
    hats = (("A", "Văn thư", "document_clerk"), ("B", "Quản trị", "agency_administrator"))
    for agency, title, role in hats:
        actions.assign(
            account=account.public_id, agency=agency, title=title, role=role, on=START, by=ADMIN, at=AT
        )
    return account


def _actor(client: Client) -> Actor:
    actor: Actor = client.get("/profile/").wsgi_request.actor  # type: ignore[attr-defined]
    return actor


def test_the_first_position_is_worn_until_another_is_chosen(clerk_and_administrator: Account) -> None:
    client = signed_in(clerk_and_administrator)
    worn = _actor(client)
    assert (worn.agency, worn.position, worn.may(Permission.MANAGE)) == ("A", "Văn thư", False)
    page = client.get("/profile/")
    other = next(hat for hat in page.context["hats"] if not hat.is_worn)
    client.post("/profile/hat/", {"hat": str(other.key)})
    worn = _actor(client)
    assert (worn.agency, worn.position, worn.may(Permission.MANAGE, "B")) == ("B", "Quản trị", True)
    assert worn.may(Permission.MANAGE, "A") is False


def test_the_actor_knows_account_name_and_address_of_the_wish(clerk_and_administrator: Account) -> None:
    actor = _actor(signed_in(clerk_and_administrator))
    assert (actor.account, actor.name, actor.origin) == (
        clerk_and_administrator.public_id,
        "Nguyễn Văn An",
        "web 127.0.0.1",
    )


def test_a_hat_forgotten_by_the_organisation_falls_back(clerk_and_administrator: Account) -> None:
    client = signed_in(clerk_and_administrator)
    session = client.session
    session["hat"] = 999_999
    session.save()
    assert _actor(client).agency == "A"


def test_a_stranger_asks_the_database_nothing_to_be_anonymous(django_assert_num_queries: object) -> None:
    request = RequestFactory().get("/")
    with django_assert_num_queries(0):  # type: ignore[operator]
        ActorOfRequest(lambda _: HttpResponse())(request)
    assert request.actor.is_anonymous  # type: ignore[attr-defined]


def test_one_position_is_a_line_and_several_are_a_choice(clerk_and_administrator: Account) -> None:
    assert "Làm với chức vụ này" in signed_in(clerk_and_administrator).get("/profile/").content.decode()
    other = person(username="other")
    actions.assign(
        account=other.public_id, agency="A", title="Văn thư", role="document_clerk", on=START, by=ADMIN, at=AT
    )
    page = signed_in(other).get("/profile/").content.decode()
    assert "Văn thư, Sở An toàn" in page
    assert "/profile/hat/" not in page


def test_the_own_rights_to_sign_are_read_on_the_profile(clerk_and_administrator: Account) -> None:
    actions.grant_signing(
        account=clerk_and_administrator.public_id,
        agency="A",
        form=SigningForm.TL,
        basis="12/QĐ-A",
        limits=["Giấy mời"],
        on=START,
        by=ADMIN,
        at=AT,
    )
    page = signed_in(clerk_and_administrator).get("/profile/").content.decode()
    assert "12/QĐ-A" in page.replace("\u2011", "-").replace("\u00a0", " ")
    assert "Giấy mời" in page
