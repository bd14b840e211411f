"""PostgreSQL itself refuses what would untell a case or settle a filing twice."""

from collections.abc import Callable

import pytest
from django.db import DatabaseError, transaction
from django.db.models import F

from lienthong.connectors.national_portal import fake
from lienthong.domain.national import actions
from lienthong.domain.national import models as m
from tests.domain.national.running import BEGUN, KEEPER, a_filing, a_minute, city, offered, received

pytestmark = pytest.mark.django_db
CHANGES: dict[str, Callable[[], object]] = {
    "told less": lambda: m.Line.objects.update(told=0),
    "wanted less": lambda: m.Line.objects.update(wanted=F("wanted") - 1, told=0),
    "told more than happened": lambda: m.Line.objects.update(told=F("wanted") + 1),
    "waits though all is told": lambda: m.Line.objects.update(wanted=F("wanted") + 1),
    "another number": lambda: m.Line.objects.update(number="x"),
    "given up without a reason": lambda: m.Line.objects.update(state="DEAD", fault=""),
    "an unknown state": lambda: m.Line.objects.update(state="LOST"),
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_line_only_goes_on(portal: fake.FakePortal, name: str) -> None:
    version = city()
    offered(portal, version)
    received(version)
    a_minute()
    with pytest.raises(DatabaseError), transaction.atomic():
        CHANGES[name]()


def test_a_filing_is_settled_once_and_stays(portal: fake.FakePortal) -> None:
    version = city()
    offered(portal, version)
    portal.shelf.file(a_filing(version, MaTTHC="9.999999"))
    a_minute()
    filing = m.Filing.objects.get()
    with pytest.raises(DatabaseError), transaction.atomic():
        m.Filing.objects.update(reason="")
    actions.give_back(filing=filing.pk, reason="Nơi khác", by=KEEPER, at=BEGUN)
    for change in (
        lambda: m.Filing.objects.update(state="QUARANTINED"),
        lambda: m.Filing.objects.update(reason="khác"),
        lambda: m.Filing.objects.all().delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
    m.Filing.objects.update(answered=True)
