"""Who is meant by the words of a cell."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.domain.plans.known import DIRECTORY

from lienthong.domain.plans.rules.agencies import AgencyReading, Directory, Named


def _codes(text: str) -> list[str | None]:
    return [one.agency or one.group for one in DIRECTORY.read(text)]


def _texts(text: str) -> list[str]:
    return [one.text for one in DIRECTORY.read(text)]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Sở Nội vụ", ["GL-SNV"]),
        ("SỞ NỘI VỤ", ["GL-SNV"]),
        ("So Noi vu", ["GL-SNV"]),
        ("Sở Nội vụ/Sở Tư pháp", ["GL-SNV", "GL-STP"]),
        ("Sở Nội vụ + Sở Tư pháp", ["GL-SNV", "GL-STP"]),
        ("VPUBND tỉnh", ["GL-VPUBND"]),
        ("Sở Nội vụ; Sở Giáo dục và Đào tạo", ["GL-SNV", "GL-SGDDT"]),
        ("Sở Giáo dục & Đào tạo, Sở Nội vụ", ["GL-SGDDT", "GL-SNV"]),
        ("Sở Lao động, Thương binh và Xã hội", ["GL-SLDTBXH"]),
        ("Sở, ban, ngành tỉnh, UBND cấp huyện", ["G-SBN", "G-HUYEN"]),
        ("Sở, ban, ngành tỉnh, UBND các huyện, thị xã, thành phố", ["G-SBN", "G-HUYEN"]),
        ("Các sở, ban, ngành tỉnh và Ủy ban nhân dân các huyện, thị xã, thành phố", ["G-SBN", "G-HUYEN"]),
        ("Sở Thông tin và Truyền thông, Sở, ban, ngành tỉnh; UBND cấp xã", ["GL-STTTT", "G-SBN", "G-XA"]),
        ("Các cơ quan hành chính nhà nước trên địa bàn tỉnh; VNPT Gia Lai", ["G-CQHC", "GL-VNPT"]),
        ("- Sở Y tế.\n- Sở, ban, ngành tỉnh, UBND cấp huyện.", ["GL-SYT", "G-SBN", "G-HUYEN"]),
        ("1. Sở Y tế\n2. Công an tỉnh", ["GL-SYT", "GL-CONGAN"]),
        ("Văn phòng Ủy ban nhân dân tỉnh", ["GL-VPUBND"]),
        ("VP UBND tỉnh", ["GL-VPUBND"]),
        ("Sở Nội vụ tỉnh Gia Lai", ["GL-SNV"]),
        ("Sở Nội vụ (Phòng Cải cách hành chính, Văn thư)", ["GL-SNV"]),
        ("Phối hợp với Sở Y tế và Công an tỉnh", ["GL-SYT", "GL-CONGAN"]),
        ("UBND TP. Pleiku, UBND huyện Chư Păh", ["GL-622", "GL-627"]),
        ("UBND tỉnh", ["GL"]),
    ],
)
def test_names_are_matched_longest_first(text: str, codes: list[str]) -> None:
    assert _codes(text) == codes


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        (
            "Các đơn vị: Tư pháp, Khoa học và Công nghệ; Thông tin và Truyền thông, "
            "Tài nguyên và Môi trường; Văn phòng UBND tỉnh.",
            ["GL-STP", "GL-SKHCN", "GL-STTTT", "GL-STNMT", "GL-VPUBND"],
        ),
        (
            "Các Sở: Nội vụ, Văn hóa, Thể thao và Du lịch; Công an tỉnh",
            ["GL-SNV", "GL-SVHTTDL", "GL-CONGAN"],
        ),
        ("Các Sở Tư pháp, Tài chính và Y tế", ["GL-STP", "GL-STC", "GL-SYT"]),
        ("Sở Tư pháp, Nội vụ", ["GL-STP", "GL-SNV"]),
        ("Các sở, ban, ngành: Nội vụ, Tư pháp, Công an tỉnh", ["GL-SNV", "GL-STP", "GL-CONGAN"]),
        ("Sở, ban, ngành tỉnh: UBND cấp huyện", ["G-SBN", "G-HUYEN"]),
        ("Sở, ban, ngành tỉnh:", ["G-SBN"]),
        ("UBND các huyện, thị xã: Chư Păh, Pleiku", ["GL-627", "GL-622"]),
    ],
)
def test_bare_names_are_read_in_lists(text: str, codes: list[str]) -> None:
    assert _codes(text) == codes


def test_a_bare_name_alone_is_nobody() -> None:
    assert _codes("Tư pháp") == [None]


@pytest.mark.parametrize(
    "text",
    ["UBND", "các cơ quan liên quan", "các cơ quan, đơn vị liên quan", "Hội đồng thẩm định", "Sở Du lịch"],
)
def test_whoever_is_not_known_keeps_the_words_and_a_doubt(text: str) -> None:
    (one,) = DIRECTORY.read(text)
    assert (one.text, one.agency, one.group) == (text, None, None)
    assert one.doubt


@pytest.mark.parametrize(
    "text", ["Sở Nội vụ tỉnh Bình Định", "Sở Tư pháp thành phố Hồ Chí Minh", "Văn phòng UBND tỉnh Đắk Lắk"]
)
def test_the_same_office_elsewhere_is_not_ours(text: str) -> None:
    (one,) = DIRECTORY.read(text)
    assert (one.agency, one.text) == (None, text)


def test_a_group_of_those_concerned_is_the_group_with_a_doubt() -> None:
    (one,) = DIRECTORY.read("Các Sở, ban, ngành có liên quan")
    assert one == AgencyReading("Các Sở, ban, ngành có liên quan", None, "G-SBN", doubt="vague")


def test_unknown_names_do_not_swallow_their_neighbours() -> None:
    assert _texts("Sở, ban, ngành tỉnh, UBND và các cơ quan liên quan") == [
        "Sở, ban, ngành tỉnh",
        "UBND",
        "các cơ quan liên quan",
    ]
    assert _texts("Sở Du lịch và Thể thao, Sở Nội vụ") == ["Sở Du lịch và Thể thao", "Sở Nội vụ"]


def _dated(**days: date) -> Directory:
    old = Named("OLD", ("Sở Giao thông",), valid_to=days["until"])
    new = Named("NEW", ("Sở Giao thông",), valid_from=days["since"])
    return Directory((old, new))


def test_names_are_read_as_the_directory_stood_on_the_day() -> None:
    directory = _dated(until=date(2025, 3, 1), since=date(2025, 3, 1))
    assert directory.read("Sở Giao thông", date(2025, 2, 28))[0].agency == "OLD"
    assert directory.read("Sở Giao thông", date(2025, 3, 1))[0].agency == "NEW"


def test_an_agency_not_in_force_is_matched_with_a_doubt() -> None:
    directory = Directory((Named("OLD", ("Sở Giao thông",), valid_to=date(2020, 1, 1)),))
    (one,) = directory.read("Sở Giao thông", date(2021, 1, 1))
    assert (one.agency, one.doubt) == ("OLD", "not_in_force")


def test_a_name_that_two_bear_is_nobody() -> None:
    directory = Directory((Named("A", ("Trung tâm Tin học",)), Named("B", ("Trung tâm tin học",))))
    (one,) = directory.read("TRUNG TÂM TIN HỌC")
    assert (one.agency, one.doubt) == (None, "ambiguous")


def test_marks_decide_between_names_that_differ_by_them_alone() -> None:
    directory = Directory((Named("BA", ("Xã Ia Bă",)), Named("BANG", ("Xã Ia Bá",))))
    assert directory.read("Xã Ia Bá")[0].agency == "BANG"


def test_rows_of_a_reference_file_make_a_directory() -> None:
    row = {
        "code": "GL-X",
        "name": "Sở Xây dựng",
        "short_name": "SXD",
        "aliases": "Sở XD; Sở Kiến thiết",
        "valid_from": "2000-01-01",
        "valid_to": "",
    }
    directory = Directory.from_rows([row], [{"code": "G-X", "name": "Các xã biên giới", "aliases": ""}])
    assert [one.agency or one.group for one in directory.read("Sở Kiến thiết; các xã biên giới")] == [
        "GL-X",
        "G-X",
    ]


_NAMES = [named for named in DIRECTORY.entries if named.code != "GL"]


@given(
    st.lists(st.sampled_from(_NAMES), min_size=1, max_size=5),
    st.sampled_from(["; ", ", ", "\n", ";\n", " và "]),
)
def test_any_list_of_known_names_is_read_back(chosen: list[Named], separator: str) -> None:
    assert _codes(separator.join(named.names[0] for named in chosen)) == [named.code for named in chosen]


@given(st.text(alphabet="Sở ban,ngành;UBND và\n.-:()tỉnhhuyện", max_size=60))
def test_no_word_is_dropped(text: str) -> None:
    kept = " ".join(_texts(text))
    words = [word for word in text.replace(",", " ").split() if len(word) > 3 and word.isalpha()]
    assert all(word in kept or word.startswith("ngành") for word in words if "Sở" not in word)
