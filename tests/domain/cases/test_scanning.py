"""Scans are attached where the papers lie, once each, and taken away with a reason; their time ends with the case's."""

from io import BytesIO

import pytest
from django.db import IntegrityError, transaction

from lienthong.domain.cases import actions, queries
from lienthong.domain.cases import models as m
from lienthong.domain.cases.errors import NoSuchPaper, NoSuchScan, NotNow, NotYours, ReasonMissing
from lienthong.spine.actor import platform
from lienthong.spine.files.errors import FileRefused
from lienthong.spine.files.queries import get_file
from lienthong.spine.ledger import queries as ledger
from tests.domain.cases.running import (
    BEGUN,
    CLERK,
    OFFICER,
    STRANGER,
    hour,
    procedure,
    province,
    received,
    to_office,
)
from tests.domain.plans.running import PDF

pytestmark = pytest.mark.django_db


@pytest.fixture
def version() -> int:
    province()
    return procedure()


def scan(case: int, place: int = 1, content: bytes = PDF, name: str = "đơn.pdf", **more: object) -> int:
    given = {"by": CLERK, "at": BEGUN} | more
    return actions.add_scan(case=case, place=place, content=BytesIO(content), name=name, **given)  # type: ignore[arg-type]


def test_the_counter_attaches_and_who_handles_it_later_too(version: int) -> None:
    case = to_office(version)
    scan(case)
    scan(case, 0, PDF + b"\n%", "khác.pdf", by=OFFICER)
    assert [(one.place, one.name, one.adder) for one in queries.list_scans(case)] == [
        (0, "khác.pdf", "Người officer"),
        (1, "đơn.pdf", "Người clerk"),
    ]
    verbs = [one.verb for one in ledger.list_entries(subject=f"case:{case}")]
    assert verbs.count("cases.add_scan") == 2


def test_the_same_file_again_for_the_same_paper_is_the_one_that_is_there(version: int) -> None:
    case = received(version)
    assert scan(case) == scan(case)
    assert scan(case, 2) != scan(case)
    assert m.Scan.objects.count() == 2


def test_a_wrong_page_goes_with_a_reason_and_its_file_too(version: int) -> None:
    case = received(version)
    first = scan(case)
    (row,) = queries.list_scans(case)
    with pytest.raises(ReasonMissing):
        actions.remove_scan(case=case, scan=first, reason=" ", by=CLERK, at=BEGUN)
    actions.remove_scan(case=case, scan=first, reason="Nhầm hồ sơ", by=CLERK, at=BEGUN)
    assert (queries.list_scans(case), get_file(row.file)) == ([], None)
    with pytest.raises(NoSuchScan):
        actions.remove_scan(case=case, scan=first, reason="Lần nữa", by=CLERK, at=BEGUN)
    assert scan(case) != first, "it may come again"


@pytest.mark.parametrize("place", [-1, 4, 10**9])
def test_only_papers_of_the_list_have_scans(version: int, place: int) -> None:
    with pytest.raises(NoSuchPaper):
        scan(received(version), place)


@pytest.mark.parametrize(("name", "content"), [("a.exe", PDF), ("a.pdf", b"MZ"), ("a.pdf", b""), ("a", PDF)])
def test_what_is_no_scan_is_refused_and_nothing_is_kept(version: int, name: str, content: bytes) -> None:
    case = received(version)
    with pytest.raises(FileRefused):
        scan(case, 1, content, name)
    assert queries.list_scans(case) == []


def test_others_attach_nothing_nor_does_anybody_once_it_ended(version: int) -> None:
    case = received(version)
    with pytest.raises(NotYours):
        scan(case, by=STRANGER)
    with pytest.raises(NotYours):
        scan(to_office(version), by=STRANGER)
    actions.withdraw(case=case, reason="Đổi ý", by=CLERK, at=hour("15/10 10:00"))
    with pytest.raises(NotNow):
        scan(case)


def test_postgresql_keeps_what_was_attached(version: int) -> None:
    case = received(version)
    scan(case)
    for changed in ({"place": 2}, {"digest": "x"}, {"name": "khác"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            m.Scan.objects.update(**changed)
    with pytest.raises(IntegrityError), transaction.atomic():
        m.Scan.objects.all().delete()


def test_scans_go_when_the_time_of_their_case_is_over(version: int) -> None:
    case = received(version)
    scan(case)
    (row,) = queries.list_scans(case)
    file = get_file(row.file)
    assert file
    actions.withdraw(case=case, reason="Đổi ý", by=CLERK, at=hour("15/10 10:00"))
    digests = actions.erase(case=case, basis="Danh mục 1", by=platform("job"), at=hour("15/10 11:00"))
    assert file.digest in digests
    assert get_file(row.file) is None
    assert m.Scan.objects.get().name == "(đã hủy)"
