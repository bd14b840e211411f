"""Codes are proposed from names, and refused when they cannot be one."""

from datetime import date

import pytest

from lienthong.domain.organisations import actions, errors, queries
from lienthong.domain.organisations.queries import Kind, Level
from lienthong.domain.organisations.rules.codes import is_plain, propose
from tests.domain.organisations.conftest import AT, BY


@pytest.mark.parametrize(
    ("name", "parent", "code"),
    [
        ("Sở Nội vụ", "GL", "GL-SNV"),
        ("Sở Kế hoạch và Đầu tư", "GL", "GL-SKHDT"),
        ("Văn phòng UBND tỉnh", "GL", "GL-VPUBNDT"),
        ("Trung tâm Lưu trữ", "GL-SNV", "GL-TTLT"),
        ("Ủy ban nhân dân tỉnh Kon Tum", "", "UBNDTKT"),
        ("Khu 7", "GL", "GL-K7"),
        ("…", "GL", ""),
    ],
)
def test_a_code_is_the_province_and_the_initials(name: str, parent: str, code: str) -> None:
    assert propose(name, parent) == code


@pytest.mark.parametrize(
    ("code", "fits"),
    [
        ("GL-SNV", True),
        ("A", True),
        ("gl-snv", False),
        ("SỞ", False),
        ("7A", False),
        ("G-XA", False),
        ("", False),
    ],
)
def test_a_code_is_plain(code: str, fits: bool) -> None:
    assert is_plain(code) is fits


@pytest.mark.usefixtures("province")
def test_what_is_taken_is_not_proposed_again() -> None:
    day = date(2021, 1, 1)
    for code in ("GL-SNV", "GL-SNV2"):
        actions.create_agency(
            code=code, name=code, kind=Kind.DEPARTMENT, level=Level.PROVINCE, on=day, by=BY, at=AT
        )
    assert queries.propose_code("Sở Nội vụ", "GL") == "GL-SNV3"
    assert queries.propose_code("Sở Ngoại vụ", "BD") == "BD-SNV"


@pytest.mark.usefixtures("province")
@pytest.mark.parametrize("code", ["gl-snv", "G-SBN", "SỞ NỘI VỤ", ""])
def test_an_agency_with_an_unfit_code_is_refused(code: str) -> None:
    with pytest.raises(errors.CodeUnfit):
        actions.create_agency(
            code=code, name="x", kind=Kind.DEPARTMENT, level=Level.PROVINCE, on=date(2021, 1, 1), by=BY, at=AT
        )


@pytest.mark.usefixtures("province")
def test_where_it_is_known_from_is_kept() -> None:
    actions.create_agency(
        code="N",
        name="Nhà văn hóa",
        kind=Kind.SERVICE_UNIT,
        level=Level.PROVINCE,
        on=date(2021, 1, 1),
        source="Niên giám 2021",
        confirmed=False,
        by=BY,
        at=AT,
    )
    row = queries.get_agency("N", date(2021, 1, 1))
    assert row is not None
    assert (row.source, row.confirmed, row.decision) == ("Niên giám 2021", False, "")
