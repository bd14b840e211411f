"""A work file: opened, filled in order, closed, handed over, received or given back; cleared by two people only."""

from datetime import date
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from lienthong.domain.correspondence.queries import State as IncomingState
from lienthong.domain.notices.queries import list_notices
from lienthong.domain.workfiles import actions, errors, queries
from lienthong.domain.workfiles import models as m
from lienthong.domain.workfiles.exchange import print_clearance, print_minutes, print_papers
from lienthong.domain.workfiles.queries import ClearState, OverState, Queue, State, Verb
from lienthong.domain.workfiles.rules.keeping import kept_until, owed_by, read_years
from tests.domain.workfiles.cabinet import AGENCY, AT, Cabinet, later
from tests.faults.drain import drain


def test_a_file_of_the_list_is_opened_once_by_its_keeper_or_the_archivist(snv: Cabinet) -> None:
    line = snv.approved()
    with pytest.raises(errors.NotYours):
        actions.open_line(key=uuid4(), line=line, by=snv.division, at=AT)
    made = actions.open_line(key=uuid4(), line=line, by=snv.writer, at=AT)
    assert actions.open_line(key=uuid4(), line=line, by=snv.clerk, at=AT) == made
    row = snv.row(made)
    assert (row.code, row.kept, row.keeper_name, row.state) == (
        "01.CCHC",
        "20 năm",
        "Đỗ Minh Khôi",
        State.OPEN,
    )
    assert queries.list_unopened(by=snv.writer) == []


def test_a_line_of_a_draft_opens_nothing(snv: Cabinet) -> None:
    line = snv.line()
    with pytest.raises(errors.ListNotFound):
        actions.open_line(key=uuid4(), line=line, by=snv.writer, at=AT)


def test_a_file_outside_the_list_has_a_code_of_its_own(snv: Cabinet) -> None:
    snv.approved()
    key = uuid4()
    made = actions.open_outside(key=key, cover=snv.cover(), by=snv.writer, at=AT)
    assert actions.open_outside(key=key, cover=snv.cover(), by=snv.writer, at=AT) == made
    for code in ("01.CCHC", "09.CCHC"):
        with pytest.raises(errors.CodeTaken):
            snv.opened(code=code)
    with pytest.raises(errors.SecretFile):
        snv.opened(code="10.CCHC", title="Tuyệt mật")


def test_documents_of_both_registers_lie_in_it_in_their_order(snv: Cabinet) -> None:
    workfile, document, incoming = snv.opened(), snv.room.plainly_issued(), snv.room.assigned()
    actions.put_document(workfile=workfile, document=document, note="bản gốc", by=snv.writer, at=AT)
    actions.put_incoming(workfile=workfile, incoming=incoming, by=snv.writer, at=AT)
    first, second = snv.papers(workfile)
    assert (first.document, first.note, second.incoming) == (document, "bản gốc", incoming)
    assert (second.author, second.symbol) == ("Sở Tư pháp", "12/STP-PBGDPL")
    actions.move_paper(workfile=workfile, paper=second.id, up=True, by=snv.writer, at=AT)
    assert [paper.id for paper in snv.papers(workfile)] == [second.id, first.id]
    actions.move_paper(workfile=workfile, paper=second.id, up=True, by=snv.writer, at=AT)
    with pytest.raises(errors.PaperThere):
        actions.put_document(workfile=workfile, document=document, by=snv.writer, at=AT)
    assert snv.row(workfile).papers == 2
    assert print_papers(snv.row(workfile), snv.papers(workfile), AT.date()).startswith(b"%PDF-")


def test_an_incoming_document_that_is_closed_is_filed_by_it_one_in_hand_is_not(snv: Cabinet) -> None:
    workfile, closed, in_hand = (
        snv.opened(),
        snv.answered(),
        snv.room.assigned(snv.room.submitted(symbol="99/X")),
    )
    actions.put_incoming(workfile=workfile, incoming=closed, by=snv.writer, at=AT)
    actions.put_incoming(workfile=workfile, incoming=in_hand, by=snv.writer, at=AT)
    assert snv.room.row(closed).state is IncomingState.FILED
    assert snv.room.row(in_hand).state is IncomingState.IN_HAND
    assert [row.id for row in queries.list_where(incoming=closed, by=snv.writer)] == [workfile]


def test_one_document_lies_in_several_files_of_several_people(snv: Cabinet) -> None:
    document = snv.room.plainly_issued()
    first, second = (
        snv.opened(),
        snv.opened(code="10.VP", unit="Văn phòng", keeper=snv.clerk.account, by=snv.clerk),
    )
    actions.put_document(workfile=first, document=document, by=snv.writer, at=AT)
    actions.put_document(workfile=second, document=document, by=snv.clerk, at=AT)
    assert {row.id for row in queries.list_where(document=document, by=snv.head)} == {first, second}


