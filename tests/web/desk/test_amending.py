"""The clerk's page that puts right what was told of a sent document, and the pages of who got it."""

import pytest
from django.test import Client

from tests.domain.correspondence.office import Room, room
from tests.domain.documents.office import browser

pytestmark = pytest.mark.django_db
GIVEN = {"subject": "đôn đốc báo cáo quý IV", "urgency": "", "due": "", "reason": "Ghi nhầm quý"}


@pytest.fixture
def made(db: None) -> Room:
    return room(with_keys=False)


def text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_it_is_told_once_and_both_sides_read_it(made: Room) -> None:
    sending = made.sent()
    document = made.sending(sending).document
    clerk, address = browser(made.clerk), f"/documents/{document}/amend/"
    page = text(clerk, address)
    key = page.partition('name="key" value="')[2].partition('"')[0]
    for _press in range(2):
        assert clerk.post(address, GIVEN | {"key": key}).status_code == 302
    sent = text(clerk, f"/documents/{document}/sent/")
    assert sent.count("đôn đốc báo cáo quý IV") == 1
    assert "Nơi nhận đã ghi nhận" in sent
    stc = browser(made.stc)
    assert text(stc, f"/documents/arriving/{sending}/").count("đôn đốc báo cáo quý IV") == 1


def test_what_is_missing_is_asked_for_and_nothing_typed_is_lost(made: Room) -> None:
    document = made.sending(made.sent()).document
    answer = browser(made.clerk).post(f"/documents/{document}/amend/", GIVEN | {"reason": " "})
    page = answer.content.decode()
    assert answer.status_code == 200 and "đôn đốc báo cáo quý IV</textarea>" in page


@pytest.mark.parametrize("who", ["stc", "writer", "head"])
def test_it_is_nobody_elses(made: Room, who: str) -> None:
    document = made.sending(made.sent()).document
    person = made.stc if who == "stc" else getattr(made.snv, who)
    assert browser(person).post(f"/documents/{document}/amend/", GIVEN).status_code == 404
    unsent = made.plainly_issued()
    assert browser(made.clerk).get(f"/documents/{unsent}/amend/").status_code == 404


def test_a_second_word_begins_with_what_the_first_one_told(made: Room) -> None:
    document = made.sending(made.sent()).document
    clerk, address = browser(made.clerk), f"/documents/{document}/amend/"
    assert clerk.post(address, GIVEN | {"due": "29/10/2021"}).status_code == 302
    page = text(clerk, address)
    assert "đôn đốc báo cáo quý IV" in page
    assert 'value="29/10/2021"' in page
