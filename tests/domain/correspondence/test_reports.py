"""Reports over a period: every figure is recounted by plain SQL over documents that were drawn at random."""

from datetime import date, datetime, timedelta
from random import Random
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection

from lienthong.domain.correspondence import actions, queries
from lienthong.domain.correspondence import models as m
from lienthong.domain.correspondence.queries import (
    Asked,
    Handled,
    HandledBy,
    SenderKind,
    Sent,
    Span,
    Stretch,
    holding,
    stretch_of,
)
from lienthong.domain.documents import models as d
from lienthong.domain.documents import queries as documents
from lienthong.domain.documents.queries import Issued, IssuedBy
from lienthong.spine.clock.rules import ZONE
from tests.domain.correspondence.office import TODAY, Room
from tests.domain.documents.office import AT

AGENCIES = ("GL-SNV", "GL-STC", "GL-SYT")
FIRST = date(2021, 1, 1)
PERIODS = [
    (date(2021, 7, 1), date(2021, 9, 30)),
    (date(2021, 9, 1), date(2021, 9, 30)),
    (date(2021, 10, 1), date(2021, 12, 31)),
    (date(2021, 1, 1), date(2021, 10, 15)),
]
SEED = 2021


def recount(sql: str, *given: Any) -> dict[str, int]:
    with connection.cursor() as cursor:
        cursor.execute(sql, given)
        return {row[0] or "": row[1] for row in cursor.fetchall()}


@pytest.fixture
def incoming(db: None) -> None:
    draw = Random(SEED)
    made = []
    for place in range(400):
        came = FIRST + timedelta(days=draw.randrange(288))
        ended = came + timedelta(days=draw.randrange(60))
        is_over = draw.random() < 0.7 and ended <= TODAY
        due = came + timedelta(days=draw.randrange(40)) if draw.random() < 0.7 else None
        if is_over and due and draw.random() < 0.2:
            due = ended
        at = datetime(came.year, came.month, came.day, 9, tzinfo=ZONE)
        made.append(
            m.Incoming(
                key=uuid4(),
                agency=draw.choice(AGENCIES),
                sender_code=draw.choice(["", "GL"]),
                sender="UBND tỉnh",
                twin="x",
                dated=came,
                kind=draw.choice(["CV", "QD", "KH"]),
                subject="góp ý",
                files=[1],
                arrived_on=came,
                number=place + 1,
                year=2021,
                registered_on=came,
                entry=place + 1,
                state="ANSWERED" if is_over else "IN_HAND",
                handler=draw.choice(["a", "b", ""]),
                lead=draw.choice(["x", "y"]),
                due=due,
                ended_on=ended if is_over else None,
                reply=draw.choice([None, 7]) if is_over else None,
                search="",
                moved_at=at,
                recorded_at=at,
            )
        )
    m.Incoming.objects.bulk_create(made)


@pytest.mark.usefixtures("incoming")
def test_what_came_and_was_carried_over_is_handled_or_open() -> None:
    lines = [
        line
        for since, until in PERIODS
        for by in HandledBy
        for line in queries.report_handled(Asked(AGENCIES[:2], since, until), by, TODAY).values()
    ]
    assert len(lines) > 2 * len(PERIODS) * len(HandledBy) - 1
    for line in lines:
        assert (
            line[Handled.RECEIVED] + line[Handled.CARRIED_OVER] == line[Handled.HANDLED] + line[Handled.OPEN]
        )
        parts = (Handled.BEFORE, Handled.ON_DAY, Handled.AFTER, Handled.DAYLESS)
        assert line[Handled.HANDLED] == sum(line[part] for part in parts)
        still = (Handled.OPEN_IN_TIME, Handled.OPEN_LATE, Handled.OPEN_DAYLESS)
        assert line[Handled.OPEN] == sum(line[part] for part in still)


