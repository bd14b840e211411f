"""Certification: each paper its own number, the fee of the day, done on the day or later with a reason; whole books."""

from datetime import date
from io import BytesIO
from uuid import uuid4

import pytest
from django.db import Error, connection, transaction
from openpyxl import load_workbook

from lienthong.domain.accounts import actions as accounts
from lienthong.domain.cases import actions, errors, queries
from lienthong.domain.cases.exchange import read_book, read_forms, write_certified, write_certified_xlsx
from lienthong.domain.cases.queries import Certified, Period
from lienthong.domain.cases.rules.certifying import FEES, MANNERS, fee_of, name_volume
from lienthong.domain.organisations import actions as organisations
from lienthong.domain.parties import actions as parties
from lienthong.spine.actor import Actor
from lienthong.spine.ledger import queries as ledger
from tests.domain.cases.printing import FORMS, sheet_of, words_of
from tests.domain.cases.running import (
    BEGUN,
    BOSS,
    CITY,
    CLERK,
    COUNTER,
    LOADED,
    OFFICER,
    STRANGER,
    WORKS,
    hour,
    province,
    someone,
)

pytestmark = pytest.mark.django_db
OCTOBER = Period(date(2021, 10, 1), date(2021, 10, 31))


@pytest.fixture(autouse=True)
def signer() -> str:
    """A deputy chairman of the city, who signs there."""
    province()
    chief = accounts.open_account(username="chief.622", full_name="Nay H’Blŭn", by=CLERK, at=LOADED)
    organisations.assign(
        account=chief,
        agency=CITY,
        title="Phó Chủ tịch",
        role="agency_leader",
        on=LOADED.date(),
        by=CLERK,
        at=LOADED,
    )
    return chief


def asked(*papers: actions.PaperAsked, **more: object) -> actions.CertificationAsked:
    given = {"kind": Certified.COPY, "requester": "Rơ Châm H’Yưn", "papers": papers, "key": uuid4()} | more
    return actions.CertificationAsked(**given)  # type: ignore[arg-type]


def birth(copies: int = 1) -> actions.PaperAsked:
    return actions.PaperAsked("Giấy khai sinh", copies=copies)


def certify(
    signer: str, wanted: actions.CertificationAsked, by: Actor = CLERK, when: str = "15/10 09:00"
) -> list[queries.CertificationRow]:
    return actions.certify(asked=wanted, signer=signer, by=by, at=hour(when))


# Circular 226/2016/TT-BTC, article 4, reckoned by hand: 2.000 đ for each of the first two pages, 1.000 đ for each
# further, at most 200.000 đ for one copy; 10.000 đ for each paper signed.
@pytest.mark.parametrize(
    ("kind", "pages", "copies", "fee"),
    [
        (Certified.COPY, 1, 1, 2_000),
        (Certified.COPY, 2, 3, 12_000),
        (Certified.COPY, 3, 1, 5_000),
        (Certified.COPY, 10, 2, 24_000),
        (Certified.COPY, 198, 1, 200_000),
        (Certified.COPY, 199, 2, 400_000),
        (Certified.SIGNATURE, 7, 2, 20_000),
    ],
)
def test_a_fee_is_reckoned_by_page_and_copy(kind: Certified, pages: int, copies: int, fee: int) -> None:
    assert fee_of(FEES[0], kind, pages=pages, copies=copies) == fee


def test_a_volume_holds_so_many_lines_and_the_next_one_goes_on() -> None:
    told = [name_volume(MANNERS[0], Certified.COPY, number, 2021) for number in (1, 2_000, 2_001)]
    assert told == ["01/2021-SCT/BS", "01/2021-SCT/BS", "02/2021-SCT/BS"]


def test_each_paper_has_a_number_of_its_own_whatever_the_copies(signer: str) -> None:
    first = certify(signer, asked(birth(3), actions.PaperAsked("Bằng tốt nghiệp", pages=2)))
    assert [(one.number, one.volume, one.copies, one.fee) for one in first] == [
        (1, "01/2021-SCT/BS", 3, 6_000),
        (2, "01/2021-SCT/BS", 1, 4_000),
    ]
    assert {(one.signer_name, one.signer_title) for one in first} == {("Nay H’Blŭn", "Phó Chủ tịch")}
    (third,) = certify(signer, asked(birth()), when="15/10 09:01")
    assert third.number == 3


