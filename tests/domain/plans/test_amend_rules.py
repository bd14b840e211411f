"""What a version changes in standing duties, slot by slot: a table written by hand."""

from datetime import date

import pytest

from lienthong.domain.plans.rules.amending import Laying, Standing, Wanted, compare
from lienthong.domain.plans.rules.laying import Duty

JUNE, JULY, AUGUST = date(2021, 6, 30), date(2021, 7, 31), date(2021, 8, 31)


def wanted(agency: str, due: date | None = JUNE, outputs: int = 1, key: str = "1/1") -> Wanted:
    return Wanted(1, 7, Duty(agency, key, "Báo cáo", ("x",) * outputs, "by", None, due))


def standing(
    number: int,
    laid_on: str,
    agency: str = "",
    due: date | None = JUNE,
    outputs: int = 1,
    key: str = "1/1",
    *,
    is_closed: bool = False,
) -> Standing:
    return Standing(number, 1, laid_on, agency or laid_on, key, outputs, JUNE, due, is_closed)


def told(
    laying: Laying,
) -> tuple[list[tuple[str, str]], list[int], list[tuple[int, str]], list[tuple[int, date]]]:
    laid = [(one.duty.agency, key) for one, key in laying.laid]
    return laid, laying.dropped, laying.handed, laying.dated


@pytest.mark.parametrize(
    ("asked", "rows", "expected"),
    [
        ([wanted("A")], [], ([("A", "1/1")], [], [], [])),
        ([wanted("A")], [standing(1, "A")], ([], [], [], [])),
        ([], [standing(1, "A")], ([], [1], [], [])),
        ([], [standing(1, "A", is_closed=True)], ([], [], [], [])),
        ([wanted("A", JULY)], [standing(1, "A")], ([], [], [], [(1, JULY)])),
        ([wanted("A", JUNE)], [standing(1, "A", due=AUGUST)], ([], [], [], [])),
        ([wanted("A", None)], [standing(1, "A")], ([], [], [], [])),
        ([wanted("A", JULY)], [standing(1, "A", is_closed=True)], ([], [], [], [])),
        ([wanted("B")], [standing(1, "A")], ([], [], [(1, "B")], [])),
        ([wanted("B", JULY)], [standing(1, "A")], ([], [], [(1, "B")], [(1, JULY)])),
        ([wanted("B"), wanted("C")], [standing(1, "A")], ([("B", "1/1"), ("C", "1/1")], [1], [], [])),
        ([wanted("A"), wanted("B")], [standing(1, "A")], ([("B", "1/1")], [], [], [])),
        ([wanted("B")], [standing(1, "A", "B")], ([], [], [], [])),
        ([wanted("A")], [standing(1, "A", "B")], ([], [], [], [])),
        ([wanted("A", outputs=2)], [standing(1, "A")], ([("A", "1/1@2")], [1], [], [])),
        ([wanted("A")], [standing(1, "A", key="1/1@1")], ([], [], [], [])),
        ([wanted("A")], [standing(1, "A"), standing(2, "A", key="1/1+2")], ([], [], [], [])),
        ([], [standing(1, "A"), standing(2, "A", key="1/1+2")], ([], [1, 2], [], [])),
        (
            [wanted("B")],
            [standing(1, "A"), standing(2, "A", key="1/1+2")],
            ([], [], [(1, "B"), (2, "B")], []),
        ),
    ],
)
def test_a_version_changes_what_it_says_and_nothing_else(
    asked: list[Wanted], rows: list[Standing], expected: object
) -> None:
    taken = {(row.lineage, row.laid_on, row.key) for row in rows}
    assert told(compare(asked, rows, taken=taken, version=2)) == expected
