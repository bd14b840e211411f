"""A case of another agency is not there: on no route, in no list, count, export, print or download, for no role.

Every address that has a case in it is asked for by people of other agencies, as a visit and as a form, with what really
hangs on the case (its paper, its scan, each of its moves). Every other page that they may open is read through, files
unpacked, for the number of the case and for whom it is about. The counter that received it finds it in the same places.
"""

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from io import BytesIO
from zipfile import ZipFile, is_zipfile

import pytest
from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase
from django.test import Client
from pypdf.errors import PdfReadError
from pytest_django.plugin import DjangoDbBlocker

from lienthong.domain.accounts.queries import find_account
from lienthong.domain.cases import actions, queries
from lienthong.domain.cases.permissions import Permission
from lienthong.domain.cases.queries import Asked, Period, Queue, Whose
from lienthong.domain.organisations.queries import build_actor
from lienthong.spine import clock
from lienthong.spine.actor import Actor
from lienthong.spine.permissions import Permission as Spine
from lienthong.web.desk.cases.deeds import SLUGS
from tests.consistency.test_routes import ROUTES
from tests.domain.cases.printing import words_of
from tests.domain.plans.running import PDF
from tests.factories.city import at_work
from tests.web.desk.counter import EVERYTHING, one, worker

pytestmark = pytest.mark.django_db
NAME = "Trần Thị Bích Liên"
STRANGERS = (
    "phamthutrang.snv",  # head of a division
    "siuhdoan",  # leader of an agency
    "kpahnga.hoalu",  # counter of a commune below, where this case never lay
    "naylehlam.hoalu",  # handles cases there
    "trannamson.hoalu",  # signs there
    "levanthu.snv",  # document clerk
    "quantri",  # administers the platform
)
EXCEPT = {
    # a citizen's own door, asked with the citizen's own account or code; see tests/web/portal
    "my/", "follow/", "uploads/my/", "uploads/follow/",
}  # fmt: skip
OF_CASE = sorted(route for route in ROUTES if "<int:case>" in route and not route.startswith(tuple(EXCEPT)))
ELSEWHERE = sorted(route for route in ROUTES if "<" not in route and not route.startswith(tuple(EXCEPT)))


