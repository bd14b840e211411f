"""The living page: every component in every state, in one place, as officials and citizens meet it.

The samples are invented and stay Vietnamese, as a province's data do; headings follow the reader's language.
"""

from dataclasses import replace
from datetime import datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.html import format_html

from lienthong.spine.text import search_key, search_words
from lienthong.web.ui import charts, parts
from lienthong.web.ui.forms import DayBoxesField, DayField
from lienthong.web.ui.paging import Paging
from lienthong.web.ui.picking import Offer, PickField, PickManyField
from lienthong.web.ui.statuses import STATUSES

HANOI: Final = ZoneInfo("Asia/Ho_Chi_Minh")
NOWHERE: Final = "#"


PLACES: Final = (
    Offer("GL-SNV", "Sở Nội vụ (GL-SNV)", "UBND tỉnh Gia Lai"),
    Offer("GL-STC", "Sở Tài chính (GL-STC)", "UBND tỉnh Gia Lai"),
    Offer("GL-622", "UBND thành phố Pleiku (GL-622)", "UBND tỉnh Gia Lai"),
)


def find_sample(text: str) -> list[Offer]:
    """What a box to pick from finds among three places: by part of the name without marks, or by code."""
    words = search_words(text)
    fitting = [place for place in PLACES if words and all(word in search_key(place.label) for word in words)]
    return [replace(place, is_exact=text in (place.value, place.label)) for place in fitting]


class SampleForm(forms.Form):
    """One field of each kind; drawn empty, filled and refused."""

    full_name = forms.CharField(label="Họ và tên", help_text="Đúng như trên căn cước")
    phone = forms.CharField(
        label="Số điện thoại",
        help_text="10 số, để nhận tin nhắn",
        required=False,
        widget=forms.TextInput({"size": "14", "inputmode": "tel"}),
    )
    identity = forms.RegexField(
        r"^\d{12}$",
        label="Số căn cước",
        error_messages={"invalid": "Số căn cước có 12 chữ số, bạn mới nhập 11."},
        widget=forms.TextInput({"size": "16"}),
    )
    channel = forms.ChoiceField(
        label="Cách nhận kết quả",
        choices=[("desk", "Tại quầy"), ("post", "Bưu chính công ích, 30.000 đ")],
        widget=forms.RadioSelect,
        initial="desk",
    )
    received_on = DayField(label="Ngày đến", help_text="Ví dụ: 2/3/2026, 02-03-2026, 02032026")
    granted_on = DayBoxesField(label="Ngày cấp", help_text="Xem ở trang 2 của giấy. Ví dụ: 27 3 2014")
    agency = PickField(
        find=find_sample, label="Cơ quan chủ trì", help_text="Một phần tên không dấu, chữ tắt hoặc mã"
    )
    partners = PickManyField(
        find=find_sample,
        label="Cơ quan phối hợp",
        required=False,
        help_text="Nhiều cơ quan cách nhau bằng dấu chấm phẩy",
    )
    unit = forms.ChoiceField(label="Đơn vị xử lý", choices=[("cchc", "Phòng CCHC"), ("tt", "Thanh tra Sở")])
    note = forms.CharField(label="Ý kiến", widget=forms.Textarea({"rows": "3"}), required=False)
    agreed = forms.BooleanField(label="Tôi cam đoan những điều khai trên là đúng")


class SampleFilters(forms.Form):
    q = forms.CharField(
        label="Tìm",
        required=False,
        widget=forms.SearchInput({"placeholder": "Số, trích yếu, không cần dấu"}),
    )
    since = DayField(label="Từ ngày", required=False)
    urgency = forms.ChoiceField(
        label="Độ khẩn", choices=[("", "tất cả"), ("h", "hỏa tốc"), ("k", "khẩn")], required=False
    )


REFUSED: Final = {
    "full_name": "Ksor H'Bŭh",
    "phone": "0905 118 172",
    "identity": "06419000432",
    "channel": "post",
    "received_on": "31/02/2021",
    "granted_on_day": "27",
    "granted_on_month": "13",
    "granted_on_year": "2014",
    "agency": "so",
    "partners": "Sở Y tế",
    "partners_of": "GL-622",
    "unit": "cchc",
    "agreed": "on",
}

