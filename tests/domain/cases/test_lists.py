"""Work lists: what is in which queue, how many, and page by page; finding by whatever one remembers."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lienthong.domain.cases import actions, errors, queries
from lienthong.domain.cases.queries import Cursor, Queue, Sought, Whose
from lienthong.domain.parties import actions as parties
from tests.domain.cases.running import (
    BEGUN,
    CHIEF,
    CITY,
    CLERK,
    COMMUNE,
    LAND,
    OFFICER,
    OTHER,
    STRANGER,
    hour,
    intake,
    procedure,
    province,
    received,
    seen,
    to_office,
    to_sign,
)

pytestmark = pytest.mark.django_db
HERE, EVERYTHING = Whose(CITY), Sought()


@pytest.fixture
def version() -> int:
    province()
    return procedure()


def listed(queue: Queue, now: str, whose: Whose = HERE, sought: Sought = EVERYTHING) -> list[int]:
    return [row.id for row in queries.list_cases(whose, queue, hour(now), sought=sought).rows]


def counts(now: str, whose: Whose = HERE) -> dict[str, int]:
    found = queries.count_queues(whose, hour(now), list(Queue))
    return {str(queue): count for queue, count in found.items() if count}


def test_each_case_is_in_the_queues_of_its_status(version: int) -> None:
    """Six cases, looked at on the morning of Friday 22nd, the day all of Friday 15th fall due."""
    late = to_office(version, hour("14/10 08:00"))
    today = to_office(version)
    waits = to_office(version)
    actions.ask_supplement(case=waits, items=["x"], reason="x", by=OFFICER, at=hour("18/10 08:00"))
    back = to_sign(version, hour("20/10 08:00"))
    actions.send_back(case=back, step=2, reason="x", by=CHIEF, at=hour("20/10 14:00"))
    ready = to_sign(version)
    actions.sign_off(case=ready, by=CHIEF, at=hour("18/10 08:00"))
    actions.bring(case=ready, by=CLERK, at=hour("18/10 09:00"))
    signed = to_sign(version, hour("21/10 08:00"))
    actions.sign_off(case=signed, by=CHIEF, at=hour("21/10 11:00"))
    now = "22/10 08:00"
    assert listed(Queue.LATE, now) == [late]
    assert listed(Queue.TODAY, now) == [today]
    assert listed(Queue.SOON, now) == [back, signed]
    assert listed(Queue.WAITING, now) == [waits]
    assert listed(Queue.RETURNED, now) == [back]
    assert listed(Queue.READY, now) == [ready]
    assert listed(Queue.SIGNED, now) == [signed]
    assert listed(Queue.ALL, now) == [late, today, back, signed, waits, ready]
    assert counts(now) == {
        "late": 1, "today": 1, "soon": 2, "returned": 1, "unheld": 3, "waiting": 1, "signed": 1, "ready": 1, "all": 6,
    }  # fmt: skip


@pytest.mark.parametrize("whose", [HERE, Whose(CITY, "officer"), Whose(CITY, is_owner=True), Whose(COMMUNE)])
def test_each_counter_is_the_length_of_its_list(version: int, whose: Whose) -> None:
    """Of cases in every state, held and unheld, here and elsewhere, on days before and after they fall due."""
    received(version)
    case = to_office(version)
    actions.take(case=case, by=OFFICER, at=hour("15/10 11:00"))
    actions.ask_supplement(
        case=to_office(version), items=["x"], reason="x", by=OFFICER, at=hour("18/10 08:00")
    )
    back = to_sign(version, hour("20/10 08:00"))
    actions.send_back(case=back, step=2, reason="x", by=CHIEF, at=hour("20/10 14:00"))
    to_sign(version)
    actions.sign_off(case=to_sign(version), by=CHIEF, at=hour("18/10 08:00"))
    for now in ("20/10 15:00", "21/10 17:01", "22/10 10:00", "26/10 18:00"):
        counted = queries.count_queues(whose, hour(now), list(Queue))
        assert counted == {
            queue: len(queries.list_cases(whose, queue, hour(now), limit=100).rows)
            for queue in Queue
            if queue is not Queue.CLOSED
        }


def test_queues_agree_with_what_people_read_of_each_case(version: int) -> None:
    for at in ("14/10 08:00", "15/10 09:00", "19/10 08:00"):
        to_office(version, hour(at))
    for now in ("21/10 17:00", "21/10 17:01", "22/10 23:59", "23/10 00:00", "26/10 18:00"):
        rows = queries.list_cases(HERE, Queue.ALL, hour(now)).rows
        for queue, status in ((Queue.LATE, "LATE"), (Queue.TODAY, "TODAY")):
            assert listed(queue, now) == [row.id for row in rows if row.status == status]


def test_mine_are_those_i_hold(version: int) -> None:
    case = received(version)
    to_office(version)
    assert listed(Queue.ALL, "15/10 12:00", Whose(CITY, "clerk")) == [case]
    assert listed(Queue.ALL, "15/10 12:00", Whose(CITY, "officer")) == []


def test_the_owner_sees_what_lies_elsewhere(version: int) -> None:
    case = received(procedure(LAND))
    actions.hand_over(case=case, commune=COMMUNE, by=CLERK, at=BEGUN)
    assert listed(Queue.ALL, "15/10 12:00") == []
    assert listed(Queue.ALL, "15/10 12:00", Whose(CITY, is_owner=True)) == [case]
    assert listed(Queue.ALL, "15/10 12:00", Whose(COMMUNE)) == [case]


def test_what_ended_is_listed_newest_first(version: int) -> None:
    first, second = to_office(version), to_office(version)
    for case, at in ((second, "18/10 08:00"), (first, "18/10 09:00")):
        actions.withdraw(case=case, reason="x", by=CLERK, at=hour(at))
    assert listed(Queue.CLOSED, "18/10 12:00") == [first, second]


def test_pages_go_on_from_where_one_was(version: int) -> None:
    cases = [received(version, BEGUN + timedelta(minutes=place)) for place in range(7)]

    def page(cursor: Cursor | None = None) -> queries.Page:
        return queries.list_cases(HERE, Queue.ALL, BEGUN, cursor=cursor, limit=3)

    first = page()
    assert ([row.id for row in first.rows], first.has_before, first.has_after) == (cases[:3], False, True)
    last = first.rows[-1]
    second = page(Cursor(last.turn_at, last.id))
    assert ([row.id for row in second.rows], second.has_before, second.has_after) == (cases[3:6], True, True)
    third = page(Cursor(second.rows[-1].turn_at, second.rows[-1].id))
    assert ([row.id for row in third.rows], third.has_after) == (cases[6:], False)
    back = page(Cursor(second.rows[0].turn_at, second.rows[0].id, is_before=True))
    assert ([row.id for row in back.rows], back.has_before, back.has_after) == (cases[:3], False, True)


def test_counters_stop_one_above_a_thousand(version: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lienthong.domain.cases.queries.lists.COUNTED", 2)
    for place in range(4):
        received(version, BEGUN + timedelta(minutes=place))
    assert counts("15/10 12:00")["all"] == 3


def test_all_counters_are_one_statement_and_a_page_another(version: int) -> None:
    received(version)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        queries.count_queues(HERE, BEGUN, list(Queue))
        queries.list_cases(HERE, Queue.ALL, BEGUN)
    assert len(asked) == 2


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        ("GL-622-211015-0001", True),
        ("ro cham hyun", True),
        ("yun ro", True),
        ("thua 112 ia kenh", True),
        ("chuy nhu", True),
        ("0905999888", True),
        ("4321", True),
        ("064190004321", True),
        ("211015", True),
        ("Ksor", False),
        ("0905999887", False),
        ("", False),
    ],
)
def test_a_case_is_found_by_what_one_remembers(version: int, text: str, is_found: bool) -> None:
    given = intake(version, content="Chuyển nhượng thửa 112, xã Ia Kênh")
    draft = replace(
        given.applicant.draft,
        numbers=(parties.Number("CCCD", "064190004321"),),
        contacts=(parties.ContactGiven("PHONE", "0905 999 888"),),
    )
    case = actions.receive(intake=replace(given, applicant=actions.Applicant(draft)), by=CLERK, at=BEGUN).case
    assert [row.id for row in queries.find_cases(text, by=CLERK, now=BEGUN)] == ([case] if is_found else [])
    assert queries.find_cases(text, by=STRANGER, now=BEGUN) == []


def test_whole_words_go_before_what_begins_so(version: int) -> None:
    begins = received(version, content="Hoàng")
    assert [row.id for row in queries.find_cases("hoa", by=CLERK, now=BEGUN)] == [begins]
    whole = received(version, content="Hoa")
    assert [row.id for row in queries.find_cases("hoa", by=CLERK, now=BEGUN)] == [whole]


def test_a_name_of_the_highlands_is_found_with_and_without_its_first_letter(version: int) -> None:
    case = received(version, content="H’Yưn")
    for text in ("hyun", "H'Yun", "yun", "YƯN"):
        assert [row.id for row in queries.find_cases(text, by=CLERK, now=BEGUN)] == [case], text


def test_filters_narrow_a_queue(version: int) -> None:
    one = received(version, content="Nhà cấp 4, xã Diên Phú")
    received(version, content="Nhà 2 tầng")
    code = seen(one).procedure
    assert listed(Queue.ALL, "15/10 12:00", sought=Sought("dien phu")) == [one]
    assert len(listed(Queue.ALL, "15/10 12:00", sought=Sought(procedure=code))) == 2
    assert listed(Queue.ALL, "15/10 12:00", sought=Sought(channel="POST")) == []
    assert listed(Queue.ALL, "15/10 12:00", Whose(OTHER)) == []


def test_what_lies_with_other_agencies_has_a_queue(version: int) -> None:
    received(version)
    away = received(procedure(LAND))
    actions.hand_over(case=away, commune=COMMUNE, by=CLERK, at=BEGUN)
    owned = Whose(CITY, is_owner=True)
    assert listed(Queue.ELSEWHERE, "15/10 12:00", owned) == [away]
    assert counts("15/10 12:00", owned)["elsewhere"] == 1


def test_a_person_keeps_filters_by_name_and_drops_them() -> None:
    first = actions.keep_list(name=" Trễ của tôi ", query="queue=late", by=CLERK, at=BEGUN)
    actions.keep_list(name="Trễ của tôi", query="queue=late&whose=mine", by=CLERK, at=BEGUN)
    (row,) = queries.list_filters("clerk")
    assert (row.id, row.name, row.query) == (first, "Trễ của tôi", "queue=late&whose=mine")
    assert queries.list_filters("officer") == []
    actions.drop_list(kept=first, by=OFFICER)
    assert queries.list_filters("clerk") == [row], "another's is left alone"
    actions.drop_list(kept=first, by=CLERK)
    actions.drop_list(kept=first, by=CLERK)
    assert queries.list_filters("clerk") == []


def test_a_filter_needs_a_name_and_there_are_not_too_many() -> None:
    with pytest.raises(errors.ListNameMissing):
        actions.keep_list(name="  ", query="queue=late", by=CLERK, at=BEGUN)
    for place in range(12):
        actions.keep_list(name=f"lọc {place}", query="", by=CLERK, at=BEGUN)
    with pytest.raises(errors.TooManyLists):
        actions.keep_list(name="một nữa", query="", by=CLERK, at=BEGUN)
    actions.keep_list(name="lọc 3", query="queue=today", by=CLERK, at=BEGUN)
    assert len(queries.list_filters("clerk")) == 12
