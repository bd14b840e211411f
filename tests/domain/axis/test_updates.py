"""An update (2) tells what is put right, and its answer (15, 16) is not taken for that of an asking back."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from lienthong.connectors.axis.messages import Business, Edoc, StatusCode
from lienthong.domain.correspondence import actions, queries
from lienthong.domain.correspondence.actions import Amended
from lienthong.domain.correspondence.queries import AmendmentRow, SendingRow, Status
from lienthong.domain.documents.queries import Urgency
from tests.domain.axis.node import Node, edoc, status
from tests.domain.documents.office import AT

RIGHT = Amended(
    subject="đôn đốc báo cáo quý IV", urgency=Urgency.URGENT, due=date(2021, 10, 22), reason="Ghi nhầm quý"
)


def amended(axis: Node, row: SendingRow) -> None:
    actions.amend(document=row.document, key=uuid4(), amended=RIGHT, by=axis.room.clerk, at=AT)
    axis.work()


def updates(axis: Node) -> list[Edoc]:
    return [one for one in axis.got() if isinstance(one, Edoc) and one.business is Business.UPDATE]


def told(row: SendingRow) -> AmendmentRow:
    return queries.list_amendments([row.id])[row.id][-1]


def theirs(**changes: Any) -> Edoc:
    given: dict[str, Any] = {
        "subject": "có sửa trích yếu",
        "priority": 2,
        "due": date(2021, 10, 25),
        "reason": "Ghi nhầm",
    }
    return edoc(business=Business.UPDATE, document_changes=True, attachments=(), **given | changes)


def test_it_goes_out_once_without_the_file_under_the_id_of_the_document(axis: Node) -> None:
    row = axis.send_out()
    amended(axis, row)
    axis.work()
    (message,) = updates(axis)
    (first,) = [one for one in axis.got() if one not in updates(axis)]
    assert isinstance(first, Edoc)
    assert message.document_id == first.document_id
    assert (message.subject, message.priority, message.due) == (RIGHT.subject, 1, RIGHT.due)
    assert (message.reason, message.document_changes, message.attachments) == (RIGHT.reason, True, ())


def test_its_answer_stands_beside_it_and_moves_nothing(axis: Node) -> None:
    row = axis.send_out()
    amended(axis, row)
    axis.put(status(updates(axis)[0], StatusCode.AGREED, "Đã cập nhật"))
    axis.work()
    assert (told(row).answer, told(row).answer_reason) == (Status.AGREED, "Đã cập nhật")
    assert axis.sending(row).status is Status.SENT


def test_what_is_said_after_an_asking_back_answers_that(axis: Node) -> None:
    row = axis.send_out()
    amended(axis, row)
    actions.ask_back(sending=row.id, reason="Sai", by=axis.room.clerk, at=AT)
    axis.put(status(updates(axis)[0], StatusCode.AGREED))
    axis.work()
    assert axis.sending(row).status is Status.AGREED
    assert told(row).answer is None


def test_what_was_said_before_the_asking_back_answers_the_update(axis: Node) -> None:
    row = axis.send_out()
    amended(axis, row)
    actions.ask_back(sending=row.id, reason="Sai", by=axis.room.clerk, at=AT + timedelta(hours=1))
    axis.put(status(updates(axis)[0], StatusCode.DECLINED, "Không cập nhật"))
    axis.work()
    assert axis.sending(row).status is Status.ASKED_BACK
    assert told(row).answer is Status.DECLINED


def test_theirs_stands_beside_the_document_and_is_answered(axis: Node) -> None:
    axis.put(edoc())
    axis.put(theirs())
    axis.work()
    (row,) = axis.arriving()
    assert (told(row).subject, told(row).urgency) == ("có sửa trích yếu", Urgency.VERY_URGENT)
    assert (told(row).due, told(row).reason) == (date(2021, 10, 25), "Ghi nhầm")
    assert row.subject == edoc().subject
    assert sorted(axis.statuses()) == [StatusCode.ARRIVED, StatusCode.AGREED]


def test_theirs_that_comes_twice_is_told_once(axis: Node) -> None:
    axis.put(edoc())
    for _time in range(2):
        axis.put(theirs())
        axis.work()
    (row,) = axis.arriving()
    assert len(queries.list_amendments([row.id])[row.id]) == 1
    assert axis.statuses().count(StatusCode.AGREED) == 1


def test_of_what_was_refused_or_never_came_nothing_is_noted(axis: Node) -> None:
    axis.put(theirs(document_id="la"))
    axis.work()
    assert axis.statuses() == [StatusCode.DECLINED]
    axis.put(edoc())
    axis.work()
    (row,) = axis.arriving()
    actions.refuse(sending=row.id, reason="Nhầm nơi nhận", by=axis.room.clerk, at=AT)
    axis.put(theirs())
    axis.work()
    assert axis.statuses()[-1] is StatusCode.DECLINED
    assert queries.list_amendments([row.id]) == {}


def test_a_secret_update_leaves_nothing(axis: Node) -> None:
    axis.put(edoc())
    axis.put(theirs(subject="MẬT"))
    axis.work()
    (row,) = axis.arriving()
    assert queries.list_amendments([row.id]) == {}