RECOUNTED = {
    Handled.RECEIVED: "registered_on BETWEEN %(since)s AND %(until)s",
    Handled.CARRIED_OVER: "registered_on < %(since)s AND (ended_on IS NULL OR ended_on >= %(since)s)",
    Handled.HANDLED: "ended_on BETWEEN %(since)s AND %(until)s",
    Handled.BEFORE: "ended_on BETWEEN %(since)s AND %(until)s AND ended_on < due",
    Handled.ON_DAY: "ended_on BETWEEN %(since)s AND %(until)s AND ended_on = due",
    Handled.AFTER: "ended_on BETWEEN %(since)s AND %(until)s AND ended_on > due",
    Handled.DAYLESS: "ended_on BETWEEN %(since)s AND %(until)s AND due IS NULL",
    Handled.REPLIED: "ended_on BETWEEN %(since)s AND %(until)s AND reply IS NOT NULL",
    Handled.OPEN: "registered_on <= %(until)s AND coalesce(ended_on, 'infinity') > %(until)s",
    Handled.OPEN_IN_TIME: "registered_on <= %(until)s AND coalesce(ended_on, 'infinity') > %(until)s"
    " AND due >= least(%(until)s, date '2021-10-15')",
    Handled.OPEN_LATE: "registered_on <= %(until)s AND coalesce(ended_on, 'infinity') > %(until)s"
    " AND due < least(%(until)s, date '2021-10-15')",
    Handled.OPEN_DAYLESS: "registered_on <= %(until)s AND coalesce(ended_on, 'infinity') > %(until)s"
    " AND due IS NULL",
}
KEYS = {
    HandledBy.AGENCY: "agency",
    HandledBy.KIND: "kind",
    HandledBy.SENDER: "CASE sender_code WHEN '' THEN 'others' ELSE 'house-on-paper' END",
    HandledBy.UNIT: "lead",
    HandledBy.PERSON: "handler",
}


@pytest.mark.usefixtures("incoming")
def test_each_figure_of_incoming_documents_is_what_plain_sql_counts() -> None:
    for since, until in PERIODS:
        for by in HandledBy:
            _recount_incoming(since, until, by)


def _recount_incoming(since: date, until: date, by: HandledBy) -> None:
    asked = Asked(AGENCIES[:2], since, until)
    found = queries.report_handled(asked, by, TODAY)
    given: dict[str, Any] = {"since": since, "until": until, "agencies": list(asked.agencies)}
    for column, where in RECOUNTED.items():
        sql = (
            f"SELECT {KEYS[by]}, count(*) FROM correspondence_incoming"
            f" WHERE agency = ANY(%(agencies)s) AND {where} GROUP BY 1"
        )
        with connection.cursor() as cursor:
            cursor.execute(sql, given)
            counted = dict(cursor.fetchall())
        assert {key: line[column] for key, line in found.items() if line[column]} == counted, column


@pytest.mark.usefixtures("incoming")
def test_each_figure_leads_to_just_the_documents_that_it_counts() -> None:
    asked = Asked(AGENCIES[:1], *PERIODS[0])
    found = queries.report_handled(asked, HandledBy.KIND, TODAY)
    for column in Handled:
        page = queries.pick_handled(asked, column, HandledBy.KIND, "CV", today=TODAY, limit=500)
        assert len(page.rows) == found["CV"][column]
        assert {row.kind for row in page.rows} <= {"CV"}
        every = queries.pick_handled(asked, column, HandledBy.KIND, None, today=TODAY, limit=500)
        assert len(every.rows) == sum(line[column] for line in found.values())


def test_whoever_handled_it_is_known_after_it_was_filed(room: Room) -> None:
    incoming = room.assigned()
    writer = room.snv.writer
    actions.close(incoming=incoming, reason="Không phải trả lời.", by=writer, at=AT)
    actions.file(incoming=incoming, title="Hồ sơ góp ý", by=writer, at=AT)
    asked = Asked((room.clerk.agency,), TODAY, TODAY)
    told = queries.report_handled(asked, HandledBy.PERSON, TODAY)
    assert told[writer.account][Handled.HANDLED] == 1
    told = queries.report_handled(asked, HandledBy.UNIT, TODAY)
    assert told[room.snv.division.account][Handled.DAYLESS] == 0
    assert told[room.snv.division.account][Handled.BEFORE] == 1


