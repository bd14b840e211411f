"""A fact is stated with the change that made it true, and reaches each handler once and in order."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest
from django.db import connection, transaction
from django.db.utils import IntegrityError, InternalError
from procrastinate.contrib.django.models import ProcrastinateJob

from lienthong.spine.actor import Actor
from lienthong.spine.ledger.models import Entry
from lienthong.spine.outbox import actions, queries
from lienthong.spine.outbox.actions import state
from lienthong.spine.outbox.delivery import deliver, wake
from lienthong.spine.outbox.errors import NotADeadLetter, ReasonMissing
from lienthong.spine.outbox.facts import Fact
from lienthong.spine.outbox.handlers import on
from lienthong.spine.outbox.models import Delivery, StatedFact
from lienthong.spine.outbox.rules import PAUSES
from tests.spine.outbox.facts import CupFilled, KettleBoiled, TeaPoured, broken, heard

NOON = datetime(2021, 10, 15, 5, tzinfo=UTC)
MONITOR = Actor(account="9", name="Nay Kim", agency="GL-SNV")

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _quiet() -> Iterator[None]:
    heard.clear()
    broken.clear()
    yield
    broken.clear()


def boil(kettle: int, where: str = "") -> None:
    state(KettleBoiled(kettle, where), subject=f"kettle:{kettle}", at=NOON)


def delivery(kettle: int, key: str, nth: int = 0) -> Delivery:
    return Delivery.objects.filter(subject=f"kettle:{kettle}", key=key).order_by("id")[nth]


def fail_until_dead(kettle: int) -> Delivery:
    broken.add(kettle)
    dead = delivery(kettle, "tests.pour")
    for _ in range(len(PAUSES) + 1):
        with pytest.raises(RuntimeError):
            deliver(delivery=dead.pk)
    dead.refresh_from_db()
    return dead


def test_each_handler_gets_a_delivery_and_a_job() -> None:
    boil(1, "Pleiku")
    assert {d.key for d in Delivery.objects.all()} == {"tests.pour", "tests.log"}
    jobs = ProcrastinateJob.objects.order_by("id")
    assert {job.args["delivery"] for job in jobs} == set(Delivery.objects.values_list("id", flat=True))
    assert {job.lock for job in jobs} == {"tests.pour kettle:1", "tests.log kettle:1"}


def test_a_handler_gets_the_fact_and_its_business_time() -> None:
    boil(1, "Pleiku")
    deliver(delivery=delivery(1, "tests.pour").pk)
    assert heard == [("pour", KettleBoiled(1, "Pleiku"), NOON)]


def test_a_fact_without_a_listener_is_kept_all_the_same() -> None:
    state(TeaPoured(1), subject="kettle:1", at=NOON)
    assert StatedFact.objects.get().read() == TeaPoured(1)
    assert not Delivery.objects.exists()


def test_a_handler_is_spared_the_facts_that_are_not_for_it() -> None:
    state(CupFilled(1, "host"), subject="kettle:1", at=NOON)
    state(CupFilled(2, "guest"), subject="kettle:2", at=NOON)
    assert [row.subject for row in Delivery.objects.filter(key="tests.thank")] == ["kettle:2"]
    assert ProcrastinateJob.objects.count() == 1


def test_nothing_is_stated_when_the_change_is_rolled_back() -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        boil(1)
        raise ZeroDivisionError
    assert not StatedFact.objects.exists()
    assert not ProcrastinateJob.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_it_refuses_to_state_outside_a_transaction() -> None:
    with pytest.raises(transaction.TransactionManagementError):
        boil(1)


def test_a_job_that_comes_twice_has_one_effect() -> None:
    boil(1)
    for _ in range(3):
        deliver(delivery=delivery(1, "tests.pour").pk)
    assert len(heard) == 1


def test_a_failed_handler_leaves_no_effect_and_a_reason() -> None:
    boil(1)
    broken.add(1)
    with pytest.raises(RuntimeError):
        deliver(delivery=delivery(1, "tests.pour").pk)
    row = delivery(1, "tests.pour")
    assert (row.state, row.attempts, row.error) == ("WAITING", 1, "RuntimeError: no cup")


def test_a_later_fact_of_the_same_subject_waits_for_the_earlier() -> None:
    boil(1, "first")
    boil(1, "second")
    boil(2, "other")
    deliver(delivery=delivery(1, "tests.pour", 1).pk)
    deliver(delivery=delivery(2, "tests.pour").pk)
    assert [fact.where for _, fact, _ in heard] == ["other"]  # type: ignore[attr-defined]


def test_what_fails_for_long_becomes_a_dead_letter_and_holds_its_subject() -> None:
    boil(1, "first")
    boil(1, "second")
    assert fail_until_dead(1).state == "DEAD"
    (letter,) = queries.list_dead_letters()
    assert (letter.key, letter.fact, letter.data, letter.held_back) == (
        "tests.pour",
        "outbox.KettleBoiled",
        {"kettle_id": 1, "where": "first"},
        1,
    )
    assert (queries.lag().waiting, queries.lag().dead) == (3, 1)


def test_a_retried_dead_letter_goes_first_then_what_waited_behind_it() -> None:
    boil(1, "first")
    boil(1, "second")
    dead = fail_until_dead(1)
    ProcrastinateJob.objects.all()._raw_delete(using="default")
    broken.clear()
    actions.retry(delivery=dead.pk, by=MONITOR, at=NOON)
    jobs = ProcrastinateJob.objects.filter(lock="tests.pour kettle:1").order_by("id")
    for job in list(jobs):
        deliver(delivery=job.args["delivery"])
    assert [fact.where for _, fact, _ in heard] == ["first", "second"]  # type: ignore[attr-defined]


def test_giving_up_needs_a_reason_and_is_recorded() -> None:
    boil(1)
    dead = fail_until_dead(1)
    with pytest.raises(ReasonMissing):
        actions.give_up(delivery=dead.pk, reason="  ", by=MONITOR, at=NOON)
    actions.give_up(delivery=dead.pk, reason="Ấm đã hỏng", by=MONITOR, at=NOON)
    entry = Entry.objects.get(verb="outbox.give_up")
    assert (entry.account, entry.agency, entry.details["reason"]) == ("9", "GL-SNV", "Ấm đã hỏng")
    with pytest.raises(NotADeadLetter):
        actions.retry(delivery=dead.pk, by=MONITOR, at=NOON)


def test_a_delivery_that_lost_its_job_is_found() -> None:
    boil(1)
    assert wake() == 0
    ProcrastinateJob.objects.all()._raw_delete(using="default")
    assert wake() == 2
    assert wake() == 0


def test_a_handler_that_left_the_code_leaves_a_dead_letter_not_a_hole() -> None:
    boil(1)
    row = delivery(1, "tests.pour")
    orphan = Delivery.objects.create(
        fact=row.fact, key="tests.gone", subject=row.subject, changed_at=row.changed_at
    )
    with pytest.raises(KeyError):
        deliver(delivery=orphan.pk)
    orphan.refresh_from_db()
    assert orphan.error == "KeyError: 'tests.gone'"


def test_a_fact_carries_ids_only_and_is_frozen() -> None:
    @dataclass(frozen=True)
    class Heavy(Fact):
        payload: tuple[str, ...]

    @dataclass
    class Loose(Fact):
        id: int

    for fact in (Heavy(("x",)), Loose(1)):
        with pytest.raises(TypeError):
            state(fact, subject="x:1", at=NOON)


def test_two_handlers_may_not_share_a_key() -> None:
    with pytest.raises(ValueError, match=r"tests\.pour"):
        on(TeaPoured, key="tests.pour")(lambda fact, at: None)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE outbox_fact SET subject = 'x'",
        "DELETE FROM outbox_fact",
        "UPDATE outbox_delivery SET state = 'WAITING' WHERE state = 'DONE'",
        "UPDATE outbox_delivery SET key = 'x'",
        "DELETE FROM outbox_delivery",
    ],
)
def test_postgres_refuses_to_unsay(statement: str) -> None:
    boil(1)
    deliver(delivery=delivery(1, "tests.pour").pk)
    with pytest.raises((IntegrityError, InternalError)), connection.cursor() as cursor:
        cursor.execute(statement)