def test_copies_and_signatures_have_books_of_their_own(signer: str) -> None:
    certify(signer, asked(birth()))
    person = parties.Draft(name="Siu Thử", numbers=(parties.Number("CCCD", "064190001234"),))
    wanted = asked(
        actions.PaperAsked("Giấy ủy quyền"), kind=Certified.SIGNATURE, person=person, requester="Siu Thử"
    )
    (line,) = certify(signer, wanted)
    assert (line.number, line.volume, line.fee) == (1, "01/2021-SCT/CK,ĐC", 10_000)


def test_a_new_year_begins_at_one(signer: str) -> None:
    certify(signer, asked(birth()))
    (line,) = actions.certify(
        asked=asked(birth()), signer=signer, by=CLERK, at=BEGUN.replace(year=2022, month=1, day=4)
    )
    assert (line.number, line.volume) == (1, "01/2022-SCT/BS")


def test_a_form_sent_twice_finds_what_it_made(signer: str) -> None:
    wanted = asked(birth(), birth())
    first = certify(signer, wanted)
    assert certify(signer, wanted, when="15/10 09:02") == first
    assert queries.sum_certified(CITY, Certified.COPY, OCTOBER).lines == 2


def test_nothing_is_paid_where_a_rule_says_so(signer: str) -> None:
    (line,) = certify(signer, asked(birth(2), exempt="hộ nghèo"))
    assert (line.fee, line.exempt) == (0, "hộ nghèo")


@pytest.mark.parametrize(
    ("wanted", "refusal"),
    [
        (lambda: asked(birth(), requester=" "), errors.RequesterMissing),
        (lambda: asked(birth(), requester="N" * 201), errors.RequesterTooLong),
        (lambda: asked(), errors.NothingToCertify),
        (lambda: asked(actions.PaperAsked("Sổ", copies=0)), errors.CountUnfit),
        (lambda: asked(actions.PaperAsked("Sổ", pages=10_000)), errors.CountUnfit),
        (lambda: asked(birth(), kind=Certified.SIGNATURE), errors.NumberNeeded),
    ],
)
def test_what_cannot_be_certified_is_refused(signer: str, wanted: object, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        certify(signer, wanted())  # type: ignore[operator]
    assert queries.list_waiting(CITY) == []


def test_only_who_may_sign_there_signs() -> None:
    for nobody in ("", "clerk"):
        with pytest.raises(errors.SignerUnfit):
            certify(nobody, asked(birth()))


def test_only_the_counter_of_a_commune_or_district_certifies(signer: str) -> None:
    with pytest.raises(errors.NotYours):
        certify(signer, asked(birth()), by=OFFICER)
    department = someone("counter", WORKS, *COUNTER)
    with pytest.raises(errors.NotCertifiedHere):
        certify(signer, asked(birth()), by=department)


# Decree 23/2015/NĐ-CP, article 7: on the day; received after 15:00 on the next working day. 16 and 17/10 are a weekend.
@pytest.mark.parametrize(
    ("received", "further", "due"),
    [
        ("14/10 14:59", 0, "14/10 17:00"),
        ("14/10 15:01", 0, "15/10 17:00"),
        ("15/10 15:30", 0, "18/10 17:00"),
        ("15/10 09:00", 2, "19/10 17:00"),
        ("15/10 16:00", 1, "19/10 17:00"),
    ],
)
def test_it_is_due_on_the_day_or_later_with_a_reason(received: str, further: int, due: str) -> None:
    why = "nhiều trang, phải đối chiếu" if further else ""
    (line,) = actions.certify_later(
        asked=asked(birth()), further_days=further, why=why, by=CLERK, at=hour(received)
    )
    assert (line.due_at, line.number, line.is_waiting) == (hour(due), None, True)
    assert line.explanation


@pytest.mark.parametrize(("further", "why"), [(1, ""), (3, "nhiều"), (-1, "nhiều")])
def test_longer_than_the_law_or_without_a_reason_is_refused(further: int, why: str) -> None:
    with pytest.raises(errors.LaterUnfit):
        actions.certify_later(asked=asked(birth()), further_days=further, why=why, by=CLERK, at=BEGUN)


def test_what_waits_is_numbered_when_it_is_certified_and_no_earlier(signer: str) -> None:
    (waits,) = actions.certify_later(asked=asked(birth()), by=CLERK, at=hour("15/10 15:30"))
    (other,) = certify(signer, asked(birth()), when="18/10 08:00")
    assert [one.id for one in queries.list_waiting(CITY)] == [waits.id]
    done = actions.certify_waiting(certification=waits.id, signer=signer, by=CLERK, at=hour("18/10 09:00"))
    assert (other.number, done.number) == (1, 2)
    assert queries.list_waiting(CITY) == []
    with pytest.raises(errors.CertifiedAlready):
        actions.certify_waiting(certification=waits.id, signer=signer, by=CLERK, at=hour("18/10 09:01"))


def test_a_cancelled_number_stays_with_its_reason_and_is_not_given_again(signer: str) -> None:
    (line,) = certify(signer, asked(birth(2)))
    gone = actions.cancel_certification(
        certification=line.id, reason="Ghi nhầm tên", by=CLERK, at=hour("15/10 10:00")
    )
    assert (gone.number, gone.cancelled_reason) == (1, "Ghi nhầm tên")
    (following,) = certify(signer, asked(birth()), when="15/10 10:01")
    assert following.number == 2
    told = queries.sum_certified(CITY, Certified.COPY, OCTOBER)
    assert (told.lines, told.copies, told.fees, told.cancelled) == (1, 1, 2_000, 1)
    with pytest.raises(errors.CancelledAlready):
        actions.cancel_certification(certification=line.id, reason="x", by=CLERK, at=hour("15/10 10:02"))


def test_after_the_day_only_a_head_cancels(signer: str) -> None:
    (line,) = certify(signer, asked(birth()))
    monday = hour("18/10 08:00")
    with pytest.raises(errors.CancelledByTheHead):
        actions.cancel_certification(certification=line.id, reason="Nhầm", by=CLERK, at=monday)
    assert actions.cancel_certification(certification=line.id, reason="Nhầm", by=BOSS, at=monday).cancelled_at


def test_another_agency_finds_nothing_of_it(signer: str) -> None:
    (line,) = certify(signer, asked(birth()))
    with pytest.raises(errors.CertificationNotFound):
        queries.get_certification(line.id, STRANGER.agency)
    with pytest.raises(errors.CertificationNotFound):
        actions.cancel_certification(certification=line.id, reason="x", by=STRANGER, at=BEGUN)


def test_the_ledger_tells_each_step(signer: str) -> None:
    (line,) = certify(signer, asked(birth()))
    entries = [entry.verb for entry in ledger.list_entries(subject=f"certification:{line.id}")]
    assert sorted(entries) == ["cases.certification_received", "cases.certified"]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE cases_certification SET number = number + 1",
        "UPDATE cases_certification SET fee = 0",
        "UPDATE cases_certification SET requester = 'Người khác'",
        "UPDATE cases_certification SET cancelled_at = now()",
        "DELETE FROM cases_certification",
    ],
)
def test_a_line_of_the_book_stays(signer: str, statement: str) -> None:
    certify(signer, asked(birth()))
    with pytest.raises(Error), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_papers_typed_lately_and_who_signed_last_are_offered(signer: str) -> None:
    certify(signer, asked(birth(), actions.PaperAsked("Căn cước công dân"), birth()))
    assert queries.offer_papers(CITY) == ["Giấy khai sinh", "Căn cước công dân"]
    assert queries.last_signer(CITY) == signer


