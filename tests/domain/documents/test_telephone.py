"""Signing with a key that a service keeps: only what the person confirmed, once, whatever fails on the way."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from lienthong.connectors.remote_signing import client
from lienthong.connectors.remote_signing.fake import FakeService, running
from lienthong.connectors.shelves import Memory
from lienthong.domain.documents import actions, queries
from lienthong.domain.documents import models as m
from lienthong.domain.documents.actions import elsewhere, enrolling
from lienthong.domain.documents.errors import (
    AnotherVersion,
    NobodyThere,
    NotYours,
    OthersKey,
    RequestNotFound,
)
from lienthong.domain.documents.queries import RequestRow, RequestState, State
from lienthong.spine import clock
from lienthong.spine.actor import Actor
from lienthong.spine.ledger.queries import list_entries
from lienthong.spine.signatures.errors import CertificateUntrusted, NoKey, TokenSilent
from lienthong.spine.signatures.signing import Helpers
from lienthong.spine.signatures.verdicts import Verdict
from tests.domain.documents.office import AT, OTHER, Office, office
from tests.spine.signatures import desk

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _trusting_the_desk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(enrolling, "current_trust", desk.authority().trust)
    monkeypatch.setattr(enrolling, "current_status", lambda: None)


@pytest.fixture
def service(settings: Any) -> Iterator[FakeService]:
    made = FakeService(Memory())
    _opens(made, "052190001234", "SIU H’ĐOAN")
    _opens(made, "5900189999", "Sở Nội vụ")
    with running(made) as url:
        settings.LIENTHONG_SIGNING_URL = url
        yield made


@pytest.fixture
def snv(service: FakeService) -> Office:
    made = office(with_keys=False)
    actions.enrol_telephone(user=" 052190001234 ", by=made.head, at=AT)
    actions.enrol_agency_telephone(user="5900189999", by=made.clerk, at=AT)
    return made


def _opens(service: FakeService, user: str, name: str) -> None:
    issued = desk.authority().issue(name)
    service.open_account(user, issued.der, issued.key_der, (desk.authority().issuing.der,))


def _ask(snv: Office, *documents: int) -> UUID:
    key = uuid4()
    read = [actions.Read(one, 1) for one in documents]
    actions.ask(key=key, read=read, helpers=desk.helpers(), by=snv.head, at=AT)
    return key


def _looked(key: UUID, by: Actor, helpers: Helpers | None = None) -> RequestRow:
    """After one run of the job."""
    actions.go_on(helpers=helpers or desk.helpers(), at=AT)
    return queries.get_request(key, by=by)


def _confirmed(service: FakeService, snv: Office, *documents: int) -> UUID:
    """The person has said yes; the job has not heard it yet."""
    key = _ask(snv, *documents)
    _looked(key, snv.head)
    service.answer_all(yes=True)
    return key


def _signed(service: FakeService, snv: Office, document: int) -> None:
    key = _confirmed(service, snv, document)
    assert _looked(key, snv.head).state is RequestState.DONE


def test_what_was_confirmed_on_the_telephone_is_signed(service: FakeService, snv: Office) -> None:
    document = snv.to_sign()
    key = _ask(snv, document)
    assert service.list_asked(["052190001234"]) == []
    assert _looked(key, snv.head).state is RequestState.WAITING
    assert _looked(key, snv.head).state is RequestState.WAITING
    (asked,) = service.list_asked(["052190001234"])
    code = queries.get_request(key, by=snv.head).code
    assert asked.say == f"{code} · Ký: Công văn, đôn đốc báo cáo cải cách hành chính quý III"
    service.answer(asked.handle, yes=True)
    row = _looked(key, snv.head)
    assert (row.state, [(one.is_signed, one.refusal) for one in row.items]) == (
        RequestState.DONE,
        [(True, "")],
    )
    assert snv.row(document).state is State.SIGNED
    assert desk.judged(snv.paper(document)).verdict is Verdict.VALID


def test_the_agency_s_key_seals_what_it_numbers(service: FakeService, snv: Office) -> None:
    document = snv.to_sign()
    _signed(service, snv, document)
    key = uuid4()
    actions.ask_seal(key=key, documents=[document], helpers=desk.helpers(), by=snv.clerk, at=AT)
    assert (snv.row(document).state, snv.row(document).number) == (State.NUMBERED, 1)
    _looked(key, snv.clerk)
    (asked,) = service.list_asked(["5900189999"])
    assert "Ký số của cơ quan: Công văn 01/SNV-CCHC" in asked.say
    service.answer(asked.handle, yes=True)
    assert _looked(key, snv.clerk).state is RequestState.DONE
    assert snv.row(document).state is State.ISSUED
    report = desk.judged(snv.paper(document))
    assert [(one.verdict, one.is_last_word) for one in report.signatures] == [
        (Verdict.VALID, False),
        (Verdict.VALID, True),
    ]


def test_many_are_one_question_and_one_that_is_refused_stops_no_other(
    service: FakeService, snv: Office
) -> None:
    documents = [snv.to_sign() for _ in range(3)]
    actions.send_back(document=documents[1], reason="Sai số liệu", by=snv.head, at=AT)
    key = _ask(snv, *documents)
    _looked(key, snv.head)
    (asked,) = service.list_asked(["052190001234"])
    assert (asked.count, "Ký 2 văn bản" in asked.say) == (2, True)
    service.answer_all(yes=True)
    row = _looked(key, snv.head)
    assert [one.is_signed for one in row.items] == [True, False, True]
    assert row.items[1].refusal
    assert [snv.row(one).state for one in documents] == [State.SIGNED, State.DRAFT, State.SIGNED]


def test_a_no_signs_nothing_and_stands_in_the_ledger(service: FakeService, snv: Office) -> None:
    document = snv.to_sign()
    key = _ask(snv, document)
    _looked(key, snv.head)
    service.answer_all(yes=False)
    row = _looked(key, snv.head)
    assert (row.state, row.words) == (RequestState.DECLINED, "")
    assert snv.row(document).state is State.TO_SIGN
    (told,) = list_entries(subject=f"signing:{m.SigningRequest.objects.get().pk}")
    assert (told.verb, told.account, told.details["state"]) == (
        "documents.not_signed",
        snv.head.account,
        "DECLINED",
    )


def _later(monkeypatch: pytest.MonkeyPatch, **passed: int) -> None:
    later = clock.real_now() + timedelta(**passed)
    monkeypatch.setattr(clock, "real_now", lambda: later)


def test_silence_is_told_and_asked_again_until_its_time_is_over(
    service: FakeService, snv: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = snv.to_sign()
    key = _ask(snv, document)
    for fault in ("garbage", "busy"):
        service.fault = fault
        row = _looked(key, snv.head)
        assert (row.state, row.is_silent) == (RequestState.NEW, True)
    service.fault = ""
    row = _looked(key, snv.head)
    assert (row.state, row.is_silent) == (RequestState.WAITING, False)
    _later(monkeypatch, minutes=7)
    assert _looked(key, snv.head).state is RequestState.LAPSED
    service.answer_all(yes=True)
    assert _looked(key, snv.head).state is RequestState.LAPSED
    assert snv.row(document).state is State.TO_SIGN


def test_a_yes_in_the_last_moment_still_counts_and_one_much_later_does_not(
    service: FakeService, snv: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys = [_ask(snv, snv.to_sign())]
    _looked(keys[0], snv.head)
    service.answer_all(yes=True)
    _later(monkeypatch, minutes=5, seconds=30)
    assert _looked(keys[0], snv.head).state is RequestState.DONE
    keys.append(_ask(snv, snv.to_sign()))
    _looked(keys[1], snv.head)
    service.answer_all(yes=True)
    _later(monkeypatch, minutes=40)
    assert _looked(keys[1], snv.head).state is RequestState.LAPSED


def test_a_question_whose_time_is_over_rings_no_telephone(
    service: FakeService, snv: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = _ask(snv, snv.to_sign())
    _later(monkeypatch, minutes=6)
    assert _looked(key, snv.head).state is RequestState.LAPSED
    assert service.list_asked(["052190001234"]) == []


def test_what_was_withdrawn_is_not_signed_whatever_the_telephone_says(
    service: FakeService, snv: Office
) -> None:
    document = snv.to_sign()
    key = _ask(snv, document)
    _looked(key, snv.head)
    actions.withdraw(key=key, by=snv.head, at=AT)
    service.answer_all(yes=True)
    assert _looked(key, snv.head).state is RequestState.WITHDRAWN
    assert snv.row(document).state is State.TO_SIGN


def test_a_question_sent_twice_is_one(service: FakeService, snv: Office) -> None:
    key, read = uuid4(), [actions.Read(snv.to_sign(), 1)]
    for _press in range(2):
        actions.ask(key=key, read=read, helpers=desk.helpers(), by=snv.head, at=AT)
    assert m.SigningRequest.objects.count() == 1


def test_a_form_whose_question_came_to_nothing_asks_another(service: FakeService, snv: Office) -> None:
    first, read = uuid4(), [actions.Read(snv.to_sign(), 1)]
    given: dict[str, Any] = {"read": read, "helpers": desk.helpers(), "by": snv.head, "at": AT}
    assert actions.ask(key=first, **given) == first
    actions.withdraw(key=first, by=snv.head, at=AT)
    second = actions.ask(key=first, **given)
    assert second != first
    assert queries.get_request(second, by=snv.head).state is RequestState.NEW


def test_what_is_still_being_prepared_is_not_asked_about(
    service: FakeService, snv: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = _ask(snv, snv.to_sign())
    m.SigningItem.objects.all().delete()
    assert _looked(key, snv.head).state is RequestState.NEW
    _later(monkeypatch, minutes=6)
    assert _looked(key, snv.head).state is RequestState.LAPSED


def test_another_s_question_is_nobody_s_business(service: FakeService, snv: Office) -> None:
    key = _ask(snv, snv.to_sign())
    for other in (snv.deputy, snv.clerk, snv.stranger):
        with pytest.raises(RequestNotFound):
            queries.get_request(key, by=other)
        with pytest.raises(RequestNotFound):
            actions.withdraw(key=key, by=other, at=AT)
    with pytest.raises(RequestNotFound):
        queries.get_request(key, by=replace(snv.head, agency=OTHER))
    assert queries.get_request(key, by=snv.head).state is RequestState.NEW


def test_nobody_but_the_signatory_and_the_clerk_asks(service: FakeService, snv: Office) -> None:
    document = snv.to_sign()
    for other in (snv.deputy, snv.writer):
        with pytest.raises((NoKey, NotYours)):
            actions.ask(
                key=uuid4(), read=[actions.Read(document, 1)], helpers=desk.helpers(), by=other, at=AT
            )
    _signed(service, snv, document)
    for other in (snv.head, snv.writer):
        with pytest.raises(NotYours):
            actions.ask_seal(key=uuid4(), documents=[document], helpers=desk.helpers(), by=other, at=AT)
    assert snv.row(document).number is None


def test_a_version_that_was_not_read_is_not_asked_about(service: FakeService, snv: Office) -> None:
    document = snv.to_sign()
    with pytest.raises(AnotherVersion):
        actions.ask(key=uuid4(), read=[actions.Read(document, 2)], helpers=desk.helpers(), by=snv.head, at=AT)
    assert not m.SigningRequest.objects.exists()


def test_what_came_back_meanwhile_is_not_signed_by_an_old_yes(service: FakeService, snv: Office) -> None:
    document = snv.to_sign()
    key = _confirmed(service, snv, document)
    actions.send_back(document=document, reason="Sai số liệu", by=snv.head, at=AT)
    row = _looked(key, snv.head)
    assert (row.state, row.items[0].is_signed, bool(row.items[0].refusal)) == (RequestState.DONE, False, True)
    assert snv.row(document).state is State.DRAFT


def test_a_key_that_was_ended_meanwhile_signs_nothing(service: FakeService, snv: Office) -> None:
    document = snv.to_sign()
    key = _confirmed(service, snv, document)
    actions.end(key=m.SigningRequest.objects.get().credential, reason="mất máy", by=snv.head, at=AT)
    assert _looked(key, snv.head).state is RequestState.VOID
    assert snv.row(document).state is State.TO_SIGN


@pytest.mark.parametrize("is_made", [False, True])
def test_neither_does_who_lost_the_position(service: FakeService, snv: Office, is_made: bool) -> None:
    document = snv.to_sign()
    key = _confirmed(service, snv, document)
    if is_made:
        _looked(key, snv.head, replace(desk.helpers(), ask_time=_silent))
    m.SigningRequest.objects.update(position="Phó Giám đốc Sở")
    row = _looked(key, snv.head)
    assert row.state is (RequestState.DONE if is_made else RequestState.VOID)
    assert not row.items[0].is_signed
    assert snv.row(document).state is State.TO_SIGN


def test_a_withdrawal_while_the_service_signs_keeps_no_signature(
    service: FakeService, snv: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = snv.to_sign()
    key = _confirmed(service, snv, document)
    sign = client.sign

    def withdrawn(*given: Any) -> list[bytes]:
        actions.withdraw(key=key, by=snv.head, at=AT)
        return sign(*given)

    monkeypatch.setattr(client, "sign", withdrawn)
    assert _looked(key, snv.head).state is RequestState.WITHDRAWN
    assert m.SigningItem.objects.get().made == []
    assert snv.row(document).state is State.TO_SIGN


def test_signatures_that_do_not_arrive_are_told_as_lost(
    service: FakeService, snv: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = snv.to_sign()
    key = _confirmed(service, snv, document)
    sign = client.sign

    def cut_off(*given: Any) -> list[bytes]:
        sign(*given)
        raise TokenSilent

    with monkeypatch.context() as patched:
        patched.setattr(client, "sign", cut_off)
        row = _looked(key, snv.head)
    assert (row.state, row.is_silent, row.is_confirmed) == (RequestState.WAITING, True, True)
    assert _looked(key, snv.head).state is RequestState.LOST
    assert snv.row(document).state is State.TO_SIGN


@pytest.mark.parametrize("fault", ["wrong", "fewer"])
def test_a_service_that_signs_something_else_signs_nothing(
    service: FakeService, snv: Office, fault: str
) -> None:
    document = snv.to_sign()
    key = _ask(snv, document)
    _looked(key, snv.head)
    service.fault = fault
    service.answer_all(yes=True)
    _looked(key, snv.head)
    row = _looked(key, snv.head)
    assert not row.is_open
    assert not row.items[0].is_signed
    assert snv.row(document).state is State.TO_SIGN


def test_without_a_time_stamp_what_was_signed_is_kept_and_tried_again(
    service: FakeService, snv: Office
) -> None:
    document = snv.to_sign()
    key = _confirmed(service, snv, document)
    row = _looked(key, snv.head, replace(desk.helpers(), ask_time=_silent))
    assert (row.state, snv.row(document).state) == (RequestState.MADE, State.TO_SIGN)
    assert _looked(key, snv.head).state is RequestState.DONE
    assert snv.row(document).state is State.SIGNED


def _silent(_: bytes) -> bytes:
    raise OSError("no time")


def test_what_was_signed_waits_an_hour_for_a_time_stamp_and_is_told_in_the_ledger(
    service: FakeService, snv: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = snv.to_sign()
    key, timeless = _ask(snv, document), replace(desk.helpers(), ask_time=_silent)
    _looked(key, snv.head)
    service.answer_all(yes=True)
    _looked(key, snv.head, timeless)
    _later(monkeypatch, minutes=50)
    assert _looked(key, snv.head, timeless).state is RequestState.MADE
    _later(monkeypatch, minutes=20)
    row = _looked(key, snv.head, timeless)
    assert (row.state, row.items[0].is_signed, bool(row.items[0].refusal)) == (RequestState.DONE, False, True)
    (told,) = [
        one for one in list_entries(subject=f"document:{document}") if one.verb == "documents.not_signed"
    ]
    assert told.details["why"] == "NoTime"


@pytest.mark.parametrize("fault", [MemoryError, OSError])
def test_one_document_that_breaks_stops_no_other_and_is_taken_again(
    service: FakeService, snv: Office, fault: type[Exception], monkeypatch: pytest.MonkeyPatch
) -> None:
    documents = [snv.to_sign() for _ in range(2)]
    key = _ask(snv, *documents)
    _looked(key, snv.head)
    service.answer_all(yes=True)
    finished = elsewhere.finished

    def breaks(**given: Any) -> Any:
        if given["started"].document == documents[0]:
            raise fault
        return finished(**given)

    with monkeypatch.context() as patched:
        patched.setattr(elsewhere, "finished", breaks)
        assert _looked(key, snv.head).state is RequestState.MADE
    assert [snv.row(one).state for one in documents] == [State.TO_SIGN, State.SIGNED]
    assert _looked(key, snv.head).state is RequestState.DONE
    assert snv.row(documents[0]).state is State.SIGNED


def test_a_silent_service_is_not_asked_about_everybody(
    service: FakeService, snv: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(5):
        _ask(snv, snv.to_sign())
    monkeypatch.setattr(client, "SECONDS", 0.1)
    service.fault = "garbage"
    assert actions.go_on(helpers=desk.helpers(), at=AT) == 3


def test_a_key_with_another_name_is_not_taken_into_use(service: FakeService, snv: Office) -> None:
    _opens(service, "other", "Nguyễn Văn Khác")
    with pytest.raises(OthersKey) as refused:
        actions.enrol_telephone(user="other", by=snv.head, at=AT)
    assert "Khác" not in str(refused.value), "whose number was typed is nobody's business"
    with pytest.raises(OthersKey):
        actions.enrol_agency_telephone(user="052190001234", by=snv.clerk, at=AT)
    with pytest.raises(NotYours):
        actions.enrol_agency_telephone(user="5900189999", by=snv.head, at=AT)
    with pytest.raises(NotYours):
        substitute = replace(snv.deputy, acting_for=snv.head.account)
        actions.enrol_telephone(user="052190001234", by=substitute, at=AT)
    with pytest.raises(NobodyThere):
        actions.enrol_telephone(user="nobody", by=snv.head, at=AT)


def test_nor_one_of_an_authority_that_nobody_knows(service: FakeService, snv: Office) -> None:
    issued = desk.FakeAuthority().issue("Siu H’Đoan")
    service.open_account("foreign", issued.der, issued.key_der, ())
    with pytest.raises(CertificateUntrusted):
        actions.enrol_telephone(user="foreign", by=snv.head, at=AT)
