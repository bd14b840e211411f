"""A small directory made by hand, and the real plan as a person reads it."""

from pathlib import Path

from lienthong.domain.plans.rules.agencies import Directory, Named

DATA = Path(__file__).parents[3] / "data"
REAL_PLAN = DATA / "plans" / "ke-hoach-cchc-2021-gia-lai.txt"

_DEPARTMENTS = {
    "GL-SNV": "Sở Nội vụ",
    "GL-STP": "Sở Tư pháp",
    "GL-STC": "Sở Tài chính",
    "GL-SYT": "Sở Y tế",
    "GL-STTTT": "Sở Thông tin và Truyền thông",
    "GL-SKHCN": "Sở Khoa học và Công nghệ",
    "GL-SGDDT": "Sở Giáo dục và Đào tạo",
    "GL-STNMT": "Sở Tài nguyên và Môi trường",
    "GL-SVHTTDL": "Sở Văn hóa, Thể thao và Du lịch",
    "GL-SLDTBXH": "Sở Lao động - Thương binh và Xã hội",
}

DIRECTORY = Directory(
    (
        *(Named(code, (name,)) for code, name in _DEPARTMENTS.items()),
        Named("GL", ("Ủy ban nhân dân tỉnh Gia Lai", "UBND tỉnh")),
        Named("GL-VPUBND", ("Văn phòng Ủy ban nhân dân tỉnh", "Văn phòng UBND tỉnh")),
        Named("GL-VPHDND", ("Văn phòng HĐND tỉnh",)),
        Named("GL-CONGAN", ("Công an tỉnh",)),
        Named("GL-BUUDIEN", ("Bưu điện tỉnh",)),
        Named("GL-VNPT", ("VNPT Gia Lai",)),
        Named("GL-622", ("Ủy ban nhân dân thành phố Pleiku", "TP. Pleiku", "Pleiku")),
        Named("GL-627", ("Ủy ban nhân dân huyện Chư Păh", "Chư Păh")),
        Named("G-SBN", ("Sở, ban, ngành tỉnh", "Sở, ban, ngành"), is_group=True),
        Named("G-HUYEN", ("UBND cấp huyện", "UBND các huyện, thị xã, thành phố"), is_group=True),
        Named("G-XA", ("UBND cấp xã", "UBND các xã, phường, thị trấn"), is_group=True),
        Named("G-CQHC", ("Các cơ quan hành chính nhà nước trên địa bàn tỉnh",), is_group=True),
    ),
    home="Gia Lai",
)

type Window = tuple[str, str | None, str | None]

_YEAR: Window = ("window", "2021-01-01", "2021-12-31")
_ALWAYS: Window = ("continuous", "2021-01-01", "2021-12-31")
_QUARTERLY: Window = ("recurring", "2021-01-01", "2021-12-31")
_OTHERS: Window = ("external", None, None)
_NONE: Window = ("unstated", None, None)
_Q1: Window = ("window", "2021-01-01", "2021-03-31")
_Q2: Window = ("window", "2021-04-01", "2021-06-30")
_Q3: Window = ("window", "2021-07-01", "2021-09-30")
_Q4: Window = ("window", "2021-10-01", "2021-12-31")
_Q1_NEXT: Window = ("window", "2022-01-01", "2022-03-31")


def _by(day: str) -> Window:
    return "by", None, day


# A trailing "+" marks what a cell carries on from the one above; "?" somebody whose code nobody can tell.
_SBN_HUYEN = "G-SBN G-HUYEN"
_ALL = "G-SBN G-HUYEN G-XA"
_ALL_ABOVE = "G-SBN+ G-HUYEN+ G-XA+"

type Expected = tuple[str, int | None, int, str, str, list[Window], list[tuple[str, int]]]

