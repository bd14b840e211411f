"""What happened to a duty in sentences, as people of each side read it."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import transaction
from django.utils.translation import override
from pytest_django.fixtures import DjangoAssertNumQueries
from pytest_django.plugin import DjangoDbBlocker
from tests.domain.plans.running import MONITOR, at, document, issued, of, the

from lienthong.config.ground.paths import DATA
from lienthong.domain.organisations.actions import load_reference
from lienthong.domain.organisations.exchange import read_reference
from lienthong.domain.plans import actions, queries
from lienthong.domain.plans.exchange import telling
from lienthong.domain.plans.exchange.telling import Teller, Told, Workdays
from lienthong.domain.plans.queries import Verb
from lienthong.spine.actor import Actor, platform
from lienthong.spine.calendar import actions as calendars

pytestmark = pytest.mark.django_db

AGENCY = "GL-SKHCN"
SCIENCE = of(AGENCY)
DAY = date(2021, 10, 15)
NAMES = {"GL-SNV": "Sở Nội vụ", AGENCY: "Sở Khoa học và Công nghệ", "GL-STC": "Sở Tài chính"}
SYSTEM = platform("schedule")
REPORT = "báo cáo việc tổ chức triển khai thực hiện quý III"


@pytest.fixture(scope="module", autouse=True)
def _province(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    del django_db_setup
    with django_db_blocker.unblock(), transaction.atomic():
        earlier = at(12, 1, year=2020)
        load_reference(reference=read_reference(DATA / "organisations"), by=platform("test"), at=earlier)
        calendars.load_reference(folder=DATA / "calendars", by=platform("test"), at=earlier)
        yield
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def _vietnamese() -> Iterator[None]:
    with override("vi"):
        yield


def report() -> int:
    """The report of the third quarter, due 30/9/2021."""
    return the(issued(), "VI.11", AGENCY, "1/3", DAY).id


def told(duty: int) -> list[Told]:
    """Its story, oldest first."""
    row = queries.get_obligation(duty, as_of=DAY)
    happenings = queries.list_happenings([duty], as_of=DAY)
    people = {"bao": "Trần Quốc Bảo", "hanh": "Lê Thị Mỹ Hạnh"}
    return list(reversed(Teller(NAMES, Workdays(DAY), people).tell(happenings, [row])))


def sentences(duty: int) -> list[str]:
    return [one.sentence for one in told(duty)]


def test_handed_in_returned_and_handed_in_again() -> None:
    duty = report()
    first, second = document("176/BC-SKHCN", date(2021, 9, 28)), document("187/BC-SKHCN", date(2021, 10, 13))
    actions.submit(obligation=duty, documents=[first], by=SCIENCE, at=at(9, 28))
    again = date(2021, 10, 15)
    actions.send_back(
        obligation=duty, reason="Thiếu số liệu 50% | Kbang", again_by=again, by=MONITOR, at=at(10, 1)
    )
    actions.submit(obligation=duty, documents=[second], note="Đã bổ sung", by=SCIENCE, at=at(10, 14))
    story = told(duty)
    assert [one.sentence for one in story] == [
        f"Sở Khoa học và Công nghệ nộp {REPORT}, sớm 2 ngày làm việc.",
        "Sở Nội vụ trả lại, yêu cầu nộp lại trước 15/10/2021.",
        f"Sở Khoa học và Công nghệ nộp lại {REPORT}.",
    ]
    assert [one.deed for one in story][1:] == ["Sở Nội vụ trả lại", "Sở Khoa học và Công nghệ nộp lại"]
    assert story[1].quote == "Thiếu số liệu 50% | Kbang"
    assert story[1].tone == "returned"
    assert story[2].hint == "Trả lời điểm bị trả lại: “Đã bổ sung”"


def test_accepting_says_how_late_by_the_documents_own_day() -> None:
    duty = report()
    actions.submit(obligation=duty, documents=[document("98", date(2021, 10, 4))], by=SCIENCE, at=at(10, 6))
    actions.accept(obligation=duty, by=MONITOR, at=at(10, 7))
    assert sentences(duty)[1] == f"Sở Nội vụ chấp nhận {REPORT}: xong trễ 2 ngày làm việc."


def test_a_grace_is_told_with_its_reason() -> None:
    duty = report()
    actions.submit(obligation=duty, documents=[document("98", date(2021, 10, 4))], by=SCIENCE, at=at(10, 6))
    actions.accept(obligation=duty, on_time=True, reason="Bão số 6", by=MONITOR, at=at(10, 7))
    last = told(duty)[-1]
    assert last.sentence == f"Sở Nội vụ chấp nhận {REPORT}, coi là xong đúng hạn."
    assert last.quote == "Bão số 6"


def test_an_extension_moves_the_day_that_lateness_is_counted_from() -> None:
    duty = report()
    actions.ask_extension(
        obligation=duty, until=date(2021, 10, 12), reason="Chờ số liệu", by=SCIENCE, at=at(9, 20)
    )
    actions.decide_extension(obligation=duty, grant=True, by=MONITOR, at=at(9, 22))
    actions.submit(obligation=duty, documents=[document("98", date(2021, 10, 11))], by=SCIENCE, at=at(10, 12))
    assert sentences(duty) == [
        f"Sở Khoa học và Công nghệ xin gia hạn {REPORT} đến 12/10/2021.",
        f"Sở Nội vụ cho gia hạn: {REPORT} có hạn mới là 12/10/2021.",
        f"Sở Khoa học và Công nghệ nộp {REPORT}, sớm 1 ngày làm việc.",
    ]


def test_the_other_verbs() -> None:
    duty = report()
    actions.assign(obligation=duty, head="hanh", focal="bao", by=SCIENCE, at=at(2, 1))
    actions.explain(obligation=duty, cause="DATA", text="Chờ Kbang gửi số liệu", by=SCIENCE, at=at(2, 2))
    actions.excuse(obligation=duty, reason="Đã có báo cáo năm", by=MONITOR, at=at(2, 3))
    actions.restore(obligation=duty, reason="Vẫn cần", by=MONITOR, at=at(2, 4))
    actions.hand_over(
        predecessor=AGENCY, successor="GL-STC", on=date(2021, 3, 1), by=platform("job"), at=at(3, 2)
    )
    story = told(duty)
    assert [one.sentence for one in story] == [
        f"Sở Khoa học và Công nghệ giao: Lê Thị Mỹ Hạnh chịu trách nhiệm {REPORT}, Trần Quốc Bảo là đầu mối.",
        f"Sở Khoa học và Công nghệ giải trình vì sao {REPORT} trễ hạn.",
        f"Sở Nội vụ cho thôi thực hiện {REPORT}: không áp dụng.",
        f"Sở Nội vụ cho biết {REPORT} vẫn phải thực hiện.",
        f"Sở Tài chính tiếp nhận {REPORT} từ Sở Khoa học và Công nghệ.",
    ]
    assert [one.quote for one in story[1:4]] == ["Chờ Kbang gửi số liệu", "Đã có báo cáo năm", "Vẫn cần"]


def test_where_several_agencies_stand_together_each_is_named_once() -> None:
    duty = report()
    urged = {"step": 10, "rung": "LETTER", "due": "2021-09-30", "told": []}
    happenings = [
        happening(1, duty, Verb.REMINDED, at(10, 1), {**urged, "step": 1, "rung": "FOCAL"}),
        happening(2, duty, Verb.ESCALATED, at(10, 14), urged),
        happening(
            3, duty, Verb.ESCALATED, at(10, 15), {"rung": "LETTER", "number": "215/SNV-CCHC"}, by=MONITOR
        ),
        happening(4, duty, Verb.HANDED_OVER, at(10, 15), {"to": "GL-STC"}),
    ]
    row = queries.get_obligation(duty, as_of=DAY)
    story = Teller(NAMES, Workdays(DAY), says_whose=True).tell(happenings, [row])
    assert [one.sentence for one in story] == [
        f"Hệ thống đôn đốc Sở Khoa học và Công nghệ về {REPORT}, trễ 1 ngày làm việc.",
        f"Hệ thống soạn công văn đôn đốc Sở Khoa học và Công nghệ về {REPORT}.",
        f"Sở Nội vụ gửi công văn đôn đốc số 215/SNV-CCHC tới Sở Khoa học và Công nghệ về {REPORT}.",
        f"Sở Tài chính tiếp nhận {REPORT} từ Sở Khoa học và Công nghệ.",
    ]


def happening(
    number: int, duty: int, verb: Verb, when: datetime, data: dict[str, Any], by: Actor = SYSTEM
) -> queries.HappeningRow:
    return queries.HappeningRow(number, duty, verb, when, when, by.account, by.name, by.agency, "", data)


def test_every_verb_has_a_sentence_in_every_language() -> None:
    duty = queries.get_obligation(report(), as_of=DAY)
    data = {
        "due": "2021-10-12", "basis": "12/QĐ", "to": "GL-STC", "documents": [{"on": "2021-09-01", "outputs": [0]}]
    }  # fmt: skip
    happenings = [
        queries.HappeningRow(
            place, duty.id, verb, datetime(2021, 9, 1 + place, tzinfo=UTC), datetime(2021, 9, 1, tzinfo=UTC),
            "platform", "", "", "", data,
        )
        for place, verb in enumerate(Verb)
        if verb != Verb.ACCEPTED
    ]  # fmt: skip
    for language in ("vi", "en"):
        with override(language):
            story = Teller(NAMES, Workdays(DAY)).tell(happenings, [duty])
        assert len(story) == len(Verb) - 1
        assert all(one.sentence.endswith(".") and "%(" not in one.sentence + one.deed for one in story)
        assert all("|" not in one.sentence for one in story)


def test_working_days_leave_out_weekends_and_holidays() -> None:
    days = Workdays(DAY)
    assert days.between(AGENCY, date(2021, 9, 30), date(2021, 10, 15)) == 11
    assert days.between(AGENCY, date(2021, 10, 15), date(2021, 9, 30)) == -11
    assert days.between(AGENCY, date(2021, 9, 1), date(2021, 9, 6)) == 1  # 2 and 3/9 are National Day
    assert days.between(AGENCY, date(2020, 12, 31), date(2021, 1, 4)) == 1


def test_where_no_agency_has_hours_of_its_own_only_the_almanac_is_read(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    Workdays(DAY).between(
        AGENCY, DAY, DAY
    )  # now the calendar is in memory, and only asked whether it still holds
    days = Workdays(DAY)
    with django_assert_num_queries(1):
        assert days.between(AGENCY, date(2021, 9, 30), date(2021, 10, 15)) == 11
        assert days.between("GL-625", date(2021, 9, 30), date(2021, 10, 15)) == 11


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ((2021, 7, 1), (2021, 9, 30), "quý III"),
        ((2021, 2, 1), (2021, 2, 28), "tháng 2"),
        ((2021, 1, 1), (2021, 6, 30), "6 tháng đầu năm"),
        ((2021, 7, 1), (2021, 12, 31), "6 tháng cuối năm"),
        ((2021, 1, 1), (2021, 12, 31), "năm 2021"),
        ((2020, 12, 15), (2021, 3, 14), "15/12–14/03/2021"),
    ],
)
def test_a_period_has_the_name_people_use(
    start: tuple[int, int, int], end: tuple[int, int, int], words: str
) -> None:
    assert telling.say_period(date(*start), date(*end)) == words
