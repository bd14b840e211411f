"""A result goes by post as the applicant chose, and the post's delivery returns the case."""

from dataclasses import replace
from typing import Any

import pytest

from lienthong.domain.cases import actions, errors, queries
from lienthong.domain.cases.queries import ReturnBy
from lienthong.domain.deliveries import actions as deliveries
from lienthong.domain.deliveries import queries as parcels
from lienthong.domain.deliveries.queries import State, Tiding
from lienthong.domain.parties import actions as parties
from lienthong.domain.payments import queries as money
from lienthong.spine.actor import platform
from tests.domain.cases.running import (
    CHIEF,
    CITY,
    CLERK,
    PLAIN,
    hour,
    procedure,
    province,
    received,
    seen,
    someone,
    to_sign,
    told,
)
from tests.domain.deliveries.running import RECEIVER, handed, hear
from tests.domain.payments.running import ASKING
from tests.faults.drain import drain

pytestmark = pytest.mark.django_db
POSTED = replace(PLAIN, name="Cấp giấy, trả qua bưu chính", returns_by_post=True)
MACHINE = platform("portal")
SENDER = someone("sender", CITY, "deliveries.see", "deliveries.send")
PERSON = parties.Draft(
    name="Siu H’Lan",
    contacts=(
        parties.ContactGiven("PHONE", "0905111222"),
        parties.ContactGiven("RESIDENCE", "Làng Kép, phường Đống Đa, Pleiku"),
    ),
)


def brought(version: int, **more: Any) -> int:
    case = to_sign(version, **more)
    actions.sign_off(case=case, by=CHIEF, at=hour("18/10 09:00"))
    actions.bring(case=case, by=CLERK, at=hour("18/10 10:00"))
    drain()
    return case


def parcel(case: int) -> parcels.OrderRow:
    found = parcels.find_of(queries.about_money(case))
    assert found is not None
    return found


@pytest.fixture
def version() -> int:
    province()
    return procedure(POSTED)


def test_a_result_that_goes_by_post_is_ordered_to_the_applicants_own_address(version: int) -> None:
    case = brought(version, return_by=ReturnBy.POST, applicant=actions.Applicant(PERSON))
    row = parcel(case)
    assert (row.state, row.receiver, row.phone) == (State.TO_SEND, "Siu H’Lan", "0905111222")
    assert (row.address, row.case, row.agency) == (
        "Làng Kép, phường Đống Đa, Pleiku", seen(case).number, CITY,
    )  # fmt: skip


def test_one_that_is_fetched_at_the_counter_is_not_ordered(version: int) -> None:
    assert parcels.find_of(queries.about_money(brought(version))) is None


def test_an_applicant_without_an_address_is_asked_for_one(version: int) -> None:
    assert not parcel(brought(version, return_by=ReturnBy.POST)).is_addressed


def test_it_may_be_chosen_later_and_the_lists_say_so(version: int) -> None:
    case = received(version)
    actions.choose_post(case=case, receiver=RECEIVER, by=MACHINE, at=hour("15/10 10:00"))
    assert (parcel(case).state, seen(case).return_by, told(case)[-1]) == (State.WISHED, "POST", "CORRECTED")
    actions.choose_post(case=case, receiver=replace(RECEIVER, name="Em"), by=MACHINE, at=hour("15/10 11:00"))
    assert (parcel(case).receiver, told(case).count("CORRECTED")) == ("Em", 1)


def test_it_may_be_chosen_when_the_result_is_there_already(version: int) -> None:
    case = brought(version)
    actions.choose_post(case=case, receiver=RECEIVER, by=MACHINE, at=hour("18/10 11:00"))
    assert parcel(case).state is State.TO_SEND


def test_it_is_refused_where_the_procedure_does_not_and_where_it_is_too_late() -> None:
    province()
    case = received(procedure(PLAIN))
    with pytest.raises(errors.NoPostHere):
        actions.choose_post(case=case, receiver=RECEIVER, by=MACHINE, at=hour("15/10 10:00"))
    actions.withdraw(case=case, reason="Rút", by=CLERK, at=hour("15/10 11:00"))
    with pytest.raises(errors.TooLateForPost):
        actions.choose_post(case=case, receiver=RECEIVER, by=MACHINE, at=hour("15/10 12:00"))


