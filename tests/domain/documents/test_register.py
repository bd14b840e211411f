"""The register: 01 on 1 January by agency, kind and year, gapless, in the order of issuing; found without accents."""

import random
import threading
from datetime import datetime, timedelta
from functools import partial
from io import BytesIO
from typing import Any
from uuid import UUID

import pytest
from django.db import IntegrityError, InterfaceError, OperationalError, connection, transaction
from openpyxl import load_workbook

from lienthong.domain.documents import actions, errors, queries
from lienthong.domain.documents import models as m
from lienthong.domain.documents.actions import issuing
from lienthong.domain.documents.exchange import write_book, write_workbook
from lienthong.domain.documents.queries import Book, Cursor, Kind, Sought, State
from lienthong.spine.clock.rules import ZONE
from lienthong.spine.ledger.verification import verify
from tests.domain.documents.office import AGENCY, AT, Office, office

YEAR = Sought(2021)


def as_signed(snv: Office, count: int, **changes: object) -> list[int]:
    """Documents that wait for a number; that they are signed is taken for granted here."""
    first = snv.drafted(**changes)
    base = m.Document.objects.get(pk=first)
    version = m.Version.objects.get(document=base)
    made = [first]
    for n in range(count - 1):
        row = m.Document.objects.get(pk=first)
        row.pk, row.key, row._state.adding = None, UUID(int=n), True
        row.subject = f"{base.subject} {n}"
        row.save()
        m.Version.objects.create(
            document=row,
            place=1,
            content=version.content,
            file=version.file,
            account="",
            name="",
            recorded_at=AT,
        )
        made.append(row.pk)
    m.Document.objects.filter(pk__in=made).update(state=State.SIGNED.value, holder="")
    return made


@pytest.fixture(autouse=True)
def _unfilled(monkeypatch: pytest.MonkeyPatch) -> None:
    """How entries get into a paper is for other tests to see."""
    monkeypatch.setattr(issuing, "fill", lambda paper, entries: paper + str(entries).encode())


def number(snv: Office, document: int, at: datetime = AT) -> str:
    return actions.number(document=document, by=snv.clerk, at=at)


def test_each_kind_and_year_has_its_own_numbers_from_01(snv: Office) -> None:
    letters, plans = as_signed(snv, 2), as_signed(snv, 1, kind=Kind.PLAN)
    assert [number(snv, one) for one in (*letters, *plans)] == ["01/SNV-CCHC", "02/SNV-CCHC", "01/KH-SNV"]
    new_year = datetime(2022, 1, 1, 0, 1, tzinfo=ZONE)
    next_letter = actions.draft(
        draft=actions.Draft(UUID("f" * 32), snv.letter()),
        by=snv.writer,
        at=new_year,
    )
    m.Document.objects.filter(pk=next_letter).update(state=State.SIGNED.value, holder="")
    assert number(snv, next_letter, new_year) == "01/SNV-CCHC"


def test_a_number_is_given_once_and_never_back_dated(snv: Office) -> None:
    first, second = as_signed(snv, 2)
    number(snv, first, AT)
    with pytest.raises(errors.NotNow):
        number(snv, first)
    number(snv, second, AT - timedelta(days=3))
    assert snv.row(second).dated == AT.date()


def test_a_cancelled_number_stays_with_its_reason(snv: Office) -> None:
    first, second = as_signed(snv, 2)
    number(snv, first)
    with pytest.raises(errors.ReasonMissing):
        actions.cancel(document=first, reason="", by=snv.clerk, at=AT)
    actions.cancel(document=first, reason="Ban hành nhầm", by=snv.clerk, at=AT)
    assert number(snv, second) == "02/SNV-CCHC"
    rows = queries.list_register(AGENCY, YEAR).rows
    assert [(row.code, row.state) for row in rows] == [
        ("02/SNV-CCHC", State.NUMBERED),
        ("01/SNV-CCHC", State.CANCELLED),
    ]
    assert [row.note for row in rows] == ["", "Ban hành nhầm"]


def test_the_register_pages_by_place_and_is_sought_without_accents(snv: Office) -> None:
    documents = as_signed(snv, 5)
    for document in documents:
        number(snv, document)
    first = queries.list_register(AGENCY, YEAR, limit=2)
    assert ([row.number for row in first.rows], first.has_before, first.has_after) == ([5, 4], False, True)
    last = first.rows[-1]
    assert last.dated and last.entry
    second = queries.list_register(AGENCY, YEAR, cursor=Cursor((last.dated, last.entry)), limit=2)
    assert ([row.number for row in second.rows], second.has_after) == ([3, 2], True)
    top = second.rows[0]
    assert top.dated and top.entry
    back = queries.list_register(AGENCY, YEAR, cursor=Cursor((top.dated, top.entry), is_before=True), limit=2)
    assert ([row.number for row in back.rows], back.has_before) == ([5, 4], False)
    found = queries.list_register(AGENCY, Sought(2021, text="don doc 03"))
    assert [row.number for row in found.rows] == [3]
    assert queries.list_register(AGENCY, Sought(2021, kind="QD")).rows == []
    assert queries.count_register("GL-STC", YEAR) == 0
    counts = [queries.count_register(AGENCY, Sought(2021, text="don doc"), most) for most in (None, 9, 2)]
    assert counts == [5, 5, 2], "a frequent word is not counted out"
    assert queries.list_years(AGENCY, 2023) == [2023, 2022, 2021]
    assert queries.list_years("GL-STC", 2023) == [2023]


