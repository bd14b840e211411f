"""Sessions end in time, can be seen and ended, and take nothing typed with them."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.test import Client, override_settings

from lienthong.domain.accounts import jobs, queries
from lienthong.spine import clock
from lienthong.web.entrance.sessions import SEEN
from tests.factories.people import age_session, person, signed_in

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("unused_minutes", "lives"), [(29, True), (31, False)])
def test_an_unused_session_ends(unused_minutes: int, lives: bool) -> None:
    client = signed_in(person())
    age_session(client, unused=unused_minutes * 60)
    assert (client.get("/profile/").status_code == 200) is lives


@pytest.mark.parametrize(("hours", "lives"), [(11.9, True), (12.1, False)])
def test_a_session_ends_after_a_day_of_work_even_when_used(hours: float, lives: bool) -> None:
    client = signed_in(person())
    age_session(client, began=int(hours * 3600))
    assert (client.get("/profile/").status_code == 200) is lives


@override_settings(LIENTHONG_IDLE_SECONDS=600)
def test_the_limits_are_settings() -> None:
    client = signed_in(person())
    age_session(client, unused=11 * 60)
    assert client.get("/profile/").status_code == 302


def test_use_is_noted_at_most_once_a_minute() -> None:
    client = signed_in(person())
    seen = client.session[SEEN]
    client.get("/profile/")
    assert client.session[SEEN] == seen
    age_session(client, unused=61)
    client.get("/profile/")
    assert client.session[SEEN] >= seen


def test_the_warning_knows_how_long_is_left_and_its_button_prolongs() -> None:
    client = signed_in(person())
    age_session(client, unused=26 * 60)
    client.get("/session/stay/")
    answer = client.post("/session/stay/")
    assert (answer.status_code, int(answer.headers["X-Session-Seconds"]) > 29 * 60) == (204, True)
    assert 'data-seconds="1' in client.get("/profile/").content.decode()
    assert "session-watch" not in Client().get("/sign-in/").content.decode()


def test_a_dead_session_cannot_be_prolonged() -> None:
    client = signed_in(person())
    age_session(client, unused=31 * 60)
    assert client.post("/session/stay/").status_code == 401


def test_a_person_sees_and_ends_their_sessions() -> None:
    account = person()
    here, there = signed_in(account), signed_in(account)
    rows = queries.list_sessions(account.public_id)
    assert len(rows) == 2
    other = next(row for row in rows if row.key == there.session.session_key)
    assert here.post(f"/profile/sessions/{other.id}/end/").status_code == 302
    assert there.get("/profile/").status_code == 302
    assert here.get("/profile/").status_code == 200


def test_nobody_ends_the_session_of_somebody_else() -> None:
    account, other = person(), person(username="binh.snv")
    theirs = signed_in(other)
    row = queries.list_sessions(other.public_id)[0]
    assert signed_in(account).post(f"/profile/sessions/{row.id}/end/").status_code == 404
    assert theirs.get("/profile/").status_code == 200


def test_all_other_sessions_end_together() -> None:
    account = person()
    here, *others = [signed_in(account) for _ in range(3)]
    here.post("/profile/sessions/end-others/")
    assert [client.get("/profile/").status_code for client in (here, *others)] == [200, 302, 302]


@override_settings(LIENTHONG_TRUSTED_PROXIES=0)
def test_the_address_shown_cannot_be_forged() -> None:
    account = person()
    client = Client(HTTP_X_FORWARDED_FOR="1.2.3.4")
    signed_in(account, client)
    assert queries.list_sessions(account.public_id)[0].address == "127.0.0.1"


def test_ended_sessions_are_swept_away_and_living_ones_stay() -> None:
    account = person()
    here, gone, expired = (signed_in(account) for _ in range(3))
    gone.session.delete()
    old = Session.objects.filter(session_key=expired.session.session_key)
    old.update(expire_date=clock.real_now() - timedelta(seconds=1))
    jobs.clear_ended_sessions()
    assert [row.key for row in queries.list_sessions(account.public_id)] == [here.session.session_key]
    assert not old.exists()
