"""The reference province, counted against totals written by hand from published lists."""

from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from lienthong.domain.organisations.exchange import DirectoryRow, Reference, read_directory, read_reference
from lienthong.domain.organisations.rules.succession import heir

FOLDER = Path(__file__).parents[3] / "data" / "organisations"
PLAN_DAY = date(2021, 10, 15)
MERGED_DAY = date(2025, 7, 1)

# Communes in each district of Gia Lai in 2021: (phường, xã, thị trấn).
GIA_LAI_2021 = {
    "GL-622": ("thành phố Pleiku", 14, 8, 0),
    "GL-623": ("thị xã An Khê", 6, 5, 0),
    "GL-624": ("thị xã Ayun Pa", 4, 4, 0),
    "GL-625": ("huyện KBang", 0, 13, 1),
    "GL-626": ("huyện Đăk Đoa", 0, 16, 1),
    "GL-627": ("huyện Chư Păh", 0, 12, 2),
    "GL-628": ("huyện Ia Grai", 0, 12, 1),
    "GL-629": ("huyện Mang Yang", 0, 11, 1),
    "GL-630": ("huyện Kông Chro", 0, 13, 1),
    "GL-631": ("huyện Đức Cơ", 0, 9, 1),
    "GL-632": ("huyện Chư Prông", 0, 19, 1),
    "GL-633": ("huyện Chư Sê", 0, 14, 1),
    "GL-634": ("huyện Đăk Pơ", 0, 7, 1),
    "GL-635": ("huyện Ia Pa", 0, 9, 0),
    "GL-637": ("huyện Krông Pa", 0, 13, 1),
    "GL-638": ("huyện Phú Thiện", 0, 9, 1),
    "GL-639": ("huyện Chư Pưh", 0, 8, 1),
}

NAMED_BY_THE_PLAN = {
    "Sở Tư pháp": "GL-STP",
    "Văn phòng HĐND tỉnh": "GL-VPHDND",
    "Văn phòng UBND tỉnh": "GL-VPUBND",
    "Sở Nội vụ": "GL-SNV",
    "Sở Giáo dục và Đào tạo": "GL-SGDDT",
    "Sở Tài chính": "GL-STC",
    "Sở Thông tin và Truyền thông": "GL-STTTT",
    "Sở Khoa học và Công nghệ": "GL-SKHCN",
    "Bưu điện tỉnh": "GL-BUUDIEN",
    "VNPT Gia Lai": "GL-VNPT",
    "Tài nguyên và Môi trường": "GL-STNMT",
    "Sở, ban, ngành tỉnh": "G-SBN",
    "UBND cấp huyện": "G-HUYEN",
    "UBND các huyện, thị xã, thành phố": "G-HUYEN",
    "UBND cấp xã": "G-XA",
    "Các cơ quan hành chính nhà nước trên địa bàn tỉnh": "G-CQHC",
}


@cache
def reference() -> Reference:
    return read_reference(FOLDER)


@cache
def directory(day: date) -> dict[str, DirectoryRow]:
    return {row.code: row for row in read_directory(FOLDER, day)}


def units(prefix: str, day: date) -> Counter[str]:
    return Counter(row.kind for code, row in directory(day).items() if code.startswith(prefix) and row.level)


def test_the_files_have_no_fault() -> None:
    assert [str(error) for error in reference().errors] == []


@pytest.mark.parametrize("code", GIA_LAI_2021)
def test_each_district_has_its_communes_of_2021(code: str) -> None:
    name, wards, communes, townships = GIA_LAI_2021[code]
    rows = directory(PLAN_DAY)
    below = Counter(row.kind for row in rows.values() if row.parent == code)
    assert rows[code].name == f"Ủy ban nhân dân {name}"
    assert below == Counter({"WARD": wards, "COMMUNE": communes, "TOWNSHIP": townships})


def test_gia_lai_of_2021_has_17_districts_and_220_communes() -> None:
    found = units("GL-", PLAN_DAY)
    assert (found["CITY"], found["TOWN"], found["DISTRICT"]) == (1, 2, 14)
    assert (found["COMMUNE"], found["WARD"], found["TOWNSHIP"]) == (182, 24, 14)


def test_gia_lai_has_218_communes_after_november_2024() -> None:
    found = units("GL-", date(2024, 11, 1))
    assert (found["COMMUNE"], found["WARD"], found["TOWNSHIP"]) == (180, 24, 14)


def test_binh_dinh_is_a_neighbour_with_11_districts_and_159_communes() -> None:
    found = units("BD", PLAN_DAY)
    assert found["CITY"] + found["TOWN"] + found["DISTRICT"] == 11
    assert found["COMMUNE"] + found["WARD"] + found["TOWNSHIP"] == 159
    assert sum(found.values()) == 1 + 11 + 159


def test_binh_dinh_has_155_communes_at_the_end_of_2024() -> None:
    found = units("BD-", date(2024, 12, 31))
    assert (found["COMMUNE"], found["WARD"], found["TOWNSHIP"]) == (115, 28, 12)


