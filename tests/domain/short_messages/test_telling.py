"""A case moves, and the telephone of who wished for it hears a number and a sentence, once, whatever happens."""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from lienthong.connectors.shelves import Memory
from lienthong.connectors.sms import client as sms_client
from lienthong.connectors.sms import errors as sms_errors
from lienthong.connectors.sms import fake as sms_fake
from lienthong.connectors.zalo import fake as zalo_fake
from lienthong.domain.cases import actions as cases
from lienthong.domain.cases.queries import people_of
from lienthong.domain.parties import actions as parties
from lienthong.domain.parties.errors import PhoneUnfit
from lienthong.domain.parties.queries import has_consented, reach_of
from lienthong.domain.parties.rules.vocabulary import Channel as Told
from lienthong.domain.parties.rules.vocabulary import Purpose
from lienthong.domain.procedures.rules.record import Fee
from lienthong.domain.short_messages import actions, jobs, queries
from lienthong.domain.short_messages.errors import NothingToSend
from lienthong.domain.short_messages.facts import ShortMessageDue
from lienthong.domain.short_messages.queries import Channel, Occasion, State
from lienthong.spine.actor import platform
from lienthong.spine.outbox.models import Delivery
from tests.domain.cases.running import BEGUN, CLERK, PLAIN, intake, procedure, province
from tests.faults.drain import drain

pytestmark = pytest.mark.django_db
PHONE, WORDING = "0905118172", "Đồng ý nhận tin nhắn."
DRAFT = parties.Draft("Rơ Châm Yun", contacts=(parties.ContactGiven("PHONE", "0905.118.172"),))


@dataclass
class Lines:
    sms: sms_fake.FakeGateway
    zalo: zalo_fake.FakeZalo

    @property
    def heard(self) -> list[str]:
        """What came by SMS, then what came by Zalo."""
        by_zalo = [one["asked"]["template_data"]["tin"] for one in self.zalo.shelf.all().values()]
        return [one["Content"] for one in self.sms.shelf.all().values()] + by_zalo


@pytest.fixture
def lines(settings: Any, tmp_path: Path) -> Iterator[Lines]:
    made = Lines(sms_fake.FakeGateway(Memory()), zalo_fake.FakeZalo(Memory()))
    settings.LIENTHONG_KEYS_DIR = tmp_path
    settings.LIENTHONG_PUBLIC_ORIGIN = "https://motcua.example"
    with ExitStack() as stack:
        settings.LIENTHONG_SMS_URL = stack.enter_context(sms_fake.running(made.sms))
        settings.LIENTHONG_ZALO_URL = stack.enter_context(zalo_fake.running(made.zalo))
        yield made


@pytest.fixture
def version(db: None) -> int:
    province()
    return procedure(replace(PLAIN, fees=(Fee("Lệ phí", 0),)))


def received(version: int, *, wants: bool = True) -> int:
    applicant = cases.Applicant(DRAFT, messages_to=PHONE if wants else "", wording=WORDING)
    return cases.receive(intake=intake(version, applicant=applicant), by=CLERK, at=BEGUN).case


def a_message(version: int) -> queries.Row:
    """Of a case that was received, before anybody took it."""
    case = received(version)
    told = actions.Told(f"case:{case}", Occasion.READY, "000.00.31.H21-211015-0001", f"test:{case}")
    assert actions.tell(parties=[party_of(case)], told=told, by=platform("test"), at=BEGUN) == 1
    (row,) = queries.list_open()
    return row


def party_of(case: int) -> int:
    (party,) = people_of(case)
    return party


def again(row: queries.Row) -> queries.Row:
    found = queries.get_message(row.id)
    assert found
    return found


def send(row: queries.Row) -> queries.Row:
    jobs.send(ShortMessageDue(row.id, row.attempt), BEGUN)
    return again(row)


def test_who_wishes_for_it_at_the_counter_hears_of_the_case_once(lines: Lines, version: int) -> None:
    case = received(version)
    drain()
    drain()
    (heard,) = lines.heard
    assert heard.startswith("Ho so da duoc tiep nhan. Ma ho so ")
    assert heard.endswith(" Xem motcua.example/follow/")
    for personal in ("Yun", "Châm", PHONE, PLAIN.name):
        assert personal not in heard
    assert queries.count_by_state() == {State.SENT: 1}
    assert has_consented(party_of(case), Purpose.SMS, BEGUN.date())


def test_who_does_not_wish_for_it_is_not_told_and_makes_no_job(lines: Lines, version: int) -> None:
    case = received(version, wants=False)
    assert not Delivery.objects.filter(subject=f"case:{case}", key="applications.tell_people").exists()
    drain()
    assert lines.heard == []


def test_a_wish_needs_a_mobile_number_of_theirs(version: int) -> None:
    for phone in ("02693824424", "0905118173"):
        applicant = cases.Applicant(DRAFT, messages_to=phone, wording=WORDING)
        with pytest.raises(PhoneUnfit):
            cases.receive(intake=intake(version, applicant=applicant), by=CLERK, at=BEGUN)


