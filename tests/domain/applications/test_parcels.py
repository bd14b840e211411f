"""Who waits at home for a parcel is told what became of it: once for each parcel, and nobody else."""

from dataclasses import replace

import pytest

from lienthong.domain.accounts import actions as accounts
from lienthong.domain.cases import actions as cases
from lienthong.domain.cases.queries import ReturnBy, about_money
from lienthong.domain.deliveries import actions as deliveries
from lienthong.domain.deliveries.queries import OrderRow, Tiding, find_of
from lienthong.domain.notices.queries import list_notices
from lienthong.domain.parties import actions as parties
from lienthong.domain.parties.actions import Birth, ContactGiven, Draft, Number
from lienthong.spine.actor import ANONYMOUS, Actor
from tests.domain.cases.running import BEGUN, CHIEF, CLERK, PLAIN, hour, procedure, province, to_sign
from tests.domain.deliveries.running import SENDER, handed, hear
from tests.faults.drain import drain

pytestmark = pytest.mark.django_db
PERSON = Draft("Siu H’Lan", numbers=(Number("CCCD", "064090000777"),), birth=Birth(1990, 5, 12))
REACHED = replace(
    PERSON,
    contacts=(
        ContactGiven("PHONE", "0905111222"),
        ContactGiven("RESIDENCE", "Làng Kép, phường Đống Đa, Pleiku"),
    ),
)


@pytest.fixture
def account(db: None) -> str:
    """At home, and known to be the applicant."""
    province()
    made = accounts.register(
        full_name=PERSON.name, phone="0905000777", password="bon con trau di cay", by=ANONYMOUS, at=BEGUN
    )
    by = Actor(account=made, name=PERSON.name, origin="test")
    number = PERSON.numbers[0].number
    parties.claim(name=PERSON.name, number=number, birth=Birth(1990, 5, 12), by=by, at=BEGUN)
    parties.verify(account=made, draft=PERSON, by=CLERK, at=BEGUN)
    drain()
    return made


def posted(person: Draft) -> OrderRow:
    """The parcel of a result that goes by post to ``person``."""
    version = procedure(replace(PLAIN, name="Cấp giấy, trả qua bưu chính", returns_by_post=True))
    case = to_sign(version, return_by=ReturnBy.POST, applicant=cases.Applicant(person))
    cases.sign_off(case=case, by=CHIEF, at=hour("18/10 09:00"))
    cases.bring(case=case, by=CLERK, at=hour("18/10 10:00"))
    drain()
    found = find_of(about_money(case))
    assert found
    return found


def told_of_parcels(account: str) -> list[str]:
    return sorted(one.title for one in list_notices(account) if one.kind == "applications.parcel")


def test_a_parcel_that_failed_and_came_back_is_told_of_once_each(account: str) -> None:
    row = handed(posted(REACHED))
    hear(row, Tiding.FAILED)
    hear(row, Tiding.BROUGHT_BACK)
    drain()
    (failed,) = told_of_parcels(account)
    assert failed.startswith("Bưu điện chưa giao được kết quả")
    assert row.case in failed
    deliveries.take_back(order=row.id, reason="Vắng nhà", by=SENDER, at=hour("19/10 09:00"))
    drain()
    assert len(told_of_parcels(account)) == 2


def test_where_nobody_said_whereto_the_applicant_is_asked(account: str) -> None:
    row = posted(PERSON)
    (wanted,) = told_of_parcels(account)
    assert wanted.startswith("Bưu điện chờ bạn cho biết địa chỉ")
    addresses = [one.address for one in list_notices(account) if one.kind == "applications.parcel"]
    assert addresses == [f"/my/cases/{row.about.removeprefix('case:')}/post/"]


def test_one_that_is_handed_over_is_told_of_as_the_result_and_not_as_a_parcel(account: str) -> None:
    hear(handed(posted(REACHED)), Tiding.DELIVERED)
    drain()
    assert told_of_parcels(account) == []
    assert any(one.title.startswith("Kết quả đã được trao") for one in list_notices(account))