def test_the_new_province_has_110_communes_and_25_wards_and_no_district() -> None:
    found = units("", MERGED_DAY)
    assert (found["COMMUNE"], found["WARD"], found["TOWNSHIP"]) == (110, 25, 0)
    assert found["CITY"] == found["TOWN"] == found["DISTRICT"] == 0
    assert found["PROVINCE"] == 1


def test_77_of_the_new_communes_come_from_gia_lai_and_58_from_binh_dinh() -> None:
    level = {row.code: row.level for row in reference().agencies}
    origins: dict[str, set[str]] = {}
    for row in reference().successions:
        if (
            row.edge.on == MERGED_DAY
            and level[row.edge.predecessor] == level[row.edge.successor] == "COMMUNE"
        ):
            origins.setdefault(row.edge.successor, set()).add(row.edge.predecessor[:2])
    assert Counter(frozenset(found) for found in origins.values()) == {
        frozenset({"GL"}): 77,
        frozenset({"BD"}): 58,
    }


def test_every_unit_of_2021_has_one_heir_in_force_after_the_merger() -> None:
    edges = [row.edge for row in reference().successions]
    now = directory(MERGED_DAY)
    before = [code for code, row in directory(PLAN_DAY).items() if not row.is_group]
    assert {code for code in before if heir(edges, code, MERGED_DAY) not in now} == set()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("GL", "GL25"),
        ("BD", "GL25"),
        ("GL-STTTT", "GL25-SKHCN"),
        ("GL-STNMT", "GL25-SNNMT"),
        ("GL-SNV", "GL25-SNV"),
        ("GL-622", "GL25-23575"),  # Pleiku: phường Pleiku
        ("GL-23593", "GL25-23590"),  # Tân Sơn went into Biển Hồ in 2024, that into the new Biển Hồ
        ("GL-23674", "GL25-23674"),  # Đăk HLơ: Kông Bơ La
        ("GL-23872", "GL25-23872"),  # Ia Dom, left as it was
        ("GL-23905", "GL25-23908"),  # Ia Băng (Chư Prông): Ia Tôr
        ("BD-21601", "GL25-21601"),  # Nhơn Hội: Quy Nhơn Đông
    ],
)
def test_it_knows_the_heir(old: str, new: str) -> None:
    assert heir([row.edge for row in reference().successions], old, MERGED_DAY) == new


def test_a_divided_commune_names_one_principal_heir() -> None:
    divided = [row.edge for row in reference().successions if row.edge.kind == "split"]
    assert {edge.predecessor: edge.successor for edge in divided if edge.principal} == {
        "GL-23674": "GL-23671",  # Đăk HLơ: Kông Bơ La, a part to Nghĩa An
        "BD-21634": "GL25-21628",  # An Nghĩa: An Hòa, a part to An Toàn
        "BD-21997": "GL25-21997",  # Canh Liên, a part to Canh Vinh
        "BD-22000": "GL25-22006",  # Canh Hiệp: Canh Vinh, a part to Vân Canh
    }
    assert len(divided) == 8


def members(group: str, day: date) -> set[str]:
    return {row.agency for row in reference().members if row.group == group and row.period.holds(day)}


def test_groups_have_their_members_by_day() -> None:
    assert len(members("G-SBN", PLAN_DAY)) == 20
    assert len(members("G-HUYEN", PLAN_DAY)) == 17
    assert len(members("G-XA", PLAN_DAY)) == 220
    assert len(members("G-CQHC", PLAN_DAY)) == 257
    assert (len(members("G-HUYEN", MERGED_DAY)), len(members("G-XA", MERGED_DAY))) == (0, 135)


def test_the_office_of_the_council_and_vertical_agencies_are_not_departments_by_default() -> None:
    assert members("G-SBN", PLAN_DAY).isdisjoint(
        {"GL-VPHDND", "GL-CONGAN", "GL-THUE", "GL-BUUDIEN", "GL-VNPT"}
    )


@pytest.mark.parametrize("name", NAMED_BY_THE_PLAN)
def test_each_name_in_the_plan_finds_one_agency_or_group(name: str) -> None:
    found = [
        row.code for row in directory(PLAN_DAY).values() if name.lower() in {n.lower() for n in row.names}
    ]
    assert found == [NAMED_BY_THE_PLAN[name]]


@pytest.mark.parametrize(
    ("code", "spelling"),
    [
        ("GL-626", "Đak Đoa"),
        ("GL-625", "Kbang"),
        ("GL-627", "Chư Pah"),
        ("GL-634", "Đak Pơ"),
        ("GL-622", "Plei Ku"),
        ("GL-23671", "Xã Kông Pla"),
        ("GL-23968", "Xã H'Bông"),
    ],
)
def test_other_spellings_are_aliases(code: str, spelling: str) -> None:
    assert spelling in directory(PLAN_DAY)[code].aliases


def test_only_the_codes_of_the_province_are_confirmed() -> None:
    assert {row.agency for row in reference().official_codes if row.origin.confirmed} == {"GL", "GL25"}


def test_the_province_has_a_code_in_both_schemes_in_2021() -> None:
    assert directory(PLAN_DAY)["GL"].codes == ("000.00.00.H21", "H21")