TABS: Final = (
    parts.Tab("Đang giữ", NOWHERE, 14, current=True),
    parts.Tab("Quá hạn", NOWHERE, 1, tone="late"),
    parts.Tab("Hôm nay", NOWHERE, 2, tone="today"),
    parts.Tab("Đã xong", NOWHERE, 18_464),
)
UNITS: Final = (
    ("TP. Pleiku", 12_406, 12_183, 223),
    ("TX. An Khê", 3_118, 3_037, 81),
    ("Huyện Chư Păh", 2_940, 2_796, 144),
)
REPORT: Final = parts.Evidence(
    title="Báo cáo 187/BC-SKHCN",
    url=NOWHERE,
    details="ngày 13/10/2021",
    about="Tình hình áp dụng ISO 9001 quý III năm 2021 · PDF 412 kB · 9 trang",
    status="valid_signature",
)
KNOTS: Final = (
    parts.Knot("Dự kiến 18/10", "Việc sẽ đến: hình thoi rỗng, nét đứt", "to_come"),
    parts.Knot(
        "Hôm nay",
        format_html("<b>{}</b>: {}", "Sở Khoa học và Công nghệ nộp lại", "hình thoi nghệ, viền đôi"),
        "now",
        who="Tỉnh",
        evidence=(REPORT,),
        hint="Cam kết 3 ngày, đã dùng 2 ngày 6 giờ.",
    ),
    parts.Knot("05/10", "Tạm dừng: sim", "paused"),
    parts.Knot(
        "01/10", "Bị trả lại: nghệ, kèm lời nói nguyên văn", "returned", quote="Đề nghị bổ sung số liệu."
    ),
    parts.Knot("24/09", "Quá hạn, báo lên cấp trên: son", "late"),
    parts.Knot("20/09", "Việc đã qua: chàm đặc"),
)
STEPS: Final = (
    parts.Step("Tải tệp lên", "done"),
    parts.Step("Máy đọc", "done"),
    parts.Step("Người rà soát", "now"),
    parts.Step("Ban hành"),
)
TASKS: Final = (
    parts.TaskSection(
        "1. Giấy tờ",
        (
            parts.Task("Thông tin của bạn", NOWHERE, "lấy từ tài khoản", "done"),
            parts.Task("Bản vẽ thiết kế", NOWHERE, "có 1 trong 2 bộ", "half_done"),
            parts.Task("Cam kết với nhà liền kề", NOWHERE, "", "not_done"),
        ),
    ),
    parts.TaskSection(
        "2. Gửi hồ sơ",
        (parts.Task("Xem lại, ký và nộp lệ phí", "", "mở khi các phần trên đã xong", "locked"),),
    ),
)
KEY_FACTS: Final = (
    parts.Fact("Thời gian", "15 ngày làm việc", "Nộp hôm nay, nhận chậm nhất thứ Sáu 05/11/2021", "clock"),
    parts.Fact("Lệ phí", "75.000 đồng", "Hộ nghèo, người có công: không phải nộp", "money"),
    parts.Fact("Nộp ở đâu", "Bộ phận Một cửa UBND thành phố Pleiku", "81 Hùng Vương", "place"),
)
FACTS: Final = (
    parts.Fact("Chủ trì", "Sở Khoa học và Công nghệ", url=NOWHERE),
    parts.Fact("Phối hợp", "Sở, ban, ngành tỉnh; UBND cấp huyện", "(37 cơ quan tại ngày ban hành)"),
    parts.Fact("Duyệt", "Sở Nội vụ"),
)
DAYS: Final = ("27/9", "28", "29", "30", "1/10", "4", "5", "6", "7", "8", "11", "12", "13", "14", "15", "18")
LANES: Final = (
    parts.Lane("Xã Ia Kênh", (parts.Bar(0, 2, "✓ 1 / 1 ngày"),)),
    parts.Lane(
        "TP. Pleiku",
        (parts.Bar(2, 5, "✓ 5 / 5 ngày: thẩm định"), parts.Bar(12, 3, "3 / 3 ngày: in giấy", "now")),
    ),
    parts.Lane("Chi cục Thuế", (parts.Bar(7, 5, "‖ 5 ngày chờ nộp thuế, không tính", "paused"),)),
    parts.Lane("Sở TN&MT", (parts.Bar(15, 1, "1 ngày", "planned"),)),
)
DUE: Final = datetime(2021, 10, 18, 17, 0, tzinfo=HANOI)
SUM: Final = (
    parts.SumRow("Tiếp nhận thứ Hai, tính từ ngày làm việc kế tiếp", "28/09"),
    parts.SumRow("10 ngày làm việc theo Quyết định công bố 412/QĐ-UBND", "→ 11/10"),
    parts.SumRow("Tạm dừng chờ nghĩa vụ tài chính 06/10–12/10", "+ 5 ngày"),
    parts.SumRow("Nghỉ lễ trong thời gian này", "0 ngày"),
    parts.SumRow("Hạn trả", "18/10"),
)
MONTHS: Final = ("T5", "T6", "T7", "T8", "T9", "T10", "T11")
_NONE, _DONE = charts.Cell(), charts.Cell(due=1, done=1, url=NOWHERE)
_AHEAD, _UNKNOWN = charts.Cell(due=5, ahead=True, url=NOWHERE), charts.Cell(due=None)
_TARDY = charts.Cell(due=2, done=2, tardy=1, url=NOWHERE)
_LATE = charts.Cell(due=7, done=6, overdue=1, url=NOWHERE)
_VERY_LATE = charts.Cell(due=7, done=3, overdue=4, url=NOWHERE)
HEAT: Final = (
    charts.HeatGroup(
        "Sở, ban, ngành tỉnh (20)",
        (
            charts.HeatRow("Sở Nội vụ", (_NONE, _DONE, _NONE, _TARDY, _LATE, _NONE, _AHEAD), 1, NOWHERE),
            charts.HeatRow("Sở Tư pháp", (_DONE, _DONE, _NONE, _DONE, _DONE, _NONE, _AHEAD), 0, NOWHERE),
        ),
    ),
    charts.HeatGroup(
        "UBND cấp huyện (17)",
        (
            charts.HeatRow(
                "Huyện Ia Pa", (_NONE, _VERY_LATE, _NONE, _DONE, _LATE, _NONE, _AHEAD), 5, NOWHERE
            ),
            charts.HeatRow("Huyện Kbang", (_UNKNOWN, _DONE, _NONE, _TARDY, _DONE, _NONE, _AHEAD)),
        ),
    ),
)
SEGMENTS: Final = (
    charts.Segment("xong đúng hạn", 135, "done", NOWHERE),
    charts.Segment("xong trễ", 22, "tardy", NOWHERE),
    charts.Segment("đã nộp, chờ duyệt", 1, "sent", NOWHERE),
    charts.Segment("đang quá hạn", 7, "late", NOWHERE),
    charts.Segment("chưa đến hạn", 275, "open", NOWHERE),
)
TARGETS: Final = (
    charts.Target("TTHC mức 3, 4 có hồ sơ", 54.2, 60, "Còn thiếu 71 TTHC"),
    charts.Target("Hồ sơ xử lý trực tuyến mức 3, 4", 27.9, 25, "Đạt từ tháng 8"),
    charts.Target("Hồ sơ tiếp nhận qua bưu chính", 6.1, 10, "Chậm 9 tháng liền"),
)
MEASURES: Final = (
    charts.Measure("TP. Pleiku", 98.2, "98,2%"),
    charts.Measure("Huyện Chư Păh", 95.1, "95,1%"),
    charts.Measure("Huyện Ia Pa", 88.6, "88,6%", is_short=True),
)
SERIES: Final = (
    charts.Series("Cấp huyện 27,9%", (15, 17, 18, 20, 22, 23, 24, 25.5, 26.8, 27.9)),
    charts.Series("Cấp xã 19,1%", (12, 14, 13, None, 16, 17, 17, 18, 18.6, 19.1)),
)
TICKS: Final = tuple(f"T{month}" for month in range(1, 11))
PAPERS: Final = (
    parts.Paper("mat-bang-tang-1.pdf", "2,4 MB", "Đã tải lên", remove_url=NOWHERE),
    parts.Paper("IMG_0412.jpg", "1,1 / 3,8 MB", "mất mạng, tự tải tiếp", 29, is_photo=True),
)
SOURCE: Final = (
    parts.SourceLine(85, "2. Công tác theo dõi thi hành pháp luật"),
    parts.SourceLine(
        86, format_html("- Tham mưu ban hành và triển khai <mark>{}</mark> theo dõi.", "100 Kế hoạch")
    ),
    parts.SourceLine(99, format_html('<mark class="bad">{}</mark> Cải cách tổ chức bộ máy', "III.")),
)
KEYS: Final = (
    parts.Key("↑", "dòng trên"),
    parts.Key("↓", "dòng dưới"),
    parts.Key("Enter", "mở"),
    parts.Key("Dấu cách", "đánh dấu"),
    parts.Key("?", "tất cả phím"),
)
NAMES: Final = ("Nguyễn Thị Quyền", "Ksor H’Bŭh", "Rơ Châm Ƀŏ", "Siu H’Wĕ", "Đinh Hmưk", "Čư̆ Prông")


