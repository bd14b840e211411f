"""A system hears what happens to the cases that it may read: once each, in order, as the API would say it."""

import base64
import json
from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from django.db import Error, connection, transaction

from lienthong.domain.accounts.queries import Scope
from lienthong.domain.cases import actions as cases
from lienthong.domain.cases.exchange import status_of
from lienthong.domain.cases.queries import Verb
from lienthong.domain.notices.models import Notice
from lienthong.domain.partners import actions, errors, queries
from lienthong.domain.partners.facts import MessageWritten
from lienthong.domain.partners.jobs import send
from lienthong.domain.partners.models import Message, Subscription, Try
from lienthong.domain.partners.queries import Kind
from lienthong.domain.partners.rules import FAILING, KIND_OF, PATIENCE
from lienthong.spine import clock
from lienthong.spine.outbox.errors import NotADeadLetter
from lienthong.spine.outbox.queries import list_dead_letters
from tests.connectors.receiving import Receiver, running
from tests.domain.cases.running import (
    BEGUN,
    CHIEF,
    CLERK,
    OTHER,
    hour,
    procedure,
    province,
    received,
    seen,
    to_sign,
)
from tests.domain.partners.telling import KEEPER, a_system, hearing, staffed, until_dead, waiting, work

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _province() -> None:
    province()


@pytest.fixture
def receiver() -> Receiver:
    return Receiver()


@pytest.fixture
def url(receiver: Receiver) -> Iterator[str]:
    with running(receiver) as port:
        yield f"http://127.0.0.1:{port}/tin"


@pytest.fixture
def system() -> str:
    staffed()
    return a_system()


@pytest.fixture
def hook(system: str, url: str) -> str:
    return hearing(system, url)[0]


def row(hook: str) -> queries.SubscriptionRow:
    found = queries.find_subscription(hook, KEEPER)
    assert found
    return found


def test_what_is_told_is_what_the_api_says(hook: str, receiver: Receiver) -> None:
    case = received(procedure())
    work()
    (body,) = receiver.taken.values()
    told = seen(case)
    assert (body["type"], body["subject"], body["id"]) == (
        "case.received",
        told.number,
        receiver.calls[0].key,
    )
    assert datetime.fromisoformat(body["time"]) == BEGUN
    plain = json.loads(json.dumps(status_of(told), default=lambda at: at.isoformat()))
    assert {name: body["data"][name] for name in ("number", "procedure", "title", "status", "words")} == {
        name: plain[name] for name in ("number", "procedure", "title", "status", "words")
    }
    assert set(body["data"]) == set(plain)
    assert told.applicant_name not in receiver.calls[0].body.decode()


def test_a_whole_case_is_told_in_its_order_once_each(hook: str, receiver: Receiver) -> None:
    case = to_sign(procedure())
    cases.sign_off(case=case, document="15/GPXD", by=CHIEF, at=hour("20/10 16:00"))
    cases.bring(case=case, by=CLERK, at=hour("21/10 08:00"))
    cases.give(case=case, to="Rơ Châm H’Yưn", by=CLERK, at=hour("25/10 09:00"))
    work()
    work()
    assert receiver.types == [
        "case.received",
        "case.moved",
        "case.moved",
        "case.result_signed",
        "case.result_ready",
        "case.result_returned",
    ]
    assert len(receiver.calls) == 6


def test_only_what_was_chosen_is_told_and_only_of_cases_that_the_system_may_read(
    system: str, url: str, receiver: Receiver
) -> None:
    staffed(OTHER)
    hearing(system, url, [Kind.SIGNED])
    hearing(a_system(OTHER), url)
    received(procedure())
    work()
    assert receiver.calls == []


def test_what_nobody_hears_of_costs_no_job(system: str) -> None:
    received(procedure())
    assert waiting() == []


def test_every_event_that_is_told_is_one_of_a_case() -> None:
    assert set(KIND_OF) <= {verb.value for verb in Verb}
    assert set(KIND_OF.values()) == set(Kind) - {Kind.TEST}


