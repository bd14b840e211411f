"""A document from outside comes to the agency that it is for, and what its clerk does with it goes back."""

from lienthong.connectors.axis.messages import (
    Business,
    Organization,
    ReceiverChange,
    Replaced,
    StatusCode,
)
from lienthong.domain.axis import actions as node
from lienthong.domain.axis import queries
from lienthong.domain.axis.queries import MessageState
from lienthong.domain.correspondence import actions
from lienthong.domain.correspondence import queries as correspondence
from lienthong.domain.correspondence.actions import Letter
from lienthong.domain.correspondence.queries import SendingRow, Status
from lienthong.domain.documents.queries import Kind
from lienthong.spine.files.queries import get_files
from tests.domain.axis.node import MINISTRY, SNV, STC, Node, attachment, edoc, recall
from tests.domain.correspondence.office import TODAY, paper
from tests.domain.documents.office import AGENCY, AT, OTHER
from tests.spine.files.samples import RAR, ole


def registered(axis: Node, row: SendingRow) -> int:
    letter = Letter(row.outside, "", TODAY, Kind.LETTER, row.subject, TODAY)
    return actions.register_sent(sending=row.id, letter=letter, by=axis.room.clerk, at=AT)


def test_it_stands_among_what_the_clerk_registers_with_the_very_file(axis: Node) -> None:
    second = attachment("phu-luc.pdf", paper() + b"\n%% phu luc")
    axis.put(edoc(attachments=(attachment(), second)))
    axis.work()
    (row,) = axis.arriving()
    assert (row.code, row.outside, row.subject) == (
        "7816/BNV-CCHC",
        "Bộ Nội vụ",
        "đôn đốc báo cáo cải cách hành chính",
    )
    kept = get_files([row.file, *row.files])
    assert [one.name for one in kept.values()] == ["van-ban.pdf", "phu-luc.pdf"]
    assert row.digest == attachment().sha256


def test_each_step_of_its_handling_is_told_to_its_sender(axis: Node) -> None:
    axis.put(edoc())
    axis.work()
    (row,) = axis.arriving()
    incoming = registered(axis, row)
    actions.submit(incoming=incoming, to=axis.room.snv.head.account, by=axis.room.clerk, at=AT)
    axis.room.instructed(incoming)
    axis.work()
    assert axis.statuses() == [StatusCode.ARRIVED, StatusCode.REGISTERED, StatusCode.ASSIGNED]
    assert all(one.about.document_id == edoc().document_id for one in axis.got("status"))  # type: ignore[union-attr]


def test_a_refusal_is_told_with_its_reason(axis: Node) -> None:
    axis.put(edoc())
    axis.work()
    (row,) = axis.arriving()
    actions.refuse(sending=row.id, reason="Không thuộc thẩm quyền", by=axis.room.clerk, at=AT)
    axis.work()
    said = axis.got("status")[-1]
    assert said.code is StatusCode.REFUSED  # type: ignore[union-attr]
    assert "Không thuộc thẩm quyền" in said.description  # type: ignore[union-attr]


def test_it_may_be_for_several_agencies_of_the_house(axis: Node) -> None:
    to = tuple(Organization(organ_id=code) for code in (SNV, STC))
    axis.put(edoc(recipients=to))
    axis.work()
    assert [len(axis.arriving(agency)) for agency in (AGENCY, OTHER)] == [1, 1]
    assert axis.statuses() == [StatusCode.ARRIVED, StatusCode.ARRIVED]


def test_what_comes_twice_is_there_once(axis: Node) -> None:
    axis.put(edoc())
    axis.put(edoc())
    axis.work()
    assert len(axis.arriving()) == 1
    assert not [
        one for one in axis.above.room.held if one.item.status == "initial" and one.item.recipient == SNV
    ]


def test_the_same_id_with_other_bytes_is_kept_aside_and_told(axis: Node) -> None:
    axis.put(edoc())
    axis.work()
    axis.put(edoc(subject="nội dung khác"))
    axis.work()
    assert len(axis.arriving()) == 1
    (aside,) = queries.list_set_aside()
    assert aside.state is MessageState.CONFLICT
    assert axis.statuses()[-1] is StatusCode.REFUSED


def test_what_cannot_be_read_is_kept_with_its_reason_and_its_sender_told(axis: Node) -> None:
    axis.put(b"<edXML>rach nat")
    axis.work()
    (aside,) = queries.list_set_aside()
    assert aside.state is MessageState.QUARANTINED and aside.file
    said = axis.got("status")[0]
    assert (said.code, said.recipients[0].organ_id) == (StatusCode.REFUSED, MINISTRY)  # type: ignore[union-attr]


