"""Until when a case is kept: by which rule of which day, counted from the year in which the work ended."""

from datetime import date

import pytest

from lienthong.domain.retention.rules.keeping import Term, explain, kept_until, last_year_over, term_of


def term(id: int, since: str, years: int | None, procedure: str = "", field: str = "") -> Term:
    return Term(id, date.fromisoformat(since), procedure, field, years, "Thông tư 09/2011/TT-BNV", True)


ALL = term(1, "2011-07-18", 10)
LATER = term(2, "2023-02-15", 5)
LAND = term(3, "2011-07-18", None, field="Đất đai")
ONE = term(4, "2011-07-18", 2, procedure="TC01")
TERMS = [ALL, LATER, LAND, ONE]


@pytest.mark.parametrize(
    ("procedure", "field", "ended", "wanted"),
    [
        ("TC09", "Xây dựng", "2021-10-20", ALL),
        ("TC09", "Xây dựng", "2023-02-14", ALL),
        ("TC09", "Xây dựng", "2023-02-15", LATER),
        ("TC09", "Đất đai", "2024-01-01", LAND),
        ("TC01", "Đất đai", "2024-01-01", ONE),
        ("TC09", "Xây dựng", "2011-07-17", None),
    ],
)
def test_the_rule_of_the_day_holds_and_the_narrower_before_the_wider(
    procedure: str, field: str, ended: str, wanted: Term | None
) -> None:
    found = term_of(TERMS, procedure=procedure, field=field, ended_on=date.fromisoformat(ended))
    assert found == wanted


def test_of_two_rules_of_one_day_the_one_written_last_holds() -> None:
    mended = term(9, "2011-07-18", 20)
    assert term_of([mended, ALL], procedure="x", field="y", ended_on=date(2015, 1, 1)) == mended


def test_years_count_from_the_year_in_which_the_work_ended() -> None:
    for ended in (date(2021, 1, 1), date(2021, 12, 31)):
        assert kept_until(ALL, ended) == date(2031, 12, 31)
    assert last_year_over(ALL, date(2031, 12, 31)) == 2020
    assert last_year_over(ALL, date(2032, 1, 1)) == 2021
    assert kept_until(LAND, date(2021, 1, 1)) is None
    assert last_year_over(LAND, date(2099, 1, 1)) is None


def test_the_day_explains_itself() -> None:
    told = explain(ALL, date(2021, 10, 20))
    assert told == (
        "Kết thúc 20/10/2021; 10 năm kể từ năm công việc kết thúc (2021): giữ đến hết 31/12/2031."
        " Căn cứ: Thông tư 09/2011/TT-BNV."
    )
    assert "vĩnh viễn" in explain(LAND, date(2021, 10, 20))
    assert "Chưa có quy định" in explain(None, date(2021, 10, 20))
    unread = Term(5, date(2011, 1, 1), "", "", 10, "Quy chế", confirmed=False)
    assert "chưa đối chiếu" in explain(unread, date(2021, 10, 20))