def test_what_the_clerk_has_again_is_handled_by_nobody(room: Room) -> None:
    incoming = room.assigned()
    actions.give_back(incoming=incoming, reason="Không phải của phòng.", by=room.snv.writer, at=AT)
    assert room.row(incoming).handler == ""


def test_senders_are_told_apart(room: Room) -> None:
    _sending, taken_in = room.taken_in()
    assert taken_in
    room.registered(sender="Sở Tài chính", symbol="1/STC")
    room.registered(sender="Ông Rơ Châm Pyên", symbol="")
    found = queries.report_handled(Asked(("GL-SNV", "GL-STC"), TODAY, TODAY), HandledBy.SENDER, TODAY)
    assert {key: line[Handled.RECEIVED] for key, line in found.items()} == {
        SenderKind.HOUSE: 1,
        SenderKind.HOUSE_ON_PAPER: 1,
        SenderKind.OTHERS: 1,
    }


@pytest.fixture
def outgoing(db: None) -> None:
    draw = Random(SEED)
    made, versions, sendings = [], [], []
    for place in range(1, 301):
        dated = FIRST + timedelta(days=draw.randrange(288))
        at = datetime(dated.year, dated.month, dated.day, 9, tzinfo=ZONE) - timedelta(days=draw.randrange(9))
        state = draw.choice(["ISSUED", "ISSUED", "NUMBERED", "CANCELLED"])
        about = draw.choice(["", "", "case:3", f"replaces:{draw.randrange(1, 300)}", f"corrects:{place + 1}"])
        made.append(
            d.Document(
                id=place,
                key=uuid4(),
                agency=draw.choice(AGENCIES),
                kind=draw.choice(["CV", "QD"]),
                subject="đôn đốc",
                symbol="SNV",
                about=about,
                drafter=draw.choice(["a", "b"]),
                signer=draw.choice(["x", "y"]),
                state=state,
                file=1,
                number=place,
                year=2021,
                dated=dated,
                entry=place,
                note="Sai." if state == "CANCELLED" else "",
                search="",
                moved_at=at,
                recorded_at=at,
            )
        )
        unit = {"unit": draw.choice(["cchc", "TTr"])} if made[-1].kind == "CV" else {}
        versions.append(
            d.Version(document_id=place, place=1, content=unit, file=1, account="a", name="A", recorded_at=at)
        )
        sendings += [
            m.Sending(
                document_id=place,
                sender=made[-1].agency,
                recipient=recipient,
                file=1,
                digest="0",
                kind=made[-1].kind,
                code="1",
                subject="đôn đốc",
                dated=dated,
                signer_name="X",
                status=status,
                before="01" if status == "13" else "",
                moved_at=at,
                recorded_at=at,
            )
            for recipient in draw.sample(["P1", "P2", "P3"], draw.randrange(4))
            for status in [draw.choice(["00", "01", "02", "03", "04", "05", "06", "13", "15"])]
        ]
    d.Document.objects.bulk_create(made)
    d.Version.objects.bulk_create(versions)
    m.Sending.objects.bulk_create(sendings)


OUT_KEYS = {
    IssuedBy.AGENCY: "d.agency",
    IssuedBy.KIND: "d.kind",
    IssuedBy.UNIT: "(SELECT upper(v.content->>'unit') FROM documents_version v WHERE v.document_id = d.id)",
    IssuedBy.DRAFTER: "d.drafter",
    IssuedBy.SIGNER: "d.signer",
}
LIVE = "d.state IN ('ISSUED', 'NUMBERED')"
OUT = {
    Issued.ISSUED: LIVE,
    Issued.SEALED: "d.state = 'ISSUED'",
    Issued.UNSEALED: "d.state = 'NUMBERED'",
    Issued.CANCELLED: "d.state = 'CANCELLED'",
    Issued.MENDED: f"{LIVE} AND EXISTS (SELECT FROM documents_document l WHERE l.state = 'ISSUED'"
    " AND l.about IN ('replaces:' || d.id, 'corrects:' || d.id))",
}
STATUSES = {
    Sent.RECIPIENTS: "true",
    Sent.ACKNOWLEDGED: "s.status IN ('03', '04', '05', '06')",
    Sent.SILENT: "s.status = '01'",
    Sent.UNREACHED: "s.status = '00'",
    Sent.REFUSED: "s.status = '02'",
    Sent.ASKED_BACK: "s.status = '13'",
    Sent.TAKEN_BACK: "s.status = '15'",
}


