"""Legal documents as plans cite them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lienthong.domain.plans.rules.citations import Citation, find_citations, merge, without_citations


def _numbers(text: str) -> list[str]:
    return [one.citation.number for one in find_citations(text)]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Nghị định số 107/2020/NĐ-CP", "107/2020/NĐ-CP"),
        ("Nghị định số 107/2020/NĐ- CP", "107/2020/NĐ-CP"),
        ("Nghị định số 107/2020/NĐ - CP", "107/2020/NĐ-CP"),
        ("nghị định số 107/2020/nđ-cp", "107/2020/NĐ-CP"),
        ("Nghị định số 106/NĐ-CP", "106/NĐ-CP"),
        ("Quyết định số 19/2014/QĐ - TTg", "19/2014/QĐ-TTg"),
        ("Quyết định số 680/QĐ- UBND", "680/QĐ-UBND"),
        ("Quyết định số 1697/QĐ- BTTTT", "1697/QĐ-BTTTT"),
        ("Nghị quyết số 18- NQ/TW", "18-NQ/TW"),
        ("Nghị quyết 19-NQ/TW", "19-NQ/TW"),
        ("Chương trình 64-CTr/TU", "64-CTr/TU"),
        ("Luật số 80/2015/QH13", "80/2015/QH13"),
        ("Nghị quyết số 12/2020/NQ-HĐND", "12/2020/NQ-HĐND"),
        ("Thông tư số 01/2018/TT-VPCP", "01/2018/TT-VPCP"),
        ("Nghị định số 61/2018/ND-CP", "61/2018/NĐ-CP"),
        ("Luật Tổ chức chính quyền địa phương số 77/2015/QH13", "77/2015/QH13"),
        ("Luật Cán bộ, công chức và các văn bản hướng dẫn", "Luật Cán bộ, công chức"),
        ("Luật Ban hành văn bản QPPL năm 2015", "Luật Ban hành văn bản QPPL"),
    ],
)
def test_a_number_is_told_in_its_official_form(text: str, number: str) -> None:
    assert _numbers(text) == [number]


@pytest.mark.parametrize(
    "text",
    [
        "ngày 31/8/2018",
        "mức độ 3/4",
        "Luật, Nghị quyết của Quốc hội",
        "theo dõi thi hành pháp luật",
        "quý I/2021",
        "24/7",
    ],
)
def test_other_words_and_fractions_are_no_documents(text: str) -> None:
    assert find_citations(text) == ()


def test_day_and_issuer_are_read_behind_the_number() -> None:
    (one,) = find_citations("Nghị định số 113/2018/NĐ-CP ngày 31/ 8/2018 của Chính phủ sửa đổi")
    assert one.citation == Citation("Nghị định", "113/2018/NĐ-CP", date(2018, 8, 31), "Chính phủ")


@pytest.mark.parametrize(
    ("text", "kind", "issuer"),
    [
        ("Luật Viên chức", "Luật", "Quốc hội"),
        ("Bộ luật Lao động", "Bộ luật", "Quốc hội"),
        ("Pháp lệnh Ưu đãi người có công", "Pháp lệnh", "Ủy ban Thường vụ Quốc hội"),
    ],
)
def test_a_law_cited_by_name_has_its_kind(text: str, kind: str, issuer: str) -> None:
    (one,) = find_citations(text)
    assert (one.citation.type, one.citation.number, one.citation.issuer) == (kind, text, issuer)


def test_two_laws_in_a_row_are_two() -> None:
    assert _numbers("Luật Đầu tư công, Luật Xây dựng và các nghị định") == [
        "Luật Đầu tư công",
        "Luật Xây dựng",
    ]


def test_mentions_of_one_document_are_merged() -> None:
    text = "Nghị quyết số 18-NQ/TW; Nghị quyết số 18- NQ/TW ngày 25/10/2017 của Ban Chấp hành Trung ương Đảng"
    citations, at_odds = merge(find_citations(text))
    assert citations == (
        Citation("Nghị quyết", "18-NQ/TW", date(2017, 10, 25), "Ban Chấp hành Trung ương Đảng"),
    )
    assert at_odds == ()


def test_two_days_for_one_document_are_told() -> None:
    text = "Nghị định số 24/2014/NĐ-CP ngày 04/4/2014; Nghị định số 24/2014/NĐ-CP ngày 05/4/2014"
    citations, at_odds = merge(find_citations(text))
    assert (citations[0].issued_on, at_odds) == (date(2014, 4, 4), ("24/2014/NĐ-CP",))


def test_a_decree_without_its_year_is_noted() -> None:
    assert [one.year_missing for one in find_citations("106/NĐ-CP; 680/QĐ-UBND; 62/2020/NĐ-CP")] == [
        True,
        False,
        False,
    ]


@given(
    st.integers(1, 9999),
    st.integers(1990, 2030),
    st.sampled_from([("NĐ", "CP"), ("QĐ", "TTg"), ("TT", "BNV"), ("NQ", "HĐND"), ("QĐ", "UBND")]),
    st.sampled_from(["-", "- ", " - "]),
)
def test_any_spacing_gives_one_form(count: int, year: int, signs: tuple[str, str], joint: str) -> None:
    text = f"theo văn bản số {count}/{year}/{signs[0]}{joint}{signs[1]} của cơ quan"
    assert _numbers(text) == [f"{count}/{year}/{signs[0]}-{signs[1]}"]


@given(st.text(alphabet="Nghị định số 0123456789/-QĐUBND ngày", max_size=60))
def test_blanking_moves_no_letter(text: str) -> None:
    assert len(without_citations(text)) == len(text)
