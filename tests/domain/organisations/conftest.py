"""A small province for tests: P with departments A and B, district D with commune C, and a group."""

from datetime import UTC, date, datetime

import pytest

from lienthong.domain.organisations import actions
from lienthong.domain.organisations.queries import Kind, Level
from lienthong.spine.actor import Actor

START = date(2020, 1, 1)
AT = datetime(2021, 3, 1, 2, tzinfo=UTC)
BY = Actor(account="admin", name="Quản trị", agency="P", origin="test")

UNITS = [
    ("P", "Ủy ban nhân dân tỉnh", Kind.PROVINCE, Level.PROVINCE, ""),
    ("A", "Sở An toàn", Kind.DEPARTMENT, Level.PROVINCE, "P"),
    ("B", "Sở Bình yên", Kind.DEPARTMENT, Level.PROVINCE, "P"),
    ("D", "Ủy ban nhân dân huyện Đăk Mới", Kind.DISTRICT, Level.DISTRICT, "P"),
    ("C", "Ủy ban nhân dân xã Ia Mới", Kind.COMMUNE, Level.COMMUNE, "D"),
]


@pytest.fixture
def province(db: None) -> None:
    for code, name, kind, level, parent in UNITS:
        actions.create_agency(
            code=code, name=name, kind=kind, level=level, parent=parent, on=START, by=BY, at=AT
        )
    actions.create_group(code="G-ALL", name="Sở, ban, ngành", by=BY, at=AT)