@pytest.mark.parametrize("fault", ["refuse", "reset", "garbage", "redirect"])
def test_what_is_not_taken_is_sent_again_under_the_same_id(hook: str, receiver: Receiver, fault: str) -> None:
    received(procedure())
    receiver.fault = fault
    work()
    assert row(hook).failing_since
    receiver.fault = ""
    work()
    first, second = receiver.calls
    assert (first.key, first.body) == (second.key, second.body)
    assert first.path == second.path == "/tin"
    (message,) = queries.list_messages(hook)
    assert [(one.number, one.status in {204}) for one in message.tries] == [(2, True), (1, False)]
    assert message.taken_at
    assert row(hook).failing_since is None


def test_what_was_taken_before_the_line_broke_comes_twice_and_counts_once(
    hook: str, receiver: Receiver
) -> None:
    received(procedure())
    receiver.fault = "late"
    work()
    receiver.fault = ""
    work()
    assert (len(receiver.calls), len(receiver.taken)) == (2, 1)


def test_a_later_event_waits_for_the_one_before_it_and_other_cases_do_not(
    hook: str, receiver: Receiver
) -> None:
    version = procedure()
    case = received(version)
    receiver.fault = "refuse"
    work()
    (stuck,) = waiting("partners.send")
    until_dead(stuck)
    receiver.fault = ""
    Subscription.objects.update(rests_until=None)
    cases.hand_over(case=case, by=CLERK, at=hour("15/10 10:00"))
    other = received(version)
    work()
    assert [call.key for call in receiver.calls].count(receiver.calls[0].key) == len(receiver.calls) - 1
    assert [body["subject"] for body in receiver.taken.values()] == [seen(other).number]
    (letter,) = list_dead_letters()
    assert (letter.key, letter.held_back) == ("partners.send", 1)
    newest = queries.list_messages(hook)
    assert [one.dead is not None for one in newest] == [False, False, True]
    actions.send_again(subscription=hook, key=newest[-1].key, by=KEEPER, at=BEGUN)
    work()
    assert receiver.types == ["case.received", "case.received", "case.moved"]
    with pytest.raises(NotADeadLetter):
        actions.send_again(subscription=hook, key=newest[-1].key, by=KEEPER, at=BEGUN)


def test_one_that_fails_again_and_again_is_left_in_peace_for_a_moment(hook: str, receiver: Receiver) -> None:
    received(procedure())
    receiver.fault = "refuse"
    for _ in range(PATIENCE + 1):
        work()
    assert len(receiver.calls) == PATIENCE
    actions.send_test(subscription=hook, by=KEEPER, at=BEGUN)
    receiver.fault = ""
    work()
    work()
    assert receiver.types == ["test", "case.received"], "a test goes at once, and shows that it is well again"


def test_one_that_fails_for_days_is_paused_and_its_keepers_hear_of_it(
    hook: str, receiver: Receiver, url: str
) -> None:
    boss = staffed(role="agency_administrator", username="quan.tri")
    received(procedure())
    receiver.fault = "refuse"
    work()
    assert row(hook).paused_why == ""
    Subscription.objects.update(failing_since=clock.real_now() - FAILING)
    work()
    assert row(hook).paused_why == "FAILING"
    (notice,) = Notice.objects.filter(account=boss)
    assert notice.kind == "partners.paused"
    assert url in notice.body
    receiver.calls.clear()
    work()
    assert receiver.calls == [], "it is called no more"


def test_one_that_says_that_it_is_gone_is_paused_at_once(hook: str, receiver: Receiver) -> None:
    received(procedure())
    receiver.fault = "gone"
    work()
    assert row(hook).paused_why == "GONE"


def test_what_happens_during_a_pause_is_kept_and_sent_in_order(hook: str, receiver: Receiver) -> None:
    version = procedure()
    actions.pause(subscription=hook, by=KEEPER, at=BEGUN)
    case = to_sign(version)
    work()
    assert receiver.calls == []
    assert row(hook).held == 3
    assert waiting() == [], "nothing of it burdens the queue"
    actions.send_test(subscription=hook, by=KEEPER, at=BEGUN)
    work()
    assert receiver.types == ["test"], "a test tries a paused address too"
    assert actions.resume(subscription=hook, by=KEEPER, at=BEGUN) == 3
    assert actions.resume(subscription=hook, by=KEEPER, at=BEGUN) == 0, "pressed twice"
    cases.sign_off(case=case, document="15/GPXD", by=CHIEF, at=hour("20/10 16:00"))
    work()
    assert receiver.types == ["test", "case.received", "case.moved", "case.moved", "case.result_signed"]