def test_only_what_stands_in_a_register_and_one_sees_is_put_in(snv: Cabinet) -> None:
    workfile, draft = snv.opened(), snv.room.snv.drafted()
    unseen = snv.room.registered()
    with pytest.raises(errors.PaperUnfit):
        actions.put_document(workfile=workfile, document=draft, by=snv.writer, at=AT)
    with pytest.raises(errors.PaperUnfit):
        actions.put_incoming(workfile=workfile, incoming=unseen, by=snv.writer, at=AT)
    with pytest.raises(errors.PaperUnfit):
        actions.put_document(workfile=workfile, document=10**9, by=snv.writer, at=AT)


def test_what_was_put_in_by_mistake_leaves_with_a_reason_and_may_come_back(snv: Cabinet) -> None:
    workfile, document = snv.opened(), snv.room.plainly_issued()
    actions.put_document(workfile=workfile, document=document, by=snv.writer, at=AT)
    (paper,) = snv.papers(workfile)
    with pytest.raises(errors.WhyMissing):
        actions.take_out(workfile=workfile, paper=paper.id, reason=" ", by=snv.writer, at=AT)
    actions.take_out(workfile=workfile, paper=paper.id, reason="Nhầm hồ sơ", by=snv.writer, at=AT)
    assert snv.papers(workfile) == []
    actions.put_document(workfile=workfile, document=document, by=snv.writer, at=AT)
    assert len(snv.papers(workfile)) == 1


def test_who_sees_a_file(snv: Cabinet) -> None:
    """The keeper, who heads the unit it names, the archivist and the leaders; not another unit, not another agency."""
    workfile, other = (
        snv.opened(),
        snv.opened(code="10.VP", unit="Văn phòng", keeper=snv.clerk.account, by=snv.clerk),
    )
    for by in (snv.writer, snv.division, snv.clerk, snv.head, snv.deputy):
        assert queries.get_workfile(workfile, by=by).id == workfile
    for by, hidden in ((snv.division, other), (snv.writer, other), (snv.stranger, workfile)):
        with pytest.raises(errors.WorkfileNotFound):
            queries.get_workfile(hidden, by=by)
    assert [row.id for row in queries.list_queue(Queue.ALL, by=snv.division)] == [workfile]
    assert {row.id for row in queries.list_queue(Queue.ALL, by=snv.head)} == {workfile, other}
    assert [row.id for row in queries.list_queue(Queue.ALL, by=snv.head, text="dot xuat CCHC")] == [workfile]


def test_it_closes_with_something_in_it_and_opens_again_with_a_reason(snv: Cabinet) -> None:
    workfile = snv.opened()
    with pytest.raises(errors.NothingInIt):
        actions.close(workfile=workfile, by=snv.writer, at=AT)
    actions.put_document(workfile=workfile, document=snv.room.plainly_issued(), by=snv.writer, at=AT)
    with pytest.raises(errors.NotYours):
        actions.close(workfile=workfile, by=snv.clerk, at=AT)
    actions.close(workfile=workfile, by=snv.writer, at=AT)
    assert snv.row(workfile).owed_by == date(2022, 10, 15)
    with pytest.raises(errors.NotNow):
        actions.put_document(workfile=workfile, document=1, by=snv.writer, at=AT)
    actions.reopen(workfile=workfile, reason="Còn văn bản", by=snv.writer, at=AT)
    assert snv.row(workfile).ended_on is None


def test_another_keeper_takes_over_with_the_reason(snv: Cabinet) -> None:
    workfile = snv.opened()
    cover = snv.cover(keeper=snv.division.account)
    with pytest.raises(errors.NotYours):
        actions.correct(workfile=workfile, cover=cover, reason="Nghỉ", by=snv.division, at=AT)
    actions.correct(workfile=workfile, cover=cover, reason="Chuyển công tác", by=snv.clerk, at=AT)
    assert snv.row(workfile).keeper_name == "Phạm Thu Trang"
    last = queries.list_happenings(workfile)[-1]
    assert (last.verb, last.data["old_keeper"]) == (Verb.CORRECTED, snv.writer.account)


def test_the_archivist_takes_in_what_is_whole_and_gives_the_rest_back(snv: Cabinet) -> None:
    whole, lacking = snv.closed(), snv.closed(code="10.CCHC")
    over = snv.handed(whole, lacking)
    drain()
    assert any("nộp lưu 2 hồ sơ" in one.title for one in list_notices(snv.clerk.account))
    with pytest.raises(errors.NotYours):
        actions.receive(hand_over=over, returned={}, by=snv.division, at=AT)
    actions.receive(hand_over=over, returned={lacking: "Thiếu báo cáo kết quả"}, by=snv.clerk, at=AT)
    assert snv.row(whole).state is State.ARCHIVED
    assert (snv.row(lacking).state, snv.row(lacking).note) == (State.CLOSED, "Thiếu báo cáo kết quả")
    row = queries.get_hand_over(over, by=snv.writer)
    assert (row.state, row.received, row.taken_name) == (OverState.DONE, (whole,), "Hồ Thị Lan")
    drain()
    assert any("trả lại 1 hồ sơ" in one.title for one in list_notices(snv.writer.account))
    assert print_minutes(row, queries.list_files(row.files, AGENCY), AT.date()).startswith(b"%PDF-")
    again = snv.handed(lacking)
    actions.receive(hand_over=again, returned={}, by=snv.clerk, at=AT)
    assert snv.row(lacking).state is State.ARCHIVED