def test_of_a_secret_document_nothing_is_kept(axis: Node) -> None:
    axis.put(edoc(subject="MẬT", content="chuyện riêng"))
    axis.work()
    (aside,) = queries.list_set_aside()
    assert (aside.file, aside.subject, axis.arriving()) == (None, "", [])
    assert axis.statuses() == [StatusCode.REFUSED]


def test_a_file_that_no_page_may_offer_is_refused_by_its_name(axis: Node) -> None:
    axis.put(edoc(attachments=(attachment("chay.exe", b"MZ chay"),)))
    axis.work()
    (aside,) = queries.list_set_aside()
    assert "chay.exe" in aside.reason or "Tên tệp" in aside.reason
    assert axis.arriving() == []


def test_what_agencies_send_every_day_is_kept_for_download_with_its_marks(axis: Node) -> None:
    old = ole("WordDocument", "Macros", "VBA")
    sent = (attachment(), attachment("Biểu mẫu.doc", old), attachment("Phụ lục.rar", RAR))
    axis.put(edoc(attachments=sent))
    axis.work()
    assert queries.list_set_aside() == []
    (row,) = axis.arriving()
    kept = get_files(row.files)
    assert [(kept[one].name, kept[one].marks) for one in row.files] == [
        ("Biểu mẫu.doc", ("MACROS", "UNSEEN")),
        ("Phụ lục.rar", ("UNSEEN",)),
    ]


def test_nobody_of_that_code_is_told_so(axis: Node) -> None:
    axis.put(edoc(recipients=(Organization(organ_id="000.00.99.H21"),)), to=SNV)
    axis.work()
    (aside,) = queries.list_set_aside()
    assert "000.00.99.H21" in aside.reason


def test_its_sender_asks_it_back_and_the_clerk_gives_it(axis: Node) -> None:
    axis.put(edoc())
    axis.put(recall(edoc()))
    axis.work()
    (row,) = axis.arriving()
    assert row.status is Status.ASKED_BACK
    actions.agree(sending=row.id, by=axis.room.clerk, at=AT)
    axis.work()
    assert axis.statuses() == [StatusCode.ARRIVED, StatusCode.AGREED]


def test_what_is_done_cannot_be_asked_back(axis: Node) -> None:
    axis.put(edoc())
    axis.work()
    (row,) = axis.arriving()
    actions.refuse(sending=row.id, reason="Nhầm nơi nhận", by=axis.room.clerk, at=AT)
    axis.put(recall(edoc()))
    axis.work()
    assert axis.statuses()[-1] is StatusCode.DECLINED


def test_what_replaces_it_arrives_and_asks_it_back(axis: Node) -> None:
    axis.put(edoc())
    axis.work()
    old = Replaced(document_id=edoc().document_id, organ_ids=(SNV,))
    axis.put(edoc("7820", business=Business.REPLACE, replaced=(old,), subject="bản đúng"))
    axis.work()
    first, second = axis.arriving()
    assert (first.status, second.status) == (Status.ASKED_BACK, Status.ARRIVED)
    assert "7816/BNV-CCHC" in second.note


def test_an_update_with_a_file_arrives_beside_it(axis: Node) -> None:
    axis.put(edoc())
    axis.work()
    axis.put(edoc(business=Business.UPDATE, document_changes=True, subject="có sửa đổi"))
    axis.work()
    assert [row.note for row in axis.arriving()] == ["", "Cập nhật văn bản 7816/BNV-CCHC."]


def test_an_update_that_takes_us_off_its_receivers_asks_it_back(axis: Node) -> None:
    axis.put(edoc())
    axis.work()
    off = (ReceiverChange(organ_id=SNV, added=False),)
    axis.put(edoc(business=Business.UPDATE, receivers=off, attachments=()))
    axis.work()
    (row,) = axis.arriving()
    assert row.status is Status.ASKED_BACK


def test_what_was_kept_aside_is_read_again_once_its_cause_is_mended(axis: Node) -> None:
    axis.put(edoc(recipients=(Organization(organ_id="H21.77"),)))
    axis.work()
    (aside,) = queries.list_set_aside()
    from lienthong.domain.organisations.actions import set_official_code
    from lienthong.domain.organisations.queries import Scheme
    from tests.domain.documents.office import FOUNDER, LOADED

    set_official_code(
        code=AGENCY, scheme=Scheme.QD20, official_code="H21.77", on=TODAY, by=FOUNDER, at=LOADED
    )
    node.read_again(message=aside.id, by=axis.room.clerk, at=AT)
    axis.work()
    assert len(axis.arriving()) == 1 and queries.list_set_aside() == []


def test_a_document_of_the_house_passes_no_node_and_keeps_its_way(axis: Node) -> None:
    row = axis.room.sending(axis.room.sent())
    axis.work()
    assert (axis.got(), row.outside) == ([], "")
    assert correspondence.get_status(row.id) is Status.ARRIVED
