"""What is announced goes to the national database, in order, once, again when it failed; differences are named."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

import pytest
from django.db import Error, transaction
from tests.domain.procedures.made import CONTROLLER, DRAFTER, RECORD, a_draft, agencies, published, units
from tests.domain.procedures.test_announcing import RECORD_OF_THE_CITY

from lienthong.connectors.national_procedures import fake
from lienthong.connectors.national_procedures.errors import Refused
from lienthong.domain.procedures import actions, errors, jobs, queries
from lienthong.domain.procedures import models as m
from lienthong.domain.procedures.exchange import to_message
from lienthong.domain.procedures.facts import VersionToSend
from lienthong.domain.procedures.queries import Event, Gap, Told, compare_lists
from lienthong.spine import clock
from lienthong.spine.outbox.models import StatedFact

pytestmark = pytest.mark.django_db
AT = datetime(2021, 3, 1, 9, tzinfo=clock.ZONE)
DAY = AT.date()


@pytest.fixture
def database() -> fake.FakeDatabase:
    return fake.FakeDatabase(fake.Memory())


@pytest.fixture(autouse=True)
def _line(database: fake.FakeDatabase, settings: Any) -> Iterator[None]:
    units()
    agencies("GL-SXD", "GL-622")
    with fake.running(database) as url:
        settings.LIENTHONG_NATIONAL_PROCEDURES_URL = url
        yield


def in_force(code: str = "T-1") -> int:
    return published(a_draft(RECORD_OF_THE_CITY, code=code))


def stated() -> list[VersionToSend]:
    rows = StatedFact.objects.filter(name="procedures.VersionToSend").order_by("id")
    return [VersionToSend.read(row.data) for row in rows]


def sent_all() -> None:
    for fact in stated():
        jobs.send(fact, AT)


def body(database: fake.FakeDatabase, code: str = "T-1") -> dict[str, object]:
    return next(one for one in database.shelf.all() if one["MATTHC"] == code)


def test_announcing_publishing_amending_and_abolishing_are_told_in_order(database: fake.FakeDatabase) -> None:
    first = in_force()
    procedure = queries.get_version(first).procedure
    second = actions.amend(procedure=procedure, by=DRAFTER, at=AT)
    published(second, on=date(2021, 4, 1))
    actions.abolish(
        procedure=procedure, decision="9/QĐ", on=date(2021, 9, 1), reason="Bộ bãi bỏ", by=CONTROLLER, at=AT
    )  # fmt: skip
    assert [(fact.version, fact.event) for fact in stated()] == [
        (first, "ANNOUNCED"), (first, "PUBLISHED"), (second, "ANNOUNCED"), (first, "AMENDED"),
        (second, "PUBLISHED"), (second, "ABOLISHED"),
    ]  # fmt: skip
    subjects = set(
        StatedFact.objects.filter(name="procedures.VersionToSend").values_list("subject", flat=True)
    )
    assert subjects == {f"procedure:{procedure}"}
    sent_all()
    told = body(database)
    assert (told["PHIENBAN"], told["TRANGTHAI"], told["NGAYHETHIEULUC"]) == (2, "2", "01/09/2021")
    assert [row.event for row in queries.list_sendings()][:2] == [Event.ABOLISHED, Event.PUBLISHED]


def test_every_field_that_we_hold_goes_over() -> None:
    version = in_force()
    row, record = queries.get_whole(version)
    told = to_message(row, record, {"GL-622": "Pleiku"}, Event.PUBLISHED, 0).body
    assert told["TENTTHC"] == RECORD.name
    assert (told["SOQUYETDINH"], told["NGAYHIEULUC"], told["NGAYCONGKHAI"]) == (
        "12/QĐ-UBND",
        "01/03/2021",
        "01/03/2021",
    )
    assert told["COQUANTHUCHIEN"] == [{"MA": "GL-622", "TEN": "Pleiku"}]
    assert (
        told["CACHTHUCTHUCHIEN"][0]["HINHTHUC"] == "COUNTER"
        and told["CACHTHUCTHUCHIEN"][0]["THOIHAN"] == "5.00"
    )
    assert told["THANHPHANHOSO"][1] == {
        "TENGIAYTO": "Bản vẽ", "BANCHINH": 0, "BANSAO": 2, "CHUNGTHUC": True, "BANDIENTU": False,
        "BATBUOC": True, "NGUONDULIEU": "",
    }  # fmt: skip
    assert told["PHILEPHI"][0]["MUC"] == 75_000
    assert told["BOSUNGHOSO"]["SOLAN"] == 2
    assert [step["SAUBUOC"] for step in told["QUYTRINHNOIBO"]] == [[], [1], [2], [3]]
    assert told["MUCDODVC"] == 3 and told["DOITUONGTHUCHIEN"] == ["CITIZEN"]
    assert len(RECORD.__dataclass_fields__) == 24, "a new part of the record must be told too"


def test_an_event_taken_once_is_not_told_again(database: fake.FakeDatabase) -> None:
    in_force()
    sent_all()
    before = len(database.calls)
    sent_all()
    assert len(database.calls) == before
    assert m.Sending.objects.count() == 2


def test_a_refusal_leaves_it_unsent_and_says_why(database: fake.FakeDatabase) -> None:
    in_force()
    database.fault = "refuse"
    with pytest.raises(Refused, match="Dữ liệu không hợp lệ"):
        sent_all()
    assert queries.count_unsent() == 1
    database.fault = ""
    sent_all()
    assert queries.count_unsent() == 0


def test_without_a_connection_it_waits_and_is_sent_once_there_is_one(
    database: fake.FakeDatabase, settings: Any
) -> None:
    url = settings.LIENTHONG_NATIONAL_PROCEDURES_URL
    settings.LIENTHONG_NATIONAL_PROCEDURES_URL, settings.LIENTHONG_MODE = "", "production"
    version = in_force()
    sent_all()
    jobs.reconcile(DAY, AT)
    assert (queries.count_unsent(), queries.last_reconciliation()) == (1, None)
    settings.LIENTHONG_NATIONAL_PROCEDURES_URL = url
    jobs.reconcile(DAY, AT)
    last = queries.last_reconciliation()
    assert last is not None
    assert [(gap.code, gap.gap) for gap in last.gaps] == [("T-1", Gap.MISSING)]
    assert stated()[-1] == VersionToSend(queries.get_version(version).procedure, version, "PUBLISHED", 0)
    sent_all()
    jobs.reconcile(DAY, AT)
    last = queries.last_reconciliation()
    assert last is not None
    assert (last.count, last.compared, queries.count_unsent()) == (0, 1, 0)


def test_a_silent_night_is_named(database: fake.FakeDatabase) -> None:
    in_force()
    database.fault = "garbage"
    jobs.reconcile(DAY, AT)
    last = queries.last_reconciliation()
    assert last is not None
    assert "mapi/login" in last.fault


def test_what_differs_is_told_again_when_somebody_asks(database: fake.FakeDatabase) -> None:
    in_force()
    sent_all()
    body(database)["TENTTHC"] = "Tên cũ"
    jobs.reconcile(DAY, AT)
    last = queries.last_reconciliation()
    assert last is not None
    assert [(gap.gap, gap.here, gap.there) for gap in last.gaps] == [(Gap.NAME, RECORD.name, "Tên cũ")]
    actions.send_again(code="T-1", by=CONTROLLER, at=AT)
    assert stated()[-1].round == 1
    sent_all()
    assert body(database)["TENTTHC"] == RECORD.name
    with pytest.raises(errors.ProcedureNotFound):
        actions.send_again(code="T-9", by=CONTROLLER, at=AT)


def test_every_kind_of_difference_has_its_name() -> None:
    ours = {
        code: Told(code, f"Tên {code}", state, "1/QĐ", "01/03/2021")
        for code, state in (("A", "1"), ("B", "1"), ("C", "2"), ("D", "1"))
    }
    theirs = [
        ours["A"],
        ours["A"],
        Told("B", "Tên B ", "2", "2/QĐ", "02/03/2021"),
        Told("X", "Của ai", "1", "", ""),
    ]
    assert [(one.code, one.gap) for one in compare_lists(ours, theirs)] == [
        ("A", Gap.TWICE), ("B", Gap.DAY), ("B", Gap.DECISION), ("B", Gap.STATE), ("D", Gap.MISSING), ("X", Gap.EXTRA),
    ]  # fmt: skip


def test_a_list_that_names_all_twice_is_found_out(database: fake.FakeDatabase) -> None:
    in_force()
    sent_all()
    database.fault = "duplicate"
    jobs.reconcile(DAY, AT)
    last = queries.last_reconciliation()
    assert last is not None
    assert [gap.gap for gap in last.gaps] == [Gap.TWICE]


def test_what_was_taken_stays() -> None:
    in_force()
    sent_all()
    for change in (lambda: m.Sending.objects.update(digest="x"), lambda: m.Sending.objects.all().delete()):
        with pytest.raises(Error), transaction.atomic():
            change()
