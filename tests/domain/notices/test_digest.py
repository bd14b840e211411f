"""The morning's letter: one a person and working day, with all that is new and wished for, and no flood."""

from datetime import date, datetime, timedelta

import pytest
from django.urls import resolve

from lienthong.config.ground.paths import DATA
from lienthong.connectors.mail import fake
from lienthong.domain.accounts import actions as accounts
from lienthong.domain.notices import actions, jobs, queries
from lienthong.domain.notices.facts import DigestDue
from lienthong.domain.notices.queries import LETTER, Digest, Urgency
from lienthong.spine.calendar import actions as calendars
from lienthong.spine.clock import ZONE
from lienthong.spine.schedule.actions import catch_up
from tests.domain.notices.notes import AT, BY, note, reader
from tests.factories.people import ADMIN, person
from tests.faults.drain import drain

pytestmark = pytest.mark.django_db
FRIDAY, MONDAY = date(2021, 10, 15), date(2021, 10, 18)


@pytest.fixture(autouse=True)
def _calendar(db: None) -> None:
    calendars.load_reference(folder=DATA / "calendars", by=BY, at=AT)


@pytest.fixture
def ann() -> str:
    return str(person(email="an@snv.example").public_id)


def morning(day: date, minute: int = 5) -> None:
    """What the platform does by the morning of ``day``."""
    now = datetime(day.year, day.month, day.day, 8, minute, tzinfo=ZONE)
    catch_up(until=now, since=FRIDAY, only=["notices.digest"], after_each_day=drain)


def letters() -> list[fake.LetterRow]:
    return fake.list_letters()


def test_one_letter_lists_all_that_is_new_urgent_first(ann: str) -> None:
    urgent = note(ann, "k:2", title="Quá hạn: kế hoạch của Sở", urgency=Urgency.URGENT)
    actions.tell(notes=[note(ann, "k:1", title="Sắp đến hạn: báo cáo quý"), urgent], by=BY, at=AT)
    morning(FRIDAY)
    (letter,) = letters()
    assert (letter.to, letter.subject) == ("an@snv.example", "2 thông báo mới, ngày 15/10/2021")
    body = letter.body
    order = [
        "Nguyễn Văn An",
        "VIỆC GẤP (1)",
        "1. Quá hạn",
        "THÔNG BÁO KHÁC (1)",
        "1. Sắp đến hạn",
        "/notices/",
    ]
    places = [body.find(words) for words in order]
    assert -1 not in places, body
    assert places == sorted(places)
    assert "Hạn 13/10/2021. Sở Tư pháp chủ trì." in body


def test_every_address_in_the_letter_is_a_page_of_ours(ann: str) -> None:
    actions.tell(notes=[note(ann)], by=BY, at=AT)
    morning(FRIDAY)
    links = [word for word in letters()[0].body.split() if word.startswith("http")]
    assert len(links) == 2
    assert [resolve("/" + link.split("/", 3)[3]).url_name for link in links] == ["plan_task", "notices"]


def test_what_stood_in_a_letter_does_not_stand_in_the_next(ann: str) -> None:
    actions.tell(notes=[note(ann, "k:1", title="việc thứ nhất")], by=BY, at=AT)
    morning(FRIDAY)
    actions.tell(notes=[note(ann, "k:2", title="việc thứ hai")], by=BY, at=AT)
    morning(FRIDAY, minute=30)
    assert len(letters()) == 1
    morning(MONDAY)
    assert len(letters()) == 2
    assert "việc thứ hai" in letters()[0].body
    assert "việc thứ nhất" not in letters()[0].body


def test_who_has_no_address_or_was_disabled_is_not_called_for_a_letter(ann: str) -> None:
    silent = str(person("tranthib.snv", "Trần Thị B").public_id)
    gone = str(person("levanc.snv", "Lê Văn C", email="c@snv.example").public_id)
    accounts.disable(account=gone, reason="Nghỉ việc", by=ADMIN, at=AT)
    actions.tell(notes=[note(one) for one in (ann, silent, gone)], by=BY, at=AT)
    assert actions.call_for_letters(day=FRIDAY, at=AT) == 1


def test_on_days_off_there_is_no_letter(ann: str) -> None:
    morning(FRIDAY)
    actions.tell(notes=[note(ann)], by=BY, at=AT + timedelta(hours=8))
    morning(FRIDAY + timedelta(days=2))
    assert letters() == []
    morning(MONDAY)
    assert len(letters()) == 1


def test_after_a_jump_of_weeks_one_letter_tells_what_gathered_not_one_a_day(ann: str) -> None:
    morning(FRIDAY)
    actions.tell(notes=[note(ann, f"k:{n}") for n in range(3)], by=BY, at=AT)
    morning(FRIDAY + timedelta(days=30))
    assert [letter.subject for letter in letters()] == ["3 thông báo mới, ngày 18/10/2021"]


def test_what_was_read_needs_no_letter(ann: str) -> None:
    actions.tell(notes=[note(ann)], by=BY, at=AT)
    actions.read(notice=queries.list_notices(ann)[0].id, by=reader(ann), at=AT)
    morning(FRIDAY)
    assert letters() == []


@pytest.mark.parametrize(("choice", "told"), [(Digest.ALL, 2), (Digest.URGENT, 1), (Digest.NONE, 0)])
def test_the_letter_holds_what_its_reader_wished_for(ann: str, choice: Digest, told: int) -> None:
    actions.prefer(digest=choice, by=reader(ann), at=AT)
    urgent = note(ann, "k:2", urgency=Urgency.URGENT)
    actions.tell(notes=[note(ann, "k:1"), urgent], by=BY, at=AT)
    morning(FRIDAY)
    assert (
        sum(letter.body.count("obligation") + letter.body.count("Quá hạn 2 ngày") for letter in letters())
        == told
    )
    assert queries.count_unread(ann) == 2


def test_who_has_no_address_simply_has_the_page() -> None:
    silent = str(person().public_id)
    actions.tell(notes=[note(silent)], by=BY, at=AT)
    morning(FRIDAY)
    assert letters() == []
    assert queries.count_unread(silent) == 1


def test_nobody_is_written_to_who_was_closed_in_the_meantime(ann: str) -> None:
    actions.tell(notes=[note(ann)], by=BY, at=AT)
    accounts.disable(account=ann, reason="nghỉ", by=ADMIN, at=AT)
    morning(FRIDAY)
    assert letters() == []


def test_a_long_list_is_cut_and_says_so(ann: str) -> None:
    actions.tell(notes=[note(ann, f"k:{n}") for n in range(LETTER + 7)], by=BY, at=AT)
    morning(FRIDAY)
    (letter,) = letters()
    assert letter.subject.startswith(f"{LETTER + 7} thông báo mới")
    assert "Còn 7 thông báo khác" in letter.body
    assert f"{LETTER}. " in letter.body
    assert f"{LETTER + 1}. " not in letter.body


def test_a_letter_tried_again_is_delivered_once(ann: str) -> None:
    actions.tell(notes=[note(ann)], by=BY, at=AT)
    for _ in range(3):
        jobs.send_digest(DigestDue(ann, FRIDAY.isoformat()), AT)
    assert len(letters()) == 1