def test_the_post_hands_it_over_and_the_case_is_returned_by_post(version: int) -> None:
    case = brought(version, return_by=ReturnBy.POST, applicant=actions.Applicant(PERSON))
    row = handed(parcel(case))
    hear(row, Tiding.DELIVERED)
    drain()
    last = queries.get_story(case).happenings[-1]
    assert (seen(case, now=hour("19/10 09:00")).state, last.verb) == (queries.State.GIVEN, "GIVEN")
    assert (last.data["way"], last.data["to"], last.account) == ("POST", "Siu H’Lan", "platform")
    assert not actions.give_by_post(case=case, order=row.id, by=MACHINE, at=hour("19/10 09:00"))


def test_what_comes_back_leaves_the_case_open_at_the_counter(version: int) -> None:
    case = brought(version, return_by=ReturnBy.POST, applicant=actions.Applicant(PERSON))
    row = handed(parcel(case))
    hear(row, Tiding.FAILED)
    deliveries.take_back(order=row.id, reason="Vắng nhà", by=SENDER, at=hour("19/10 09:00"))
    drain()
    assert seen(case).state is queries.State.READY
    actions.choose_post(case=case, receiver=RECEIVER, by=MACHINE, at=hour("19/10 10:00"))
    assert (parcel(case).state, parcel(case).code) == (State.TO_SEND, f"{row.code}.2")


def test_who_fetches_it_meanwhile_gets_no_parcel(version: int) -> None:
    case = brought(version, return_by=ReturnBy.POST, applicant=actions.Applicant(PERSON))
    actions.give(case=case, by=CLERK, at=hour("18/10 15:00"))
    drain()
    assert (parcel(case).state, bool(parcel(case).reason)) == (State.CANCELLED, True)


def test_what_is_owed_is_taken_on_delivery() -> None:
    province()
    case = brought(
        procedure(replace(ASKING, name="Có phí, qua bưu chính", returns_by_post=True)),
        return_by=ReturnBy.POST, applicant=actions.Applicant(PERSON),
    )  # fmt: skip
    assert parcel(case).cod == 100_000


def owing() -> int:
    """A case that goes by post, with 100.000 đồng to be taken on delivery."""
    province()
    record = replace(ASKING, name="Có phí, qua bưu chính", returns_by_post=True)
    return brought(procedure(record), return_by=ReturnBy.POST, applicant=actions.Applicant(PERSON))


def test_what_the_post_took_settles_the_fee_once_and_is_what_the_parcel_says() -> None:
    case = owing()
    row = handed(parcel(case))
    hear(row, Tiding.DELIVERED, collected=100_000)
    drain()
    for _telling in range(2):
        actions.take_collected(order=row.id, by=MACHINE, at=hour("19/10 09:00"))
    demand = money.find_of(queries.about_money(case))
    assert demand is not None
    assert (demand.state, demand.received, demand.owed) == (money.State.PAID, 100_000, 0)
    (entry,) = [one for one in money.list_entries(demand.id) if one.amount]
    assert (entry.way, entry.amount) == (money.Way.POST, parcel(case).collected)
    assert seen(case, now=hour("19/10 09:00")).state is queries.State.GIVEN


def test_another_amount_on_delivery_waits_for_a_person() -> None:
    case = owing()
    hear(handed(parcel(case)), Tiding.DELIVERED, collected=90_000)
    drain()
    demand = money.find_of(queries.about_money(case))
    assert demand is not None
    assert demand.owed == 100_000
    (waiting,) = money.list_transfers(CITY, fate=money.Fate.PENDING)
    assert (waiting.amount, waiting.source, waiting.why) == (90_000, money.Source.POST, money.Why.AMOUNT)


def test_nothing_is_entered_where_nothing_was_taken(version: int) -> None:
    case = brought(version, return_by=ReturnBy.POST, applicant=actions.Applicant(PERSON))
    hear(handed(parcel(case)), Tiding.DELIVERED)
    drain()
    demand = money.find_of(queries.about_money(case))
    assert demand is None or demand.received == 0
    assert money.list_transfers(CITY, fate=money.Fate.PENDING) == []
