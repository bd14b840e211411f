"""Loading the reference province: fast, once, and never over what people changed."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lienthong.domain.organisations import actions, errors, queries
from lienthong.domain.organisations.exchange import read_directory, read_reference
from lienthong.domain.organisations.models import (
    Agency,
    AgencyVersion,
    GroupMembership,
    OfficialCode,
    Succession,
)
from lienthong.spine.ledger.models import Entry
from tests.domain.organisations.conftest import AT, BY

pytestmark = pytest.mark.django_db

FOLDER = Path(__file__).parents[3] / "data" / "organisations"
PLAN_DAY = date(2021, 10, 15)
LATER = AT + timedelta(days=1)


def load() -> actions.LoadResult:
    return actions.load_reference(reference=read_reference(FOLDER), by=BY, at=AT)


def counts() -> list[int]:
    return [
        model.objects.count() for model in (Agency, AgencyVersion, OfficialCode, GroupMembership, Succession)
    ]


def test_it_loads_everything_with_few_statements() -> None:
    with CaptureQueriesContext(connection) as asked:
        result = load()
    assert (result.agencies, result.groups) == (Agency.objects.count(), 4)
    assert len(asked) < 30
    assert queries.count_agencies(PLAN_DAY, level="COMMUNE") == 220 + 159
    assert len(queries.list_group_members("G-SBN", PLAN_DAY)) == 20


def test_loading_twice_changes_nothing() -> None:
    load()
    before, entries = counts(), Entry.objects.count()
    assert load().total == 0
    assert (counts(), Entry.objects.count()) == (before, entries)


def test_it_leaves_alone_what_people_changed() -> None:
    load()
    actions.set_membership(group="G-SBN", agency="GL-BDT", member=False, on=PLAN_DAY, by=BY, at=LATER)
    actions.rename_agency(code="GL-SNV", name="Sở Khác", on=PLAN_DAY, by=BY, at=LATER)
    assert load().total == 0
    assert "GL-BDT" not in queries.member_codes("G-SBN", PLAN_DAY)
    renamed = queries.get_agency("GL-SNV", PLAN_DAY)
    assert renamed is not None and renamed.name == "Sở Khác"


def test_files_and_database_give_one_directory() -> None:
    load()
    for day in (PLAN_DAY, date(2024, 11, 1), date(2025, 7, 1)):
        assert queries.get_directory(day) == read_directory(FOLDER, day)


def test_the_merger_of_2025_ends_districts_and_leaves_one_tree() -> None:
    load()
    tree = queries.get_tree(date(2025, 7, 1), root="GL25")
    assert sum(row.agency.level == "COMMUNE" and row.depth == 1 for row in tree) == 135
    assert queries.subtree_codes("GL", date(2025, 7, 1)) == frozenset()
    assert len(queries.subtree_codes("GL", PLAN_DAY)) == 1 + 21 + 2 + 17 + 220
    assert queries.get_heir("GL-STTTT", date(2025, 7, 1)) == "GL25-SKHCN"


def test_it_refuses_files_with_faults(tmp_path: Path) -> None:
    with pytest.raises(errors.ReferenceHasFaults, match="5 "):
        actions.load_reference(reference=read_reference(tmp_path), by=BY, at=AT)
    assert Agency.objects.count() == 0
