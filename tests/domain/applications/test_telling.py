"""Of a case at a counter those at home hear who have an account; for all others there is not even a job."""

from dataclasses import replace

import pytest

from lienthong.domain.cases import actions as cases
from lienthong.domain.notices.queries import list_notices
from lienthong.domain.parties import actions as parties
from lienthong.domain.parties.rules.birth import Birth
from lienthong.domain.procedures.rules.record import Fee
from lienthong.spine.actor import Actor
from lienthong.spine.outbox.models import Delivery
from tests.domain.cases.running import BEGUN, CLERK, PLAIN, intake, procedure, province
from tests.faults.drain import drain

pytestmark = pytest.mark.django_db
HOME = Actor(account="home", name="Ksor H’Bŭh", origin="test")
CARD = parties.Draft("Ksor H’Bŭh", numbers=(parties.Number("CCCD", "064191000777"),), birth=Birth(1991, 3, 8))


@pytest.fixture
def free(db: None) -> int:
    province()
    return procedure(replace(PLAIN, fees=(Fee("Lệ phí", 0),)))


def received(version: int, draft: parties.Draft) -> int:
    given = intake(version, applicant=cases.Applicant(draft))
    return cases.receive(intake=given, by=CLERK, at=BEGUN).case


def jobs(case: int) -> set[str]:
    return set(Delivery.objects.filter(subject=f"case:{case}").values_list("key", flat=True))


def verified() -> int:
    parties.claim(name=CARD.name, number="064191000777", birth=CARD.birth, by=HOME, at=BEGUN)
    return parties.verify(account="home", draft=CARD, by=CLERK, at=BEGUN)


def test_a_stranger_without_a_fee_makes_one_job_the_receipt(free: int) -> None:
    assert jobs(received(free, parties.Draft("Rơ Châm Yun"))) == {"cases.issue_receipt"}


def test_a_fee_by_rule_makes_another(db: None) -> None:
    province()
    case = received(procedure(), parties.Draft("Rơ Châm Yun"))
    assert jobs(case) == {"cases.issue_receipt", "cases.owe"}


def test_who_has_an_account_is_told(free: int) -> None:
    verified()
    case = received(free, CARD)
    assert "applications.tell_people" in jobs(case)
    drain()
    assert f"case:{case}" in {one.subject for one in list_notices("home")}


def test_so_is_who_comes_with_a_number_of_another_record_of_theirs(free: int) -> None:
    old = parties.Draft(CARD.name, numbers=(parties.Number("CMND", "231234567"),))
    other = parties.register(draft=old, anyway="Chưa đối chiếu thẻ", by=CLERK, at=BEGUN).party
    parties.link(kept=verified(), other=other, reason="Cùng một người", by=CLERK, at=BEGUN)
    case = received(free, old)
    drain()
    assert f"case:{case}" in {one.subject for one in list_notices("home")}