def test_another_secret_is_valid_beside_the_old_one_for_a_day(
    system: str, url: str, receiver: Receiver
) -> None:
    hook, old = hearing(system, url)
    new = actions.renew_secret(subscription=hook, by=KEEPER, at=BEGUN)
    actions.send_test(subscription=hook, by=KEEPER, at=BEGUN)
    work()
    assert [receiver.calls[0].is_signed_with(one) for one in (new, old)] == [True, True]
    Subscription.objects.update(old_until=clock.real_now())
    actions.send_test(subscription=hook, by=KEEPER, at=BEGUN)
    work()
    assert [receiver.calls[1].is_signed_with(one) for one in (new, old)] == [True, False]


def test_the_secret_is_kept_so_that_the_database_alone_does_not_tell_it(system: str, url: str) -> None:
    hook, secret = hearing(system, url)
    row = Subscription.objects.get(public_id=hook)
    assert secret.startswith("whsec_")
    assert secret[6:].encode() not in bytes(row.secret)
    assert base64.b64decode(secret[6:]) not in bytes(row.secret)


@pytest.mark.parametrize(
    ("url", "refusal"),
    [
        ("http://partner.example/tin", errors.AddressNotSecure),
        ("https://10.0.0.1/tin", errors.AddressInside),
        ("partner.example", errors.AddressUnreadable),
    ],
)
def test_an_address_that_may_not_be_called_is_refused(
    system: str, url: str, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        hearing(system, url)


def test_an_address_is_registered_once_and_hears_something(system: str, url: str) -> None:
    hook, _secret = hearing(system, url)
    with pytest.raises(errors.AddressTaken):
        hearing(system, f" {url} ")
    with pytest.raises(errors.KindMissing):
        hearing(system, f"{url}/2", [])
    actions.change_subscription(
        subscription=hook, url=url, kinds=[Kind.SIGNED, Kind.TEST], by=KEEPER, at=BEGUN
    )
    assert row(hook).kinds == {Kind.SIGNED}


def test_an_agency_that_may_not_read_cases_has_nothing_to_tell(url: str) -> None:
    with pytest.raises(errors.ScopesNotYours):
        hearing(a_system(), url)


def test_an_ended_address_or_system_is_told_nothing_more(
    system: str, hook: str, url: str, receiver: Receiver
) -> None:
    received(procedure())
    actions.end_subscription(subscription=hook, by=KEEPER, at=BEGUN)
    for act in (actions.pause, actions.resume, actions.send_test, actions.end_subscription):
        with pytest.raises(errors.SubscriptionEnded):
            act(subscription=hook, by=KEEPER, at=BEGUN)
    work()
    other, _secret = hearing(system, f"{url}/2")
    actions.end(account=system, reason="Hết thỏa thuận", by=KEEPER, at=BEGUN)
    assert row(other).ended_at
    received(procedure())
    work()
    assert receiver.calls == []
    assert queries.machine(system, scopes=[Scope.CASES], origin="", at=BEGUN) is None


def test_what_was_told_stays_until_it_is_old(hook: str, receiver: Receiver) -> None:
    received(procedure())
    receiver.fault = "refuse"
    work()
    for wrong in ("UPDATE partners_message SET body = ''", "DELETE FROM partners_message"):
        with pytest.raises(Error, match="stays"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(wrong)
    receiver.fault = ""
    work()
    with pytest.raises(Error, match="stays"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE partners_try SET ms = 0")
    assert actions.forget_old(now=BEGUN + timedelta(days=29)) == 0
    assert actions.forget_old(now=BEGUN + timedelta(days=31)) == 1
    assert (Message.objects.count(), Try.objects.count()) == (0, 0)


def test_a_job_that_comes_twice_sends_once(hook: str, receiver: Receiver) -> None:
    received(procedure())
    work()
    send(MessageWritten(Message.objects.get().pk), BEGUN)
    assert len(receiver.calls) == 1
