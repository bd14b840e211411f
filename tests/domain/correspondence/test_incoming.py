"""An incoming document: registered once and in order, instructed, handled, answered or closed, filed; or given back."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from lienthong.domain.correspondence import actions, errors, queries
from lienthong.domain.correspondence import models as m
from lienthong.domain.correspondence.queries import Pace, Queue, Sought, State, Verb
from lienthong.domain.documents import queries as documents
from lienthong.domain.notices.queries import list_notices
from lienthong.spine.ledger import queries as ledger
from lienthong.spine.numbering.queries import BookKey, iter_book
from tests.domain.correspondence.office import TODAY, Room
from tests.domain.documents.office import AGENCY, AT
from tests.faults.drain import drain


def test_arrival_numbers_follow_each_other_and_the_form_sent_twice_makes_one(room: Room) -> None:
    key, letter = uuid4(), room.letter()
    first = actions.register(key=key, letter=letter, by=room.clerk, at=AT)
    assert actions.register(key=key, letter=letter, by=room.clerk, at=AT) == first
    second = room.registered(symbol="13/STP-PBGDPL")
    assert [room.row(one).arrival for one in (first, second)] == ["01/2021", "02/2021"]
    assert [one.value for one in iter_book(BookKey(AGENCY, "incoming"), year=2021)] == [1, 2]


def test_each_agency_counts_its_own(room: Room) -> None:
    room.registered()
    letter = replace(room.letter(files=(room.file(room.stc),)), sender="Kho bạc")
    other = actions.register(key=uuid4(), letter=letter, by=room.stc, at=AT)
    assert queries.get_incoming(other, by=room.stc).number == 1
    with pytest.raises(errors.IncomingNotFound):
        room.row(other)


def test_what_came_before_from_the_same_sender_is_told(room: Room) -> None:
    room.registered()
    again = room.letter(sender="SỞ TƯ PHÁP", files=(room.file(),))
    with pytest.raises(errors.RegisteredAlready, match="01/2021"):
        actions.register(key=uuid4(), letter=again, by=room.clerk, at=AT)
    made = actions.register(key=uuid4(), letter=again, despite_twin=True, by=room.clerk, at=AT)
    assert room.row(made).number == 2
    assert room.registered(dated=date(2021, 10, 12), files=(room.file(),))


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"sender": " "}, errors.SenderMissing),
        ({"subject": "\n"}, errors.SubjectMissing),
        ({"files": ()}, errors.FileMissing),
        ({"files": (10**9,)}, errors.FileMissing),
        ({"dated": date(2021, 10, 16)}, errors.FromTheFuture),
        ({"arrived_on": date(2021, 10, 18)}, errors.FromTheFuture),
        ({"due": date(2021, 10, 14)}, errors.DueBeforeToday),
        ({"is_secret": True}, errors.SecretIncoming),
        ({"subject": "Mật"}, errors.SecretIncoming),
        ({"symbol": "12/TM-UBND"}, errors.SecretIncoming),
    ],
)
def test_it_refuses_what_lacks_a_part_or_is_secret(
    room: Room, changes: dict[str, object], refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        room.registered(**changes)
    assert queries.count_register(AGENCY, Sought(2021)) == 0


def test_only_the_clerk_registers_and_only_files_of_their_own(room: Room) -> None:
    with pytest.raises(errors.NotYours):
        actions.register(key=uuid4(), letter=room.letter(), by=room.snv.writer, at=AT)
    with pytest.raises(errors.FileMissing):
        actions.register(key=uuid4(), letter=room.letter(files=(room.file(room.stc),)), by=room.clerk, at=AT)


def test_the_sender_is_an_agency_of_the_house_when_it_is_named_whole(room: Room) -> None:
    assert room.row(room.registered(sender="sở tài chính")).sender_code == "GL-STC"
    assert room.row(room.registered(sender="Sở Tài chính tỉnh Đắk Lắk")).sender_code == ""


def test_it_goes_from_the_clerk_to_the_reply_and_is_filed(sealed: Room) -> None:
    snv, incoming = sealed.snv, sealed.assigned()
    row = sealed.row(incoming)
    assert (row.state, row.holder, row.due) == (State.IN_HAND, snv.writer.account, date(2021, 10, 20))
    actions.note(incoming=incoming, text="Đã trao đổi với Sở Tư pháp.", by=snv.deputy, at=AT)
    key, content = uuid4(), snv.letter(subject="góp ý dự thảo quy chế")
    draft = actions.reply(incoming=incoming, key=key, content=content, by=snv.writer, at=AT)
    assert actions.reply(incoming=incoming, key=key, content=content, by=snv.writer, at=AT) == draft
    sealed.issue(draft)
    assert documents.get_issued(draft, AGENCY)
    drain()
    row = sealed.row(incoming)
    assert (row.state, row.reply, row.ended_on) == (State.ANSWERED, draft, TODAY)
    actions.file(incoming=incoming, title="Góp ý văn bản 2021", by=snv.writer, at=AT)
    verbs = [one.verb for one in queries.list_happenings(incoming)]
    assert verbs == [
        Verb.REGISTERED, Verb.SUBMITTED, Verb.INSTRUCTED, Verb.ASSIGNED, Verb.NOTED, Verb.REPLYING,
        Verb.ANSWERED, Verb.FILED,
    ]  # fmt: skip
    entries = [entry.verb for entry in ledger.list_entries(subject=f"incoming:{incoming}")]
    entries = [verb for verb in entries if verb != "notices.tell"]
    assert sorted(entries) == sorted(f"correspondence.{verb.lower()}" for verb in verbs)
    assert sealed.row(incoming).state is State.FILED


def test_a_reply_that_comes_after_the_end_changes_nothing(room: Room) -> None:
    incoming = room.assigned()
    actions.close(incoming=incoming, reason="Chỉ để biết", by=room.snv.writer, at=AT)
    assert not actions.answer(incoming=incoming, document=1, code="01/SNV", by=room.snv.writer, at=AT)
    assert room.row(incoming).state is State.CLOSED


def test_an_instruction_needs_words_and_people_of_the_agency(room: Room) -> None:
    incoming, head = room.submitted(), room.snv.head
    told = {"incoming": incoming, "by": head, "at": AT}
    with pytest.raises(errors.InstructionMissing):
        actions.instruct(words=" ", lead=room.snv.division.account, **told)  # type: ignore[arg-type]
    with pytest.raises(errors.PersonUnfit):
        actions.instruct(words="Xử lý", lead=room.stc.account, **told)  # type: ignore[arg-type]
    with pytest.raises(errors.DueBeforeToday):
        actions.instruct(
            words="Xử lý",
            lead=head.account,
            due=date(2021, 10, 14),
            **told,  # type: ignore[arg-type]
        )
    actions.instruct(words="Tự xử lý", lead=room.snv.writer.account, **told)  # type: ignore[arg-type]
    assert room.row(incoming).state is State.IN_HAND


@pytest.mark.parametrize("who", ["writer", "division", "deputy"])
def test_nobody_instructs_in_place_of_the_leader(room: Room, who: str) -> None:
    incoming, by = room.submitted(), getattr(room.snv, who)
    with pytest.raises((errors.NotYours, errors.IncomingNotFound)):
        actions.instruct(incoming=incoming, words="Xử lý", lead=by.account, by=by, at=AT)


def test_a_second_press_finds_that_it_was_done(room: Room) -> None:
    incoming = room.instructed()
    with pytest.raises(errors.NotNow):
        room.instructed(incoming)
    assert [one.verb for one in queries.list_happenings(incoming)].count(Verb.INSTRUCTED) == 1


def test_what_is_not_for_here_goes_back_to_the_clerk_and_to_its_sender(room: Room) -> None:
    incoming = room.assigned()
    with pytest.raises(errors.ReasonMissing):
        actions.give_back(incoming=incoming, reason=" ", by=room.snv.writer, at=AT)
    actions.give_back(incoming=incoming, reason="Thuộc Sở Tài chính", by=room.snv.writer, at=AT)
    assert room.row(incoming).holder == ""
    actions.send_back(incoming=incoming, reason="Gửi nhầm nơi", by=room.clerk, at=AT)
    assert (room.row(incoming).state, room.row(incoming).note) == (State.RETURNED, "Gửi nhầm nơi")


def test_a_correction_keeps_number_and_tells_what_stood_there(room: Room) -> None:
    incoming = room.registered()
    with pytest.raises(errors.ReasonMissing):
        actions.correct(incoming=incoming, letter=room.letter(), reason="", by=room.clerk, at=AT)
    mended = room.letter(symbol="21/STP-PBGDPL", files=())
    actions.correct(incoming=incoming, letter=mended, reason="Gõ nhầm số", by=room.clerk, at=AT)
    assert (room.row(incoming).symbol, room.row(incoming).number) == ("21/STP-PBGDPL", 1)
    assert queries.list_happenings(incoming)[-1].data["was"] == {"symbol": "12/STP-PBGDPL"}
    actions.correct(incoming=incoming, letter=mended, reason="Lần nữa", by=room.clerk, at=AT)
    assert len(queries.list_happenings(incoming)) == 2


def test_it_is_seen_by_who_is_in_it_the_clerk_and_the_leaders(room: Room) -> None:
    incoming = room.instructed()
    for person in (room.clerk, room.snv.head, room.snv.deputy, room.snv.division):
        assert queries.get_incoming(incoming, by=person).id == incoming
    for person in (room.snv.writer, room.stc):
        with pytest.raises(errors.IncomingNotFound):
            queries.get_incoming(incoming, by=person)


def test_whose_turn_it_is_is_told_and_who_supports(room: Room) -> None:
    room.instructed()
    drain()
    told = {
        name: [one.title.partition(":")[0] for one in list_notices(getattr(room.snv, name).account)]
        for name in ("head", "division", "deputy", "clerk")
    }
    assert told == {
        "head": ["Văn bản đến chờ cho ý kiến chỉ đạo"],
        "division": ["Văn bản đến được giao chủ trì"],
        "deputy": ["Văn bản đến được giao phối hợp"],
        "clerk": [],
    }


def test_lists_say_what_waits_and_what_is_late(room: Room) -> None:
    incoming, snv = room.assigned(), room.snv
    late = TODAY + timedelta(days=6)
    assert [row.id for row in queries.list_queue(Queue.MINE, TODAY, by=snv.writer)] == [incoming]
    assert [row.id for row in queries.list_queue(Queue.SUPPORTING, TODAY, by=snv.deputy)] == [incoming]
    assert queries.list_queue(Queue.LATE, TODAY, by=snv.head) == []
    assert queries.count_queues(late, by=snv.head)[Queue.LATE] == 1
    assert queries.count_queues(late, by=room.stc)[Queue.LATE] == 0
    row = room.row(incoming)
    paces = [row.pace(TODAY + timedelta(days=days)) for days in (0, 2, 5, 6)]
    assert paces == [Pace.RUNNING, Pace.SOON, Pace.TODAY, Pace.LATE]
    room.registered(symbol="99/STP")
    assert queries.count_waiting(room.clerk, TODAY) == 1


def test_the_register_is_read_page_by_page_and_found_without_marks(room: Room) -> None:
    for number in range(1, 8):
        room.registered(symbol=f"{number}/BTP", sender="Bộ Tư pháp")
    sought = Sought(2021)
    first = queries.list_register(AGENCY, sought, limit=3)
    assert ([row.number for row in first.rows], first.has_before, first.has_after) == ([7, 6, 5], False, True)
    second = queries.list_register(AGENCY, sought, cursor=queries.Cursor((5,)), limit=3)
    assert ([row.number for row in second.rows], second.has_before) == ([4, 3, 2], True)
    back = queries.list_register(AGENCY, sought, cursor=queries.Cursor((4,), is_before=True), limit=3)
    assert ([row.number for row in back.rows], back.has_before) == ([7, 6, 5], False)
    assert queries.count_register(AGENCY, Sought(2021, text="bo tu phap")) == 7
    assert queries.count_register(AGENCY, Sought(2021, kind="QD")) == 0
    assert [row.number for row in queries.iter_register(AGENCY, sought)] == [*range(1, 8)]


@pytest.mark.parametrize(
    "change", [{"number": 9}, {"files": [1]}, {"state": "RETURNED"}, {"sender": " "}, {"year": 2020}]
)
def test_postgresql_itself_holds_what_was_registered(room: Room, change: dict[str, object]) -> None:
    incoming = room.registered()
    with pytest.raises(IntegrityError), transaction.atomic():
        m.Incoming.objects.filter(pk=incoming).update(**change)
    with pytest.raises(IntegrityError), transaction.atomic():
        m.Happening.objects.filter(incoming=incoming).update(name="x")
