"""The certificate (biên bản tiêu hủy): who decided what by which rule, and the digest of each content."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Final

from lienthong.domain.documents.queries import letterhead
from lienthong.domain.retention.queries.lists import DisposalRow, ItemRow
from lienthong.domain.retention.rules.vocabulary import Fate
from lienthong.spine import clock
from lienthong.spine.pdf import Appendix, Block, Column, OfficialPaper, Paragraph, Signature, Table, typeset

LIST: Final = (
    Column("TT", 0.5, "center"),
    Column("Mã hồ sơ", 2),
    Column("Thủ tục", 3.4),
    Column("Kết thúc", 1.1, "center"),
    Column("Giữ đến hết", 1.1, "center"),
    Column("Căn cứ", 2.4),
    Column("Kết quả", 1.2),
)
CONTENTS: Final = (
    Column("Mã hồ sơ", 2),
    Column("Dấu vết SHA-256 của tệp đã hủy", 5),
    Column("Trong kho", 1.2, "center"),
)
FATES: Final = {Fate.ERASED: "Đã hủy", Fate.KEPT: "Giữ lại", Fate.WAITING: "Chờ"}


def write_certificate(
    disposal: DisposalRow, items: Sequence[ItemRow], left: Collection[str], at: datetime
) -> bytes:
    """As PDF. ``left`` are contents that still lie in the store, since another case holds the same file."""
    paper = _paper(disposal, items, left, at)
    return typeset(paper.template, paper.data())


def _paper(
    disposal: DisposalRow, items: Sequence[ItemRow], left: Collection[str], at: datetime
) -> OfficialPaper:
    day = clock.local(at).date()
    head = letterhead(disposal.agency, day)
    return OfficialPaper(
        agency=head.name,
        superior=head.superior,
        number=f"{disposal.id:02}/BB-{head.sign}",
        place=head.place,
        day=day,
        kind="Biên bản",
        abstract="Tiêu hủy hồ sơ điện tử hết thời hạn bảo quản",
        body=_body(disposal, items, left),
        signature=Signature("Người lập danh mục", disposal.proposed_name),
        recipients=("Lưu: hồ sơ hủy tài liệu.",),
        appendices=[
            Appendix("Danh mục hồ sơ", [Table(LIST, _lines(items))], is_across=True),
            Appendix("Tệp đã hủy khỏi kho", _contents(items, left), is_across=True),
        ],
    )


def _body(disposal: DisposalRow, items: Sequence[ItemRow], left: Collection[str]) -> list[Block]:
    erased = [item for item in items if item.fate is Fate.ERASED]
    files = {digest for item in erased for digest in item.digests}
    decided = clock.local(disposal.decided_at) if disposal.decided_at else None
    told = [
        f"Người đề xuất: {disposal.proposed_name}, {clock.local(disposal.proposed_at):%d/%m/%Y}."
        f" Lý do: {disposal.reason}",
        f"Người quyết định: {disposal.decided_name}{f', {decided:%d/%m/%Y}' if decided else ''}.",
        f"Đã hủy {len(erased)} trên {len(items)} hồ sơ của danh mục{_kept(len(items) - len(erased))}.",
        f"Đã xóa {len(files - set(left))} tệp khỏi kho; {len(left)} tệp còn trong kho vì hồ sơ khác dùng"
        " cùng một tệp.",
        "Dữ liệu cá nhân, nội dung người dân khai và giấy tờ kèm theo đã bị xóa. Mã hồ sơ, thủ tục, thời điểm"
        " của từng bước và sổ nhật ký còn nguyên, nên số liệu đã báo cáo không đổi.",
        "Bản sao lưu làm trước ngày hủy hết hạn theo lịch sao lưu của hệ thống.",
    ]
    return [Paragraph(line) for line in told]


def _kept(count: int) -> str:
    why = "đang có khiếu nại, thanh tra, vụ án hoặc chưa đủ điều kiện"
    return f"; {count} hồ sơ giữ lại vì {why}" if count else ""


def _lines(items: Sequence[ItemRow]) -> list[list[str]]:
    return [
        [
            str(place),
            item.number,
            item.title,
            f"{item.ended_on:%d/%m/%Y}",
            f"{item.until:%d/%m/%Y}",
            f"{item.years} năm: {item.source}",
            FATES[item.fate],
        ]
        for place, item in enumerate(items, 1)
    ]


def _contents(items: Sequence[ItemRow], left: Collection[str]) -> list[Block]:
    rows = [
        [item.number, digest, "Còn" if digest in left else "Không còn"]
        for item in items
        for digest in item.digests
    ]
    return [Table(CONTENTS, rows)] if rows else [Paragraph("Không có tệp nào.")]