def test_a_hand_over_is_taken_back_while_it_waits_and_by_its_giver_only(snv: Cabinet) -> None:
    workfile = snv.closed()
    over = snv.handed(workfile)
    with pytest.raises(errors.NotYours):
        actions.take_back(hand_over=over, by=snv.clerk, at=AT)
    with pytest.raises(errors.HandOverNotFound):
        queries.get_hand_over(over, by=snv.division)
    actions.take_back(hand_over=over, by=snv.writer, at=AT)
    assert snv.row(workfile).state is State.CLOSED
    with pytest.raises(errors.NotNow):
        actions.receive(hand_over=over, returned={}, by=snv.clerk, at=AT)


def test_nobody_receives_what_they_hand_over_themselves(snv: Cabinet) -> None:
    workfile = snv.opened(keeper=snv.clerk.account, by=snv.clerk)
    actions.put_document(workfile=workfile, document=snv.room.plainly_issued(), by=snv.clerk, at=AT)
    actions.close(workfile=workfile, by=snv.clerk, at=AT)
    over = actions.hand_over(workfiles=[workfile], by=snv.clerk, at=AT)
    with pytest.raises(errors.SecondPerson):
        actions.receive(hand_over=over, returned={}, by=snv.clerk, at=AT)


def test_what_is_past_its_time_is_cleared_by_two_people_and_never_before(snv: Cabinet) -> None:
    five, for_good = snv.archived(), snv.archived(code="10.CCHC", years=None)
    with pytest.raises(errors.NotYetOver, match=r"09\.CCHC"):
        actions.propose(workfiles=[five], reason="Hết giá trị", by=snv.clerk, at=AT)
    at = later(5)
    assert [row.id for row in queries.list_over(AGENCY, at.date())] == [five]
    with pytest.raises(errors.NotYetOver):
        actions.propose(workfiles=[for_good], reason="Hết giá trị", by=snv.clerk, at=at)
    listed = actions.propose(workfiles=[five], reason="Hết giá trị", by=snv.clerk, at=at)
    with pytest.raises(errors.NotYours):
        actions.decide(clearance=listed, is_approved=True, answer="", by=snv.clerk, at=at)
    with pytest.raises(errors.NotNow):
        actions.propose(workfiles=[five], reason="Lần nữa", by=snv.clerk, at=at)
    actions.decide(clearance=listed, is_approved=True, answer="", by=snv.head, at=at)
    assert snv.row(five).state is State.CLEARED
    (paper,) = snv.papers(five)
    assert snv.room.snv.row(paper.document or 0).number, "the document stays in its register"
    row = queries.get_clearance(listed, by=snv.head)
    assert print_clearance(row, queries.list_files(row.files, AGENCY), at.date()).startswith(b"%PDF-")


def test_a_refused_or_withdrawn_clearance_leaves_the_files_where_they_are(snv: Cabinet) -> None:
    workfile, at = snv.archived(), later(5)
    first = actions.propose(workfiles=[workfile], reason="Hết giá trị", by=snv.clerk, at=at)
    with pytest.raises(errors.WhyMissing):
        actions.decide(clearance=first, is_approved=False, answer="", by=snv.head, at=at)
    actions.decide(clearance=first, is_approved=False, answer="Còn cần tra cứu", by=snv.head, at=at)
    second = actions.propose(workfiles=[workfile], reason="Hết giá trị", by=snv.clerk, at=at)
    actions.withdraw(clearance=second, by=snv.clerk, at=at)
    assert snv.row(workfile).state is State.ARCHIVED
    states = [row.state for row in queries.list_clearances(AGENCY)]
    assert states == [ClearState.WITHDRAWN, ClearState.REFUSED]


def test_postgresql_clears_nothing_without_an_approved_list_and_forgets_nothing(snv: Cabinet) -> None:
    workfile = snv.archived()
    for breach in (
        lambda: m.Workfile.objects.filter(pk=workfile).update(state="CLEARED"),
        lambda: m.Workfile.objects.filter(pk=workfile).delete(),
        lambda: m.Paper.objects.filter(workfile=workfile).delete(),
        lambda: m.Paper.objects.filter(workfile=workfile).update(title="khác"),
        lambda: m.HandOver.objects.update(received=[]),
        lambda: m.Happening.objects.update(verb="PUT"),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            breach()


@pytest.mark.parametrize(
    ("text", "years"), [("Vĩnh viễn", None), ("vv", None), ("10 năm", 10), ("5", 5), (" 100  năm ", 100)]
)
def test_retention_is_read_as_it_is_written(text: str, years: int | None) -> None:
    assert read_years(text) == years


@pytest.mark.parametrize("text", ["", "0", "101", "lâu dài", "-5", "5 tháng"])
def test_what_says_no_time_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"^"):
        read_years(text)


def test_years_count_from_the_year_in_which_the_work_ended() -> None:
    assert kept_until(date(2021, 3, 1), 5) == date(2026, 12, 31)
    assert kept_until(date(2021, 3, 1), None) is None
    assert owed_by(date(2020, 2, 29)) == date(2021, 2, 28)
