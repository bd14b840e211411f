"""What one agency of the house sends another: once, the very bytes, with every status told back; and recall."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from lienthong.domain.correspondence import actions, errors, queries
from lienthong.domain.correspondence import models as m
from lienthong.domain.correspondence.actions import Letter
from lienthong.domain.correspondence.queries import State, Status
from lienthong.domain.correspondence.rules.statuses import STEPS, Side, allows
from lienthong.domain.documents.actions.common import content_of
from lienthong.domain.documents.queries import Kind
from lienthong.domain.notices.queries import list_notices
from lienthong.spine.signatures.verdicts import Verdict
from tests.domain.correspondence.office import TODAY, Room
from tests.domain.documents.office import AGENCY, AT, OTHER
from tests.faults.drain import drain
from tests.spine.signatures import desk

LETTER = Letter("Sở Nội vụ", "", TODAY, Kind.LETTER, "đôn đốc báo cáo", TODAY)


def said(sending: int) -> list[Status]:
    return [one.status for one in queries.list_words(sending)]


def test_the_table_says_who_may_say_what_after_what() -> None:
    told = {
        (status.value, step.by.value): " ".join(sorted(one.value for one in step.after))
        for status, step in STEPS.items()
    }
    assert told == {
        ("01", "RECIPIENT"): "00",
        ("02", "RECIPIENT"): "01 03 04 05",
        ("03", "RECIPIENT"): "01",
        ("04", "RECIPIENT"): "03 05",
        ("05", "RECIPIENT"): "03 04",
        ("06", "RECIPIENT"): "03 04 05",
        ("13", "SENDER"): "00 01 03 04 05",
        ("15", "RECIPIENT"): "13",
        ("16", "RECIPIENT"): "13",
    }
    assert not allows(Status.ASKED_BACK, Status.ARRIVED, Side.RECIPIENT)
    assert not allows(Status.SENT, Status.ARRIVED, Side.SENDER)


def test_it_arrives_once_with_the_very_bytes_and_valid_signatures(sealed: Room) -> None:
    document = sealed.snv.issued()
    for count in (1, 0):
        assert actions.send(document=document, recipients=[OTHER, OTHER], by=sealed.clerk, at=AT) == count
    drain()
    (row,) = queries.list_arriving(OTHER)
    assert (row.status, row.code, row.sender) == (Status.ARRIVED, "01/SNV-CCHC", AGENCY)
    assert row.file == sealed.snv.row(document).file
    assert desk.verdicts(desk.judged(content_of(row.file))) == {
        "signer": (Verdict.VALID, ()),
        "agency": (Verdict.VALID, ()),
    }
    assert said(row.id) == [Status.SENT, Status.ARRIVED]


def test_what_goes_with_it_arrives_as_the_very_bytes_and_is_registered_with_it(room: Room) -> None:
    document = room.plainly_issued(with_files=True)
    actions.send(document=document, recipients=[OTHER], by=room.clerk, at=AT)
    (row,) = queries.list_sendings(document)
    assert row.files == room.snv.row(document).attached and len(row.files) == 2
    incoming = actions.register_sent(sending=row.id, letter=LETTER, by=room.stc, at=AT)
    assert queries.get_incoming(incoming, by=room.stc).files == room.snv.row(document).files


@pytest.mark.parametrize(("about", "words"), [("replaces", "Thay thế"), ("corrects", "Đính chính")])
def test_what_mends_an_earlier_one_says_so_to_its_recipients(room: Room, about: str, words: str) -> None:
    mending = room.plainly_issued(about=f"{about}:{room.plainly_issued()}")
    actions.send(document=mending, recipients=[OTHER], by=room.clerk, at=AT)
    (row,) = queries.list_sendings(mending)
    assert row.note == f"{words} Công văn 01/SNV-CCHC ngày 15/10/2021."


def test_the_other_clerk_registers_it_and_every_step_is_told_back(room: Room) -> None:
    sending, incoming = room.taken_in()
    row = queries.get_incoming(incoming, by=room.stc)
    assert (row.number, row.sender_code, row.symbol) == (1, AGENCY, "01/SNV-CCHC")
    assert actions.register_sent(sending=sending, letter=LETTER, by=room.stc, at=AT) == incoming
    drain()
    assert said(sending) == [Status.SENT, Status.ARRIVED, Status.REGISTERED]
    assert queries.list_arriving(OTHER) == []
    assert room.sending(sending).status is Status.REGISTERED


def test_handling_is_told_back_to_the_sender(room: Room) -> None:
    """The sender is Sở Tài chính here, which has no leaders in this office: its clerk sends through a sending row."""
    sending = _to_snv(room)
    incoming = actions.register_sent(sending=sending, letter=LETTER, by=room.clerk, at=AT)
    actions.submit(incoming=incoming, to=room.snv.head.account, by=room.clerk, at=AT)
    room.assigned(incoming)
    assert said(sending)[-3:] == [Status.REGISTERED, Status.ASSIGNED, Status.IN_HAND]
    actions.close(incoming=incoming, reason="Để biết", by=room.snv.writer, at=AT)
    assert said(sending)[-1] is Status.DONE
    with pytest.raises(errors.NotNow):
        actions.ask_back(sending=sending, reason="Nhầm", by=room.stc, at=AT)


def _to_snv(room: Room) -> int:
    row = m.Sending.objects.get(pk=room.sent())
    row.pk, row.sender, row.recipient = None, OTHER, AGENCY
    row.status = Status.SENT.value
    row.save()
    return row.pk


def test_it_is_refused_with_a_reason_and_the_sender_is_told(room: Room) -> None:
    sending = room.sent()
    with pytest.raises(errors.ReasonMissing):
        actions.refuse(sending=sending, reason=" ", by=room.stc, at=AT)
    actions.refuse(sending=sending, reason="Gửi nhầm nơi", by=room.stc, at=AT)
    drain()
    assert queries.list_words(sending)[-1].reason == "Gửi nhầm nơi"
    told = {one.title.partition(":")[0]: one.body for one in list_notices(room.clerk.account)}
    assert told["Nơi nhận từ chối văn bản"] == "Gửi nhầm nơi"
    with pytest.raises(errors.NotNow):
        actions.register_sent(sending=sending, letter=LETTER, by=room.stc, at=AT)


def test_asked_back_before_it_was_registered_it_is_given_back(room: Room) -> None:
    sending = room.sent()
    actions.ask_back(sending=sending, reason="Sai phụ lục", by=room.clerk, at=AT)
    with pytest.raises(errors.NotNow):
        actions.register_sent(sending=sending, letter=LETTER, by=room.stc, at=AT)
    actions.agree(sending=sending, by=room.stc, at=AT)
    assert room.sending(sending).status is Status.AGREED
    assert queries.list_arriving(OTHER) == []


def test_asked_back_when_registered_nothing_goes_on_until_the_clerk_answers(room: Room) -> None:
    sending = _to_snv(room)
    incoming = actions.register_sent(sending=sending, letter=LETTER, by=room.clerk, at=AT)
    actions.ask_back(sending=sending, reason="Sai phụ lục", by=room.stc, at=AT)
    with pytest.raises(errors.AskedBack):
        actions.submit(incoming=incoming, to=room.snv.head.account, by=room.clerk, at=AT)
    assert queries.list_moves(room.row(incoming), by=room.clerk) == []
    actions.decline(sending=sending, reason="Đã chuyển xử lý", by=room.clerk, at=AT)
    assert room.sending(sending).status is Status.REGISTERED
    actions.submit(incoming=incoming, to=room.snv.head.account, by=room.clerk, at=AT)
    actions.ask_back(sending=sending, reason="Vẫn sai", by=room.stc, at=AT)
    actions.agree(sending=sending, by=room.clerk, at=AT)
    assert (room.row(incoming).state, room.row(incoming).note) == (State.WITHDRAWN, "Vẫn sai")


def test_only_what_is_sealed_is_sent_by_the_clerk_to_agencies_that_are_there(room: Room) -> None:
    document = room.plainly_issued()
    with pytest.raises(errors.NothingToSend):
        actions.send(document=document, recipients=[OTHER], by=room.snv.writer, at=AT)
    with pytest.raises(errors.NothingToSend):
        actions.send(document=room.snv.to_sign(), recipients=[OTHER], by=room.clerk, at=AT)
    with pytest.raises(errors.RecipientMissing):
        actions.send(document=document, recipients=[], by=room.clerk, at=AT)
    for unfit in (AGENCY, "GL-KHONGCO"):
        with pytest.raises(errors.RecipientUnfit):
            actions.send(document=document, recipients=[OTHER, unfit], by=room.clerk, at=AT)
    assert queries.list_sendings(document) == []


@pytest.mark.parametrize("who", ["writer", "head", "clerk"])
def test_nobody_but_the_other_clerk_answers(room: Room, who: str) -> None:
    sending, by = room.sent(), getattr(room.snv, who)
    for act in (actions.refuse, actions.decline):
        with pytest.raises(errors.SendingNotFound):
            act(sending=sending, reason="x", by=by, at=AT)
    with pytest.raises(errors.SendingNotFound):
        actions.agree(sending=sending, by=by, at=AT)


def test_recipients_are_read_from_the_document(room: Room) -> None:
    text = "Sở Tài chính (b/c); Như trên; UBND tỉnh; Sở Nội vụ; Lưu: VT"
    assert {row.code for row in queries.list_recipients(text, AGENCY, TODAY)} == {OTHER, "GL"}


def test_postgresql_itself_holds_what_was_sent(room: Room) -> None:
    sending = room.sent()
    for change in ({"code": "02/SNV"}, {"file": 1}, {"recipient": AGENCY}, {"status": "13"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            m.Sending.objects.filter(pk=sending).update(**change)
    with pytest.raises(IntegrityError), transaction.atomic():
        m.Word.objects.filter(sending=sending).delete()


def test_figures_of_a_period_count_what_went_and_came_electronically(room: Room) -> None:
    _sending, taken = room.taken_in()
    room.plainly_issued()
    closed = room.assigned()
    actions.close(incoming=closed, reason="Để biết", by=room.snv.writer, at=AT)
    ours, theirs = queries.measure([AGENCY, OTHER], TODAY, TODAY)
    assert (ours.issued, ours.sealed, ours.sent, ours.came, ours.received, ours.ended) == (2, 2, 1, 1, 0, 1)
    assert (theirs.came, theirs.received, theirs.ended, theirs.is_linked) == (1, 1, 0, True)
    summed = queries.total([ours, theirs])
    assert (summed.issued, summed.came) == (2, 2)
    assert taken
    (before,) = queries.measure([AGENCY], date(2021, 10, 1), date(2021, 10, 14))
    assert (before.issued, before.came, before.is_linked) == (0, 0, False)
