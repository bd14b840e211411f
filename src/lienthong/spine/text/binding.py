"""Words that must not part at the end of a line: bound with no-break spaces when shown, never when kept."""

import re
from functools import lru_cache

NO_BREAK = "\u00a0"

COMPOUNDS = (
    "quyền sử dụng đất",
    "xây dựng",
    "sử dụng",
    "cải cách",
    "hành chính",
    "một cửa",
    "liên thông",
    "thủ tục",
    "hồ sơ",
    "văn bản",
    "cán bộ",
    "công chức",
    "viên chức",
    "công dân",
    "chứng thực",
    "hộ tịch",
    "đất đai",
    "Nội vụ",
    "Gia Lai",
    "Bình Định",
    "Quy Nhơn",
)
"""The short word list: compounds whose halves mean something else alone, and names seen on every page."""

_DATE = r"[Nn]gày \d{1,2}(?: tháng \d{1,2}(?: năm \d{4})?)?"
_MONTH = r"[Tt]háng \d{1,2}(?: năm \d{4})?"
_PART_OF_LAW = (
    r"(?:[Đđ]iều|[Kk]hoản|[Cc]hương|[Mm]ục|[Qq]uý|[Nn]ăm|[Bb]iểu|[Mm]ẫu|[Tt]rang) (?:số )?[0-9IVXLC]+\b"
)
_POINT = r"[Đđ]iểm [a-zđ]\b"
_NUMBER = r"(?:[Ss]ố|[Nn]o\.) \d[\w./-]*"
_AMOUNT = r"\d[\d.,]* (?:đồng|đ|triệu|tỷ|nghìn|%|ngày|giờ|phút|tháng|năm|hồ sơ|km|ha)\b"
_PLACE = r"(?:TP|TX|TT|Tp|Tx)\. ?\w+(?: [A-ZĐÂÊÔƠƯƀ]\w*){0,2}"
_OFFICE = r"(?:TM|KT|TL|TUQ|Q)\. [A-ZĐ]\w*"
_BOUND = re.compile(
    "|".join([_DATE, _MONTH, _NUMBER, _PART_OF_LAW, _POINT, _AMOUNT, _PLACE, _OFFICE])
    + r"|\b(?:"
    + "|".join(re.escape(word) for word in COMPOUNDS)
    + r")\b",
)
_CAPITALISED = re.compile("|".join(re.escape(word[0].upper() + word[1:]) for word in COMPOUNDS))


@lru_cache(maxsize=4_096)
def bind(text: str) -> str:
    """Document numbers, dates, money, parts of a law, "TP. Pleiku" and the listed compounds, held together.

    Only plain spaces inside them change, to U+00A0; binding twice changes nothing more.
    """
    return _CAPITALISED.sub(_hold, _BOUND.sub(_hold, text))


def _hold(found: re.Match[str]) -> str:
    return found[0].replace(" ", NO_BREAK)
