"""A template is tried on a worked example: an invented case in which every line of every form has something to say."""

from datetime import date, datetime
from typing import Final

from lienthong.domain.cases.queries.layouts import LayoutRow
from lienthong.domain.cases.queries.wording import Words, head_words
from lienthong.domain.cases.rules.forms import Kind, write_instant
from lienthong.spine.clock.rules import ZONE
from lienthong.spine.pdf import typeset_form
from lienthong.spine.qr import draw_qr

DAY: Final = date(2021, 10, 15)
AGENCY: Final = "Ủy ban nhân dân thành phố Pleiku"
_ADDRESS: Final = "https://vidu.vn/cases/1/"
_NUMBER: Final = "000.00.31.H21-211015-0001"
_DUE: Final = datetime(2021, 10, 22, 17, tzinfo=ZONE)
_RECEIVED: Final = datetime(2021, 10, 15, 9, 15, tzinfo=ZONE)


def try_layout(layout: LayoutRow, source: str) -> bytes:
    """The PDF of the example on this template. Raises TemplateFaulty, TemplateTooGreedy."""
    return typeset_form(source, example_words(layout))


def example_words(layout: LayoutRow) -> Words:
    head = head_words(
        layout, day=DAY, agency=AGENCY, superior="Ủy ban nhân dân tỉnh Gia Lai", number=example_number(layout)
    )
    return head | _case() | _MORE.get(layout.kind, {})


def example_number(layout: LayoutRow) -> str:
    return f"12/{layout.symbol}" if layout.symbol else ""


def _case() -> Words:
    return {
        "qr": draw_qr(_ADDRESS, scale=4),
        "url": _ADDRESS,
        "case": _NUMBER,
        "applicant": "Rơ Châm H’Yưn",
        "procedure": "Cấp giấy phép xây dựng nhà ở riêng lẻ",
        "content": "Cấp giấy phép xây dựng nhà ở riêng lẻ: nhà 2 tầng, thửa 112, phường Hoa Lư",
        "address": "Làng Plei Ốp, phường Hoa Lư, Pleiku",
        "phone": "0905 000 001",
        "email": "vidu@example.vn",
        "giver": "Rơ Châm H’Yưn",
        "received": write_instant(_RECEIVED),
        "received_words": "Ngày 15 tháng 10 năm 2021",
        "due": write_instant(_DUE),
        "reason": "Bản vẽ thiếu mặt cắt móng (Điều 96 Luật Xây dựng).",
        "document": "21/TB-UBND",
        "signer": "Nguyễn Văn Thử",
        "signer_title": "Phó Chủ tịch",
    }


_MORE: Final[dict[Kind, Words]] = {
    Kind.RECEIPT: {
        "brought_by": "Siu Thử (theo giấy ủy quyền số 3/2021)",
        "papers": ["Đơn đề nghị (bản chính: 01)", "Bản vẽ (bản sao: 02)"],
        "sets": "01 bộ",
        "time": "05 ngày làm việc",
        "return_at": "Bộ phận Tiếp nhận và Trả kết quả",
        "book": "2021, số thứ tự: 17",
        "clerk": "Nguyễn Văn Thử",
        "reissue": "Cấp lại lần 1, thay cho giấy số 11/TNHS ngày 15 tháng 10 năm 2021. Lý do: giấy bị mất.",
    },
    Kind.SUPPLEMENT: {"asked": ["Bản vẽ", "Ghi rõ số tầng trong đơn"]},
    Kind.APOLOGY: {"before": write_instant(_DUE), "due": write_instant(_DUE.replace(day=27))},
    Kind.CONTROL: {
        "handlers": AGENCY,
        "others": "Ủy ban nhân dân phường Hoa Lư",
        "rows": [
            {
                "giver": "Rơ Châm H’Yưn",
                "taker": f"{AGENCY} (Tiếp nhận)",
                "moment": write_instant(_RECEIVED),
                "outcome": "",
                "note": "Tiếp nhận hồ sơ",
            },
            {
                "giver": f"{AGENCY} (Tiếp nhận)",
                "taker": f"{AGENCY} (Thẩm định)",
                "moment": write_instant(_RECEIVED.replace(hour=10)),
                "outcome": "Đúng hạn",
                "note": "",
            },
        ],
    },
    Kind.REGISTER: {
        "period": "(Từ ngày 01/10/2021 đến ngày 15/10/2021)",
        "rows": [
            [
                "1", _NUMBER, "Cấp giấy phép xây dựng nhà ở riêng lẻ", "1", "Rơ Châm H’Yưn",
                "Làng Plei Ốp, phường Hoa Lư, Pleiku; 0905 000 001", AGENCY, "09:15 15/10/2021", "17:00 22/10/2021",
                "", "Trực tiếp", "", "Chờ bổ sung",
            ]
        ],
        "closing": "Tổng số: 1 hồ sơ.",
    },
    Kind.CERTIFIED: {
        "title": "Sổ chứng thực bản sao từ bản chính",
        "volume": "Quyển số: 01/2021-SCT/BS",
        "period": "(Từ ngày 01/10/2021 đến ngày 15/10/2021)",
        "heads": [
            "Số chứng thực", "Ngày, tháng, năm chứng thực", "Họ tên của người yêu cầu chứng thực",
            "Tên của bản chính giấy tờ, văn bản", "Họ tên, chức danh người ký chứng thực",
            "Số bản sao đã được chứng thực", "Phí chứng thực", "Ghi chú",
        ],
        "shares": [0.8, 1.1, 2, 2.6, 2, 1, 1.1, 1.4],
        "rows": [
            [
                "17", "15/10/2021", "Rơ Châm H’Yưn", "Giấy khai sinh", "Nguyễn Văn Thử, Phó Chủ tịch", "3",
                "6.000", "",
            ]
        ],
        "closing": "Tổng số: 1 việc, 3 bản, 6.000 đồng.",
    },
    Kind.SLIP: {
        "reason": "Trụ sở mất điện",
        "slips": ["MĐ-001/2021", "MĐ-002/2021"],
    },
}  # fmt: skip