def test_the_workbook_and_the_book_tell_every_line(snv: Office) -> None:
    for document in as_signed(snv, 2, subject="=cộng(A1)"):
        number(snv, document)
    rows = list(queries.iter_register(AGENCY, YEAR))
    sheet = load_workbook(BytesIO(write_workbook(rows))).active
    assert sheet is not None
    told = [[cell.value for cell in line] for line in sheet.iter_rows(min_row=2)]
    assert [line[0] for line in told] == ["01/SNV-CCHC", "02/SNV-CCHC"]
    assert told[0][1] == datetime(2021, 10, 15)  # noqa: DTZ001 - a cell has no zone
    assert told[0][2] == "Công văn: =cộng(A1)"
    assert write_book(rows, AGENCY, 2021, AT.date()).startswith(b"%PDF-")


def test_the_database_itself_keeps_what_was_numbered(snv: Office) -> None:
    document, other = as_signed(snv, 2)
    number(snv, document)
    rows = m.Document.objects.filter(pk=document)
    for change in (
        {"number": 7},
        {"subject": "khác"},
        {"signer_name": "khác"},
        {"state": "DRAFT"},
        {"note": "x"},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**change)
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.delete()
    with pytest.raises(IntegrityError), transaction.atomic():
        m.Version.objects.filter(document=other).update(name="khác")
    with pytest.raises(IntegrityError), transaction.atomic():
        m.Happening.objects.filter(document=document).delete()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("clerks", "each"),
    [
        (6, 4),
        pytest.param(64, 40, marks=pytest.mark.whole),
        pytest.param(64, 500, marks=[pytest.mark.whole, pytest.mark.sampled(all=8)]),
    ],
)
def test_many_clerks_at_once_leave_no_gap(clerks: int, each: int) -> None:
    """And every document is asked to be numbered twice: one of the two loses the race."""
    snv = office(with_keys=False)
    documents = as_signed(snv, clerks * each)
    got: list[str] = []
    start = threading.Barrier(clerks)

    def work(mine: list[int]) -> None:
        start.wait()
        for document in mine:
            try:
                got.append(number(snv, document))
            except errors.NotNow:
                got.append("")
        connection.close()

    shares = [documents[n::clerks] + documents[(n + 1) % clerks :: clerks] for n in range(clerks)]
    threads = [threading.Thread(target=work, args=(share,)) for share in shares]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    numbers = sorted(int(one.split("/")[0]) for one in got if one)
    assert numbers == list(range(1, clerks * each + 1))
    assert got.count("") == clerks * each
    in_order = [row.number for row in queries.iter_register(AGENCY, YEAR)]
    assert in_order == sorted(in_order)  # type: ignore[type-var]


def _mortal(chance: random.Random) -> None:
    """From now on this thread's line to the database breaks now and then: in a statement, before or after a commit."""

    def maybe_die() -> None:
        if chance.random() < 0.02:
            connection.connection.close()
            raise OperationalError("cut off")

    def around_statement(execute: Any, *call: Any) -> Any:
        maybe_die()
        return execute(*call)

    def around_commit(commit: Any) -> None:
        maybe_die()
        commit()
        maybe_die()

    connection.ensure_connection()
    connection.execute_wrappers.append(around_statement)
    connection._commit = partial(around_commit, connection._commit)  # type: ignore[attr-defined]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("clerks", "each"),
    [
        (6, 4),
        pytest.param(16, 20, marks=pytest.mark.whole),
        pytest.param(64, 500, marks=[pytest.mark.whole, pytest.mark.sampled(all=1_000)]),
    ],
)
def test_clerks_who_are_cut_off_leave_no_gap_either(clerks: int, each: int) -> None:
    """Who is cut off does not know whether the number was given, and asks again."""
    snv = office(with_keys=False)
    documents = as_signed(snv, clerks * each)
    cuts: list[int] = []
    start = threading.Barrier(clerks)

    def work(n: int) -> None:
        _mortal(random.Random(n))
        start.wait()
        for document in documents[n::clerks]:
            while not _asked_once(snv, document):
                cuts.append(document)
        connection.execute_wrappers.clear()
        connection.close()

    threads = [threading.Thread(target=work, args=(n,)) for n in range(clerks)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert cuts
    rows = list(queries.iter_register(AGENCY, YEAR))
    assert [row.number for row in rows] == list(range(1, clerks * each + 1))
    assert {row.id for row in rows} == set(documents)
    assert verify().is_sound


def _asked_once(snv: Office, document: int) -> bool:
    """Whether there was an answer."""
    try:
        number(snv, document)
    except errors.NotNow:  # it was numbered before the answer was lost
        return True
    except (OperationalError, InterfaceError):
        connection.close()
        return False
    return True


def test_a_register_is_closed_once_after_its_year_and_its_book_kept(snv: Office) -> None:
    given = {
        "register": Book.OUTGOING,
        "year": 2021,
        "lines": 3,
        "write": lambda: write_book([], AGENCY, 2021, AT.date()),
    }
    with pytest.raises(errors.YearNotOver):
        actions.close_register(**given, by=snv.clerk, at=AT)  # type: ignore[arg-type]
    later = AT + timedelta(days=100)
    with pytest.raises(errors.NotYours):
        actions.close_register(**given, by=snv.writer, at=later)  # type: ignore[arg-type]
    with pytest.raises(errors.NothingToClose):
        actions.close_register(**given | {"lines": 0}, by=snv.clerk, at=later)  # type: ignore[arg-type]
    made = actions.close_register(**given, by=snv.clerk, at=later)  # type: ignore[arg-type]
    assert actions.close_register(**given, by=snv.clerk, at=later) == made  # type: ignore[arg-type]
    found = queries.find_closing(AGENCY, Book.OUTGOING, 2021)
    assert found is not None
    assert (found.lines, found.name) == (3, "Hồ Thị Lan")
    assert queries.find_closing(AGENCY, Book.INCOMING, 2021) is None
    with pytest.raises(IntegrityError), transaction.atomic():
        m.Closing.objects.update(lines=4)