# area, number, outputs, lead, coordinating, deadlines, targets in per cent
EXPECTED: list[Expected] = [
    ("I", 1, 2, "GL-STP", "GL-VPHDND GL-VPUBND G-SBN", [_NONE], []),
    ("I", 2, 3, "GL-STP+", "GL-VPUBND G-SBN", [_NONE], [("=", 100)]),
    ("I", None, 1, "GL-VPUBND", _SBN_HUYEN, [_OTHERS], []),
    ("III", 1, 1, _SBN_HUYEN, "GL-SNV", [_YEAR], []),
    ("III", 2, 2, "GL-SNV", _SBN_HUYEN, [_by("2020-12-30"), _Q4], []),
    ("III", 3, 1, "GL-SNV", _SBN_HUYEN, [_Q4], []),
    ("III", 4, 1, "G-SBN ? ?", "GL-SNV", [_YEAR], []),
    ("IV", 1, 1, "GL-SNV", _SBN_HUYEN, [_ALWAYS], []),
    ("IV", 2, 2, "GL-SNV", _SBN_HUYEN, [_ALWAYS], []),
    ("IV", 3, 2, "GL-SNV GL-SGDDT", f"{_SBN_HUYEN} ?", [_ALWAYS], []),
    ("IV", 4, 1, "GL-SNV", _SBN_HUYEN, [_by("2021-11-30")], []),
    ("IV", 5, 2, "GL-SNV", _SBN_HUYEN, [_Q1, _Q4], []),
    ("IV", 6, 1, "GL-SNV", _SBN_HUYEN, [_Q3], []),
    ("V", 1, 1, "GL-STC", _SBN_HUYEN, [_Q1_NEXT], []),
    ("V", 2, 2, "GL-STC+", _SBN_HUYEN, [_Q1_NEXT], [("=", 100)]),
    ("V", 3, 1, "GL-STC+", _SBN_HUYEN, [_by("2022-02-27")], []),
    ("VI", 1, 1, "GL-STTTT", _ALL, [_YEAR], []),
    ("VI", 2, 1, "GL-STTTT+", _ALL_ABOVE, [_YEAR], [("=", 100)]),
    ("VI", 3, 1, "GL-STTTT+", _ALL_ABOVE, [_YEAR], []),
    ("VI", 4, 1, "GL-STTTT+", _ALL_ABOVE, [_YEAR], []),
    ("VI", 5, 1, "GL-STTTT+", _ALL_ABOVE, [_YEAR], []),
    ("VI", 6, 1, _ALL, "GL-STTTT", [_YEAR], [("=", 100), ("=", 100), ("=", 100), ("=", 100)]),
    ("VI", 7, 1, "GL-VPUBND", f"GL-STTTT {_ALL}", [_Q1], []),
    ("VI", 8, 2, _ALL, "GL-BUUDIEN", [_YEAR], [(">=", 60), (">=", 25)]),
    ("VI", 9, 3, _ALL_ABOVE, "GL-BUUDIEN+", [_YEAR], [(">=", 50), (">=", 10), (">=", 20)]),
    ("VI", 10, 1, "GL-STTTT", "G-CQHC GL-VNPT", [_YEAR], []),
    ("VI", 11, 2, "GL-SKHCN", _SBN_HUYEN, [_QUARTERLY], []),
    ("VI", 12, 2, "GL-SKHCN", _SBN_HUYEN, [("window", "2021-04-01", "2021-09-30"), _QUARTERLY], []),
    ("VI", 13, 1, "GL-SKHCN", _SBN_HUYEN, [_YEAR], []),
    ("VII", 1, 2, "GL-SNV", f"{_SBN_HUYEN} ?", [_by("2020-12-30")], []),
    ("VII", 2, 1, "GL-SNV", f"? {_SBN_HUYEN}", [_Q1], []),
    ("VII", 3, 1, "GL-SNV", _SBN_HUYEN, [_OTHERS], []),
    ("VII", 4, 2, "GL-SNV", "GL-STP GL-SKHCN GL-STTTT GL-STNMT GL-VPUBND", [_Q1, _Q2], []),
    ("VII", 5, 1, "GL-SNV", _SBN_HUYEN, [_OTHERS], []),
    ("VII", 6, 1, "GL-SNV", "G-SBN", [_ALWAYS], []),
]

CITED = {
    "18-NQ/TW": "2017-10-25",
    "19-NQ/TW": "2017-10-25",
    "39-NQ/TW": "2015-04-17",
    "64-CTr/TU": "2018-06-05",
    "108/2014/NĐ-CP": "2014-11-20",
    "113/2018/NĐ-CP": "2018-08-31",
    "143/2020/NĐ-CP": "2020-12-10",
    "107/2020/NĐ-CP": "2020-09-14",
    "24/2014/NĐ-CP": "2014-04-04",
    "108/2020/NĐ-CP": "2020-09-14",
    "37/2014/NĐ-CP": "2014-05-05",
    "130/2005/NĐ-CP": "2005-10-17",
    "117/2013/NĐ-CP": "2013-10-07",
    "43/2006/NĐ-CP": "2006-04-25",
    "16/2015/NĐ-CP": "2015-02-14",
    "141/2016/NĐ-CP": "2016-10-10",
    "54/2016/NĐ-CP": "2016-06-14",
    "120/2020/NĐ-CP": "2020-10-07",
    "62/2020/NĐ-CP": "2020-06-01",
    "106/NĐ-CP": "2020-09-10",
    "19/2014/QĐ-TTg": "2014-03-05",
    "680/QĐ-UBND": "2019-11-14",
    "1697/QĐ-BTTTT": "2018-10-23",
    "1705/QĐ-BTTTT": "2018-10-23",
    "Luật Ban hành văn bản QPPL": None,
    "Luật Cán bộ, công chức": None,
}