def test_an_unproved_number_and_a_withdrawn_consent_reach_nobody(lines: Lines, version: int) -> None:
    case = received(version, wants=False)
    party = party_of(case)
    parties.give_consent(
        party=party, purpose=Purpose.SMS, channel=Told.PORTAL, wording=WORDING, by=CLERK, at=BEGUN
    )
    assert reach_of(party, BEGUN.date()) is None
    parties.agree_to_messages(party=party, phone=PHONE, wording=WORDING, by=CLERK, at=BEGUN)
    parties.agree_to_messages(party=party, phone=PHONE, wording=WORDING, by=CLERK, at=BEGUN)
    reach = reach_of(party, BEGUN.date())
    assert reach
    assert (reach.phone, sorted(reach.consents)) == (PHONE, ["SMS"])
    assert PHONE not in repr(reach)


def test_zalo_is_tried_first_and_whom_it_does_not_know_gets_an_sms(lines: Lines, version: int) -> None:
    row = a_message(version)
    parties.give_consent(
        party=row.party, purpose=Purpose.ZALO, channel=Told.COUNTER, wording=WORDING, by=CLERK, at=BEGUN
    )
    assert send(row).channel is Channel.ZALO
    lines.zalo.shelf = Memory()
    lines.zalo.strangers = {"84905118172"}
    other = actions.Told("case:1", Occasion.GIVEN, "X-1", "another")
    actions.tell(parties=[row.party], told=other, by=platform("test"), at=BEGUN)
    (second,) = queries.list_open()
    assert send(second).channel is Channel.SMS
    assert len(lines.heard) == 1


def test_a_consent_taken_back_on_the_way_is_kept(lines: Lines, version: int) -> None:
    row = a_message(version)
    parties.withdraw_consent(party=row.party, purpose=Purpose.SMS, by=CLERK, at=BEGUN)
    row = send(row)
    assert (row.state, row.fault, lines.heard) == (State.REFUSED, "NOBODY", [])


def test_a_line_that_is_taken_away_meanwhile_is_the_reason(lines: Lines, version: int, settings: Any) -> None:
    row = a_message(version)
    settings.LIENTHONG_SMS_URL = ""
    assert send(row).fault == "UNCONNECTED"


def test_a_silence_leaves_it_waiting_and_the_next_try_sends_it_once(
    lines: Lines, version: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = a_message(version)
    lines.sms.fault = "late"
    with pytest.raises(sms_errors.Silent):
        send(row)
    lines.sms.fault = ""
    assert again(row).state is State.WAITING
    for _turn in range(2):
        row = send(row)
    assert (row.state, len(lines.heard)) == (State.SENT, 1)


def test_a_refusal_waits_with_its_words_until_a_person_sends_it_again(lines: Lines, version: int) -> None:
    row = a_message(version)
    lines.sms.fault = "refuse"
    row = send(row)
    assert (row.state, row.fault) == (State.REFUSED, "SMS: 103: Balance not enough to send message")
    lines.sms.fault = ""
    actions.send_again(message=row.id, by=CLERK, at=BEGUN)
    with pytest.raises(NothingToSend):
        actions.send_again(message=row.id, by=CLERK, at=BEGUN)
    jobs.send(ShortMessageDue(row.id, 1), BEGUN)  # a late copy of the first attempt
    assert lines.heard == []
    row = send(again(row))
    assert (row.state, row.attempt, len(lines.heard)) == (State.SENT, 2, 1)
    with pytest.raises(NothingToSend):
        actions.send_again(message=row.id, by=CLERK, at=BEGUN)


def test_what_became_of_it_is_asked_and_the_first_word_stands(lines: Lines, version: int) -> None:
    row = send(a_message(version))
    lines.sms.reports = {row.reference: ("1", "")}
    assert (jobs.ask(BEGUN), again(row).state) == (0, State.SENT)
    lines.sms.reports = {row.reference: ("4", "Subscriber absent")}
    assert jobs.ask(BEGUN) == 1
    lines.sms.reports = {}
    assert jobs.ask(BEGUN) == 0
    row = again(row)
    assert (row.state, row.fault, row.may_be_sent_again) == (State.FAILED, "Subscriber absent", True)


def test_a_silent_line_is_asked_once_a_turn_and_loses_nothing(
    lines: Lines, version: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = send(a_message(version))
    monkeypatch.setattr(sms_client, "SECONDS", 0.2)
    lines.sms.fault = "reset"
    assert (jobs.ask(BEGUN), again(row).state) == (0, State.SENT)
    lines.sms.fault = ""
    assert (jobs.ask(BEGUN), again(row).state) == (1, State.DELIVERED)


def test_where_nothing_is_connected_nobody_is_told(version: int) -> None:
    received(version)
    drain()
    assert queries.count_by_state() == {}


def test_a_case_that_is_destroyed_takes_its_messages_along(lines: Lines, version: int) -> None:
    row = a_message(version)
    assert actions.forget(subject=row.subject) == 1
    assert queries.get_message(row.id) is None
