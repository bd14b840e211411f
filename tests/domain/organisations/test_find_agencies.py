"""What somebody types finds the agency that is meant, and never another one silently."""

from collections.abc import Iterator
from datetime import date

import pytest
from pytest_django.plugin import DjangoDbBlocker

from lienthong.domain.organisations.queries import find_agencies
from tests.factories.province import loaded

pytestmark = pytest.mark.django_db
DAY = date(2021, 10, 15)


@pytest.fixture(scope="module", autouse=True)
def province(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with loaded(django_db_blocker):
        yield


def exact(text: str, day: date = DAY) -> list[str]:
    return [match.agency.code for match in find_agencies(text, day) if match.is_exact]


@pytest.mark.parametrize(
    "text",
    ["GL-SNV", "gl-snv", "Sở Nội vụ", "so noi vu", "SNV", " sở nội vụ tỉnh ", "000.00.03.H21", "h21.03"],
)
def test_a_whole_name_abbreviation_or_code_is_exact(text: str) -> None:
    assert exact(text) == ["GL-SNV"]


def test_part_of_a_name_finds_and_is_not_exact() -> None:
    found = find_agencies("noi v", DAY)
    assert "GL-SNV" in [match.agency.code for match in found]
    assert exact("noi v") == []


def test_exact_ones_come_first_and_no_more_than_asked() -> None:
    found = find_agencies("so noi vu", DAY, limit=3)
    assert (found[0].agency.code, found[0].is_exact) == ("GL-SNV", True)
    assert len(find_agencies("ubnd", DAY, limit=3)) == 3


@pytest.mark.parametrize("text", ["", "  ", "%", "zzz", "xã Không Có"])
def test_nothing_is_found_for_nothing(text: str) -> None:
    assert find_agencies(text, DAY) == []


def test_only_agencies_of_the_day_and_within_reach_are_found() -> None:
    assert exact("GL-SNV", date(2026, 1, 1)) == []
    assert find_agencies("so noi vu", DAY, within={"GL-STC"}) == []
