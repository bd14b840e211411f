"""The report on a plan's reviews, as an official paper. Papers are Vietnamese in every language of pages."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from lienthong.domain.documents.queries import letterhead
from lienthong.domain.reviews.queries.plans import PlanRow
from lienthong.domain.reviews.queries.reviews import ReviewRow
from lienthong.domain.reviews.rules.cost import NOTHING, Saving
from lienthong.domain.reviews.rules.sheet import Answer
from lienthong.domain.reviews.rules.vocabulary import Part, Proposal, State, Verdict
from lienthong.spine.money import format_money, format_number
from lienthong.spine.pdf import Block, Column, Heading, OfficialPaper, Paragraph, Signature, Table

VERDICTS = {
    Verdict.KEEP: "Giữ nguyên",
    Verdict.SIMPLIFY: "Đơn giản hóa",
    Verdict.ABOLISH: "Bãi bỏ",
}
PROPOSALS = {Proposal.DROP: "Bãi bỏ", Proposal.AMEND: "Sửa đổi", Proposal.REPLACE: "Thay thế"}
PARTS = {
    Part.WHOLE: "thủ tục",
    Part.NAME: "tên thủ tục",
    Part.STEP: "trình tự thực hiện",
    Part.WAY: "cách thức thực hiện",
    Part.PAPER: "thành phần hồ sơ",
    Part.FORM: "mẫu đơn, tờ khai",
    Part.TIME: "thời hạn giải quyết",
    Part.AUDIENCE: "đối tượng thực hiện",
    Part.AGENCY: "cơ quan giải quyết",
    Part.FEE: "phí, lệ phí",
    Part.CONDITION: "yêu cầu, điều kiện",
    Part.RESULT: "kết quả thực hiện",
    Part.BASIS: "căn cứ pháp lý",
}


def summary_paper(
    plan: PlanRow, proposals: Mapping[int, Sequence[Answer]], names: Mapping[str, str], day: date
) -> OfficialPaper:
    """Of what the office agreed to; number and day are empty until it is signed. ``proposals`` by review.

    Raises LookupError for an office that is not in force on the day.
    """
    head = letterhead(plan.office, day)
    held = [one for one in plan.reviews if one.state in {State.AGREED, State.DECIDED}]
    return OfficialPaper(
        agency=head.name,
        superior=head.superior,
        number=f"/BC-{head.sign}",
        place=head.place,
        day=day,
        kind="Báo cáo",
        abstract=f"Kết quả rà soát, đánh giá thủ tục hành chính năm {plan.year}",
        body=list(_body(plan, held, proposals, names)),
        signature=Signature("Chánh Văn phòng"),
        recipients=("Chủ tịch UBND tỉnh;", "Lưu: VT."),
        is_draft=True,
    )


def _body(
    plan: PlanRow,
    held: Sequence[ReviewRow],
    proposals: Mapping[int, Sequence[Answer]],
    names: Mapping[str, str],
) -> Iterator[Block]:
    total = sum((one.saving for one in held), NOTHING)
    decided = f"{plan.decided_on:%d/%m/%Y}" if plan.decided_on else ""
    yield Paragraph(
        f"Thực hiện {plan.title} (ban hành kèm theo Quyết định số {plan.number} ngày {decided}), Văn phòng Ủy ban "
        f"nhân dân tỉnh báo cáo kết quả như sau:"
    )
    yield Heading("I. KẾT QUẢ RÀ SOÁT")
    yield Paragraph(
        f"Đã rà soát, đánh giá và thống nhất phương án đối với {len(held)}/{plan.procedures} thủ tục hành chính. "
        f"{_saved(total)}"
    )
    yield _table(held, names, total)
    yield Heading("II. PHƯƠNG ÁN ĐƠN GIẢN HÓA")
    simplified = [one for one in held if one.verdict is not Verdict.KEEP]
    if not simplified:
        yield Paragraph("Không có thủ tục hành chính nào được kiến nghị đơn giản hóa.")
    for place, one in enumerate(simplified, 1):
        yield from _proposal(place, one, proposals.get(one.id, ()))


def _saved(saving: Saving) -> str:
    if saving.percent is None:
        return ""
    return (
        f"Tổng chi phí tuân thủ trước khi đơn giản hóa là {format_money(saving.before)}/năm, sau khi đơn giản hóa là "
        f"{format_money(saving.after)}/năm; tiết kiệm {format_money(saving.amount)}/năm, tỷ lệ cắt giảm "
        f"{format_number(saving.percent)}%."
    )


def _table(held: Sequence[ReviewRow], names: Mapping[str, str], total: Saving) -> Table:
    columns = (
        Column("STT", 0.5, "center"),
        Column("Thủ tục hành chính", 3),
        Column("Cơ quan chủ trì", 1.6),
        Column("Phương án", 1.2),
        Column("Chi phí hiện tại (đồng/năm)", 1.5, "right"),
        Column("Chi phí sau đơn giản hóa (đồng/năm)", 1.5, "right"),
        Column("Tiết kiệm (đồng/năm)", 1.5, "right"),
    )
    rows = [
        (
            str(place),
            f"{one.name} ({one.code})",
            names.get(one.agency, one.agency),
            VERDICTS[one.verdict] if one.verdict else "",
            *_amounts(one.saving),
        )
        for place, one in enumerate(held, 1)
    ]
    return Table(columns, [*rows, ("", "Tổng", "", "", *_amounts(total))])


def _amounts(saving: Saving) -> tuple[str, str, str]:
    return format_number(saving.before), format_number(saving.after), format_number(saving.amount)


def _proposal(place: int, review: ReviewRow, answers: Sequence[Answer]) -> Iterator[Block]:
    yield Heading(f"{place}. {review.name} ({review.code})", 2)
    for one in answers:
        change = f" Nội dung thay thế: {one.change}." if one.change else ""
        yield Paragraph(
            f"- {PROPOSALS[one.proposal]} {PARTS[one.part]}: “{one.item}”. Lý do: {one.reason}.{change}"
        )
    for line in review.conclusion.splitlines():
        yield Paragraph(line)
    yield Paragraph(_saved(review.saving))
