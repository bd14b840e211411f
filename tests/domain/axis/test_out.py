"""A document of the house goes to an agency outside, and what becomes of it there comes back."""

import shutil
import subprocess
from pathlib import Path

import pytest

from lienthong.connectors.axis.messages import Business, Edoc, StatusCode
from lienthong.domain.axis import queries
from lienthong.domain.axis.queries import LegState
from lienthong.domain.correspondence import actions
from lienthong.domain.correspondence import queries as correspondence
from lienthong.domain.correspondence.actions import Letter
from lienthong.domain.correspondence.queries import Status
from lienthong.domain.documents.queries import Kind
from lienthong.spine.files.queries import get_files
from lienthong.spine.signatures.receipts import node_voice
from tests.domain.axis.node import MINISTRY, OFFICE, SNV, Node, edoc, exchange, status
from tests.domain.correspondence.office import TODAY
from tests.domain.documents.office import AT


def told(node: Node) -> Edoc:
    (message,) = node.got()
    assert isinstance(message, Edoc)
    return message


def test_it_goes_to_the_node_above_as_the_very_file_that_was_issued(axis: Node) -> None:
    row = axis.send_out()
    message = told(axis)
    assert (message.sender.organ_id, message.recipients[0].organ_id) == (SNV, MINISTRY)
    assert message.document_id == f"{SNV},2021/10/15,{row.code}"
    assert f"{message.number}/{message.notation}" == row.code
    assert message.attachments[0].sha256 == row.digest
    assert message.business is Business.NEW


def test_what_goes_with_it_is_in_the_message_each_with_its_digest(axis: Node) -> None:
    document = axis.room.plainly_issued(with_files=True)
    row = axis.send_out(document)
    message = told(axis)
    kept = get_files(row.files)
    assert [one.name for one in message.attachments] == [
        f"{row.code.replace('/', '_')}.pdf",
        "danh-sach.pdf",
        "bang tong hop.xlsx",
    ]
    assert [one.sha256 for one in message.attachments] == [
        row.digest,
        *(kept[file].digest for file in row.files),
    ]
    assert message.appendixes == ("danh-sach", "bang tong hop")


def test_what_becomes_of_it_there_stands_beside_the_sending(axis: Node) -> None:
    row = axis.send_out()
    for code in (StatusCode.ARRIVED, StatusCode.REGISTERED):
        axis.put(status(told(axis), code))
    axis.work()
    assert axis.sending(row).status is Status.REGISTERED
    axis.put(status(told(axis), StatusCode.REFUSED, "Không thuộc thẩm quyền"))
    axis.work()
    words = correspondence.list_words(row.id)
    assert (words[-1].status, words[-1].reason) == (Status.REFUSED, "Không thuộc thẩm quyền")


def test_a_word_that_was_lost_is_understood_from_the_next(axis: Node) -> None:
    row = axis.send_out()
    axis.put(status(told(axis), StatusCode.FINISHED))
    axis.work()
    said = [one.status for one in correspondence.list_words(row.id)]
    assert said == [Status.SENT, Status.ARRIVED, Status.REGISTERED, Status.DONE]


def test_a_word_that_comes_late_or_twice_changes_nothing(axis: Node) -> None:
    row = axis.send_out()
    for code in (StatusCode.REGISTERED, StatusCode.ARRIVED, StatusCode.REGISTERED):
        axis.put(status(told(axis), code, f"lần {axis.sent}"))
        axis.work()
    assert axis.sending(row).status is Status.REGISTERED
    assert len(correspondence.list_words(row.id)) == 3


def test_a_word_of_somebody_else_is_kept_aside(axis: Node) -> None:
    row = axis.send_out()
    axis.put(status(told(axis), StatusCode.REFUSED, "giả mạo", sender=OFFICE))
    axis.work()
    assert axis.sending(row).status is Status.SENT
    assert [one.sender for one in queries.list_set_aside()] == [OFFICE]


def test_two_recipients_get_one_message_and_answer_each_for_itself(axis: Node) -> None:
    document = axis.room.plainly_issued()
    axis.send_out(document, MINISTRY, OFFICE)
    message = axis.got()[0]
    assert {one.organ_id for one in message.recipients} == {MINISTRY, OFFICE}
    assert isinstance(message, Edoc)
    axis.put(status(message, StatusCode.REGISTERED, sender=OFFICE))
    axis.work()
    stand = {row.recipient: row.status for row in correspondence.list_sendings(document)}
    assert stand == {f"@{MINISTRY}": Status.SENT, f"@{OFFICE}": Status.REGISTERED}


@pytest.mark.parametrize(("answer", "stands"), [("AGREED", "15"), ("DECLINED", "00")])
def test_it_is_asked_back_and_the_recipient_answers(axis: Node, answer: str, stands: str) -> None:
    row = axis.send_out()
    actions.ask_back(sending=row.id, reason="Sai phụ lục", by=axis.room.clerk, at=AT)
    axis.work()
    assert axis.statuses() == [StatusCode.ASKED_BACK]
    axis.put(status(told(axis), StatusCode[answer], "Đã xem"))
    axis.work()
    assert axis.sending(row).status == stands


