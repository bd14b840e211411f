"""The list with which every installation begins. A row of the database stands over the one of its code."""

from datetime import date
from typing import Final

SINCE: Final = date(2020, 1, 1)
BASIS: Final = "Danh mục ban đầu của nền tảng; cơ quan chủ quản bổ sung khi có quyết định"
CASE, DUTY = "case", "duty"
FIRST: Final = (
    ("GUIDANCE", "Chờ cấp trên hướng dẫn", (CASE, DUTY)),
    ("COORDINATION", "Chờ cơ quan phối hợp", (CASE, DUTY)),
    ("HANDED_LATE", "Bước trước chuyển đến muộn", (CASE,)),
    ("COMPLEX", "Hồ sơ phức tạp, phải xác minh thực địa", (CASE,)),
    ("APPLICANT", "Người nộp chậm phối hợp, không liên lạc được", (CASE,)),
    ("CROWDED", "Hồ sơ dồn nhiều trong thời gian ngắn", (CASE,)),
    ("DATA", "Chưa có đủ số liệu, tài liệu", (CASE, DUTY)),
    ("STAFF", "Thiếu người hoặc thay đổi nhân sự", (CASE, DUTY)),
    ("MONEY", "Chưa được bố trí kinh phí", (DUTY,)),
    ("DISASTER", "Thiên tai, dịch bệnh", (CASE, DUTY)),
    ("SYSTEM", "Sự cố điện, mạng hoặc hệ thống", (CASE, DUTY)),
    ("CHANGED", "Yêu cầu thay đổi giữa chừng", (DUTY,)),
    ("OVERLOOKED", "Cơ quan sơ suất, để sót việc", (CASE, DUTY)),
    ("OTHER", "Nguyên nhân khác", (CASE, DUTY)),
)