@pytest.fixture(scope="module")
def there(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[dict[str, Client]]:
    """Everybody signed in, at the demonstration's one-stop."""
    with at_work(django_db_blocker):
        yield {name: worker(name) for name in (*STRANGERS, "rocham.yen")}


def actor(username: str) -> Actor:
    account = find_account(username)
    assert account
    return build_actor(account.id, account.full_name, "test", clock.now())


@pytest.fixture
def case(there: dict[str, Client]) -> queries.CaseRow:
    """With a receipt, and a scan."""
    row, clerk = one(NAME), actor("rocham.yen")
    actions.issue_receipt(case=row.id, by=clerk, at=clock.now())
    actions.add_scan(case=row.id, place=1, content=BytesIO(PDF), name="a.pdf", by=clerk, at=clock.now())
    return row


def addresses(route: str, case: queries.CaseRow) -> list[str]:
    """With each of the case's own things in the gaps; of moves, all that there are."""
    (scan,) = queries.list_scans(case.id)
    gaps = {
        "<int:case>": str(case.id),
        "<int:paper>": str(queries.list_papers(case.id)[0].id),
        "<int:scan>": str(scan.id),
        "<int:receipt>": "1",
        "<int:brought>": "1",
        "<int:file>": "1",
        "<slug:system>": "ho-tich",
    }
    plain = re.sub("<[^>]+>", lambda gap: gaps.get(gap[0], gap[0]), route)
    return (
        [f"/{plain.replace('<slug:move>', slug)}" for slug in SLUGS.values()]
        if "<slug:move>" in plain
        else [f"/{plain}"]
    )


@pytest.mark.sampled(test=4)
@pytest.mark.parametrize("username", STRANGERS)
def test_no_address_of_the_case_is_there(
    username: str, there: dict[str, Client], case: queries.CaseRow
) -> None:
    client, seen = there[username], []
    before = [one.id for one in queries.get_story(case.id).happenings]
    for route in OF_CASE:
        for at in addresses(route, case):
            assert "<" not in at, at
            told = client.get(at).status_code, client.post(at, {"reason": "x", "note": "x"}).status_code
            if set(told) - {404, 405}:
                seen.append((at, told))
    assert seen == []
    assert [one.id for one in queries.get_story(case.id).happenings] == before


def test_the_counter_that_received_it_finds_it_there(there: dict[str, Client], case: queries.CaseRow) -> None:
    """So that the sweep above asks for what exists."""
    clerk = there["rocham.yen"]
    found = []
    for at in (at for route in OF_CASE for at in addresses(route, case)):
        answer = clerk.get(at)
        found += [at] if answer.status_code == 200 and text_of(answer) else []
    assert len(found) >= 12, found


def text_of(answer: HttpResponseBase) -> str:
    content = b""
    if isinstance(answer, FileResponse):
        content = b"".join(answer.streaming_content)  # type: ignore[arg-type]
    elif isinstance(answer, HttpResponse):
        content = answer.content
    if content.startswith(b"%PDF-"):
        with suppress(PdfReadError):  # the scan is a sheet without words
            return words_of(content)
    if is_zipfile(BytesIO(content)):
        with ZipFile(BytesIO(content)) as packed:
            return "\n".join(packed.read(name).decode("utf-8", "replace") for name in packed.namelist())
    return content.decode("utf-8", "replace").replace("\u00a0", " ")


def lists(case: queries.CaseRow) -> list[str]:
    """Every page without a gap, and the lists asked for in the ways that would show the case."""
    days, unit = "since=01/01/2021&until=31/12/2021", f"unit={case.owner}"
    month = "first=01/10/2021&last=31/10/2021"
    asked = [
        *(f"/cases/?whose={whose}&queue={queue.value}" for whose in ("mine", "agency", "owner") for queue in Queue),
        f"/cases/?q={case.number}", f"/cases/?q={NAME}", f"/cases/?q={case.number[-4:]}",
        f"/cases/register/?{month}", f"/cases/register.pdf?{month}",
        f"/boards/?{days}", f"/boards/?{days}&{unit}", f"/boards/II.06a.xlsx?{days}", f"/boards/causes/?{days}",
        f"/boards/causes.xlsx?{days}", f"/boards/cases/?{days}&column=received",
        f"/boards/cases/?{days}&column=received&{unit}", f"/work/people/?q={NAME}",
        f"/documents/search/?q={case.number}", "/cases/originals/?list=sent", "/cases/opinions/?list=answered",
        f"/api/v1/boards?from=2021-01-01&to=2021-12-31&unit={case.owner}", f"/api/v1/cases/{case.number}",
    ]  # fmt: skip
    return [*(f"/{route}" for route in ELSEWHERE), *asked]


@pytest.mark.sampled(test=4)
@pytest.mark.parametrize("username", STRANGERS)
def test_no_list_export_or_print_shows_it(
    username: str, there: dict[str, Client], case: queries.CaseRow
) -> None:
    shown = []
    reads_ledger = actor(username).may(Spine.READ_LEDGER)
    for at in lists(case):
        if reads_ledger and at.startswith("/console/ledger/"):
            continue  # who proves what happened reads numbers there, and no name; see test_permissions.py
        answer = there[username].get(at)
        words = text_of(answer) if answer.status_code == 200 else ""
        typed = at.split("?q=")[1:]  # what was looked for stands in its own box
        if any(word in words and word not in typed for word in (case.number, NAME)):
            shown.append(at)
    assert shown == []


def test_its_own_counter_is_shown_it(there: dict[str, Client], case: queries.CaseRow) -> None:
    clerk = there["rocham.yen"]
    shown = [at for at in lists(case) if NAME in text_of(clerk.get(at))]
    assert len(shown) >= 4, shown


@pytest.mark.parametrize("username", STRANGERS[:-1])
def test_no_count_has_it(username: str, there: dict[str, Client], case: queries.CaseRow) -> None:
    by = actor(username)
    now = clock.now()
    for whose in (Whose(by.agency), Whose(by.agency, is_owner=True)):
        for queue in Queue:
            rows = queries.list_cases(whose, queue, now, limit=500).rows
            assert case.id not in {row.id for row in rows}, queue
    year = Period(date(2021, 1, 1), date(2021, 12, 31))
    reach = by.reach(Permission.FOLLOW)
    assert reach is not None
    ours = queries.get_board(Asked(year, now, None, reach))
    assert case.owner not in {line.key for line in ours.lines}
    everything = queries.get_board(Asked(year, now))
    assert case.owner in {line.key for line in everything.lines}
    assert queries.find_cases(case.number, by=by, now=now) == []
    assert [row.id for row in queries.find_cases(case.number, by=EVERYTHING, now=now)] == [case.id]