def test_a_word_said_before_the_asking_back_was_read_is_not_lost(axis: Node) -> None:
    row = axis.send_out()
    actions.ask_back(sending=row.id, reason="Sai phụ lục", by=axis.room.clerk, at=AT)
    for code in (StatusCode.REGISTERED, StatusCode.DECLINED):
        axis.put(status(told(axis), code, "Đã giao xử lý"))
    axis.work()
    assert axis.sending(row).status is Status.REGISTERED


def test_while_the_node_above_is_silent_it_waits_and_then_goes_once(axis: Node) -> None:
    axis.above.fault = "garbage"
    row = axis.send_out()
    (leg,) = queries.list_waiting(LegState.WAITING)
    assert leg.fault and axis.sending(row).status is Status.SENT
    above = queries.parent()
    assert above and above.failing_since


def test_an_answer_that_never_came_sends_nothing_twice(axis: Node) -> None:
    axis.above.fault = "late"
    axis.send_out()
    axis.above.fault = ""
    (leg,) = queries.list_waiting(LegState.WAITING)
    revive(leg.id)
    axis.work()
    assert len(axis.got()) == 1
    assert queries.list_waiting(LegState.WAITING) == []


def test_what_the_node_above_refuses_is_a_dead_letter_that_can_be_sent_again(axis: Node) -> None:
    from lienthong.domain.axis import actions as node

    axis.above.fault = "refuse"
    exchange(AT)
    row = axis.send_out()
    axis.above.fault = ""
    axis.work()
    leg = queries.list_legs(queries.messages_of(row.id).id)[0]  # type: ignore[union-attr]
    if leg.state is LegState.DEAD:
        node.send_again(leg=leg.id, by=axis.room.clerk, at=AT)
    axis.work()
    assert len(axis.got()) == 1


@pytest.mark.parametrize(
    ("mending", "business", "replaced", "answered"),
    [("replaces", Business.REPLACE, 1, 0), ("corrects", Business.NEW, 0, 1)],
)
def test_what_mends_an_earlier_one_names_it_to_those_outside(
    axis: Node, mending: str, business: Business, replaced: int, answered: int
) -> None:
    axis.send_out(first := axis.room.plainly_issued())
    (earlier,) = axis.got()
    second = axis.room.plainly_issued(about=f"{mending}:{first}")
    axis.send_out(second)
    message = axis.got()[-1]
    assert isinstance(earlier, Edoc) and isinstance(message, Edoc)
    assert message.business is business
    assert [(one.document_id, one.organ_ids) for one in message.replaced] == [
        (earlier.document_id, (MINISTRY,))
    ] * replaced
    assert [one.document_id for one in message.answers] == [earlier.document_id] * answered


def test_a_reply_names_the_document_from_outside_that_it_answers(axis: Node) -> None:
    axis.put(edoc())
    axis.work()
    (row,) = axis.arriving()
    letter = Letter(row.outside, "", TODAY, Kind.LETTER, row.subject, TODAY)
    incoming = actions.register_sent(sending=row.id, letter=letter, by=axis.room.clerk, at=AT)
    reply = axis.room.plainly_issued(about=correspondence.about_of(incoming))
    axis.send_out(reply)
    (message,) = axis.got()
    assert isinstance(message, Edoc)
    (answered,) = message.answers
    assert (answered.organ_id, answered.code, answered.document_id) == (
        MINISTRY,
        "7816/BNV-CCHC",
        edoc().document_id,
    )


@pytest.mark.skipif(not shutil.which("xmlsec1"), reason="xmlsec1 is not here")
def test_its_envelope_is_signed_by_the_node(axis: Node, tmp_path: Path) -> None:
    axis.send_out()
    (held,) = [one for one in axis.above.room.held if one.item.message_type == "edoc"]
    changed = held.content.replace("Sở Nội vụ".encode(), "Sở Nội vu".encode())
    assert changed != held.content
    certificate = tmp_path / "node.der"
    certificate.write_bytes(node_voice().certificate)
    for name, content in (("as-sent", held.content), ("changed", changed)):
        path = tmp_path / name
        path.write_bytes(content)
        asked = ["xmlsec1", "--verify", "--trusted-der", str(certificate), str(path)]
        confirmed = subprocess.run(asked, capture_output=True, check=False).returncode == 0
        assert confirmed == (content == held.content)


def revive(leg: int) -> None:
    """As if the pause were over."""
    from lienthong.spine import clock
    from lienthong.spine.lanes.models import Waiting

    Waiting.objects.filter(key=str(leg), lane="axis.parent").update(ready_at=clock.real_now())