@pytest.mark.usefixtures("outgoing")
def test_each_figure_of_outgoing_documents_is_what_plain_sql_counts() -> None:
    for since, until in PERIODS[:2]:
        for by in IssuedBy:
            _recount_outgoing(since, until, by)


def _recount_outgoing(since: date, until: date, by: IssuedBy) -> None:
    asked = Asked(AGENCIES[:2], since, until)
    issued, sent = documents.report_issued(asked, by), queries.report_sent(asked, by)
    start = f"SELECT {OUT_KEYS[by]}, %s FROM documents_document d"
    end = "WHERE d.agency = ANY(%s) AND d.dated BETWEEN %s AND %s AND"
    given = (list(asked.agencies), since, until)
    for column, where in OUT.items():
        counted = recount(f"{start % 'count(*)'} {end} {where} GROUP BY 1", *given)
        assert {key: row.counts[column] for key, row in issued.items() if row.counts[column]} == counted
    days = recount(
        f"{start % "sum(d.dated - (d.recorded_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date)"} {end} {LIVE} GROUP BY 1",
        *given,
    )
    assert {key: row.days for key, row in issued.items() if row.counts[Issued.ISSUED]} == days
    joined = f"{start} JOIN correspondence_sending s ON s.document_id = d.id {end} {LIVE}"
    head, tail = joined.split("%s", 1)
    for told, where in STATUSES.items():
        counted = recount(f"{head}count(*){tail} AND {where} GROUP BY 1", *given)
        assert {key: row[told] for key, row in sent.items() if row[told]} == counted
    counted = recount(f"{head}count(DISTINCT d.id){tail} GROUP BY 1", *given)
    assert {key: row[Sent.DOCUMENTS] for key, row in sent.items()} == counted
    for row in sent.values():
        parts = [row[column] for column in STATUSES if column is not Sent.RECIPIENTS]
        assert row[Sent.RECIPIENTS] == sum(parts)


@pytest.mark.usefixtures("outgoing")
def test_each_figure_of_outgoing_documents_leads_to_just_those() -> None:
    asked, by = Asked(AGENCIES[:1], *PERIODS[0]), IssuedBy.UNIT
    issued, sent = documents.report_issued(asked, by), queries.report_sent(asked, by)
    for column in Issued:
        page = documents.pick_issued(asked, column, by, "CCHC", limit=500)
        assert len(page.rows) == issued["CCHC"].counts[column]
    for told in STATUSES:
        assert len(queries.pick_sent(asked, told, by, "CCHC", limit=500).rows) == sent["CCHC"][told]
    went = queries.pick_documents(asked, by, "CCHC", is_sent=True, limit=500).rows
    stayed = queries.pick_documents(asked, by, "CCHC", is_sent=False, limit=500).rows
    assert len(went) == sent["CCHC"][Sent.DOCUMENTS]
    assert len(went) + len(stayed) == issued["CCHC"].counts[Issued.ISSUED]


def test_stretches_of_the_calendar() -> None:
    assert holding(Span.QUARTER, date(2021, 10, 15)) == Stretch(Span.QUARTER, 2021, 4)
    second = Stretch(Span.HALF_YEAR, 2020, 2)
    assert (second.first, second.last) == (date(2020, 7, 1), date(2020, 12, 31))
    assert Stretch(Span.MONTH, 2021, 1).moved(-1) == Stretch(Span.MONTH, 2020, 12)
    assert Stretch(Span.QUARTER, 2021, 4).moved(2) == Stretch(Span.QUARTER, 2022, 2)
    assert Stretch(Span.MONTH, 2020, 2).last == date(2020, 2, 29)
    assert stretch_of(date(2021, 1, 1), date(2021, 12, 31)) == Stretch(Span.YEAR, 2021, 1)
    assert stretch_of(date(2021, 1, 1), date(2021, 12, 30)) is None