def test_the_book_is_printed_with_every_number_and_its_sum(signer: str) -> None:
    actions.load_forms(forms=read_forms(FORMS), by=CLERK, at=LOADED)
    certify(signer, asked(birth(3)))
    (gone,) = certify(signer, asked(actions.PaperAsked("Bằng lái xe")), when="15/10 09:05")
    actions.cancel_certification(certification=gone.id, reason="Ghi nhầm", by=CLERK, at=hour("15/10 09:06"))
    book = read_book(CITY, Certified.COPY, OCTOBER, by=CLERK)
    content = write_certified(book, now=BEGUN)
    words = words_of(content)
    for said in (
        "SỔ CHỨNG THỰC BẢN SAO TỪ BẢN CHÍNH",
        "Quyển số: 01/2021-SCT/BS",
        "Rơ Châm H’Yưn",
        "Nay H’Blŭn, Phó Chủ tịch",
        "Hủy số: Ghi nhầm",
        "Tổng số: 1 việc, 3 bản, 6.000 đồng; 1 số đã hủy.",
    ):
        assert said in words, said
    assert sheet_of(content) == "A4 across"


def test_the_workbook_holds_the_same_lines_and_no_formula(signer: str) -> None:
    certify(signer, asked(actions.PaperAsked("=1+1", copies=2), requester="=cmd"))
    book = read_book(CITY, Certified.COPY, OCTOBER, by=CLERK)
    page = load_workbook(BytesIO(write_certified_xlsx(book, agency="UBND thành phố"))).active
    assert page is not None
    assert [cell.value for cell in page[6]] == [
        1, "15/10/2021", "=cmd", "=1+1", "Nay H’Blŭn, Phó Chủ tịch", 2, 4_000, "",
    ]  # fmt: skip
    assert all(cell.data_type != "f" for row in page.iter_rows() for cell in row)