def samples() -> dict[str, Any]:
    """Everything the living page draws, by the name its template uses."""
    return {
        "statuses": list(STATUSES),
        "crumbs": (parts.Link("Kế hoạch CCHC năm 2021", NOWHERE), parts.Link("Nhiệm vụ VI.11")),
        "tabs": TABS,
        "units": UNITS,
        "paging": Paging("", NOWHERE, "1–50 trong 1.000+"),
        "knots": KNOTS,
        "report": REPORT,
        "steps": STEPS,
        "tasks": TASKS,
        "key_facts": KEY_FACTS,
        "facts": FACTS,
        "lanes": LANES,
        "days": DAYS,
        "due": DUE,
        "sum": SUM,
        "months": MONTHS,
        "heat": HEAT,
        "segments": SEGMENTS,
        "targets": TARGETS,
        "measures": MEASURES,
        "series": SERIES,
        "ticks": TICKS,
        "papers": PAPERS,
        "source": SOURCE,
        "keys": KEYS,
        "names": NAMES,
        "fresh": SampleForm(prefix="fresh"),
        "refused": SampleForm(REFUSED),
        "filters": SampleFilters(),
    }


def show(request: HttpRequest) -> HttpResponse:
    """Every component in every state; the nav shows how a masthead looks when there is none of its own."""
    nav = (
        parts.Tab("Việc của tôi", NOWHERE, 14, current=True),
        parts.Tab("Hồ sơ", NOWHERE),
        parts.Tab("Văn bản", NOWHERE, 6),
        parts.Tab("Sổ và thống kê", NOWHERE),
    )
    days = {"as_of": DUE.date(), "today": DUE.date()}
    return render(request, "ui/living.html", samples() | days | {"nav": nav, "search_url": NOWHERE})
