"""The other system's file: every line told, all or nothing, nothing of ours overwritten, each file once."""

from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest
from openpyxl import Workbook, load_workbook

from lienthong.domain.cases.errors import FileUnfit
from lienthong.domain.ministries import actions, errors, queries
from lienthong.domain.ministries import models as m
from lienthong.domain.ministries.exchange import read_file, write_csv, write_tabs, write_xlsx
from lienthong.domain.ministries.queries import Answer, Filled, Kind, Outcome, Standing
from lienthong.spine.ledger import queries as ledger
from tests.domain.cases.running import BEGUN, hour
from tests.domain.ministries.running import (
    BOSS,
    CODE,
    KEEPER,
    OFFICER,
    STRANGER,
    differences,
    entered,
    line,
    need,
    number_of,
    received,
    system,
    take_in,
    used,
)

pytestmark = pytest.mark.django_db
HEAD = "Số đăng ký,Số hồ sơ,Trạng thái,Cập nhật\n"
NOW = hour("15/10 16:00")


@pytest.fixture
def version() -> int:
    return used()


def outcomes(taken: actions.Taken) -> list[Outcome]:
    return [one.outcome for one in taken.results]


def test_a_number_that_was_awaited_is_put_on_its_case(version: int) -> None:
    case = received(version)
    taken = take_in(line("HT2021-1", number_of(case), "Đã đăng ký"))
    assert outcomes(taken) == [Outcome.ENTERED]
    entry = need(case).entry
    assert entry
    assert (entry.number, entry.standing, entry.entered_on) == ("HT2021-1", Standing.DONE, date(2021, 10, 15))
    assert queries.list_traces(entry.id)[0].file == "ho-tich.csv"


def test_a_trial_writes_nothing(version: int) -> None:
    case = received(version)
    before = m.Batch.objects.count()
    taken = take_in(line("HT2021-1", number_of(case)), is_trial=True)
    assert (outcomes(taken), taken.is_done) == ([Outcome.ENTERED], False)
    assert need(case).number == ""
    assert m.Batch.objects.count() == before


def test_one_line_that_cannot_be_read_stops_all(version: int) -> None:
    case = received(version)
    bad = queries.Line(3, "", fault="trống")
    with pytest.raises(errors.FileRefused):
        take_in(line("HT2021-1", number_of(case)), bad)
    assert need(case).number == ""
    assert outcomes(take_in(line("HT2021-1", number_of(case)), bad, is_trial=True)) == [
        Outcome.ENTERED, Outcome.REFUSED,
    ]  # fmt: skip


def test_a_newer_status_is_told_and_an_older_one_differs(version: int) -> None:
    case = entered(version, "HT2021-1")
    assert outcomes(take_in(line("HT2021-1", status="Chờ duyệt", at="15/10 10:00"))) == [Outcome.TOLD]
    assert outcomes(take_in(line("HT2021-1", status="Đã đăng ký", at="15/10 11:00"), digest="2")) == [
        Outcome.TOLD
    ]
    again = take_in(line("HT2021-1", status="Từ chối", at="15/10 09:00"), digest="3")
    assert outcomes(again) == [Outcome.DIFFERS]
    entry = need(case).entry
    assert entry
    assert entry.standing is Standing.DONE
    (found,) = differences()
    assert (found.kind, found.here, found.there) == (Kind.STATUS, "DONE", "Từ chối")


def test_another_number_is_not_written_over_ours(version: int) -> None:
    case = entered(version, "HT2021-1")
    taken = take_in(line("HT2021-7", number_of(case)))
    assert outcomes(taken) == [Outcome.DIFFERS]
    assert need(case).number == "HT2021-1"
    (found,) = differences()
    assert (found.kind, found.here, found.there) == (Kind.NUMBER, "HT2021-1", "HT2021-7")
    actions.settle(
        difference=found.id, answer=Answer.THEIRS, explanation="Gõ nhầm 7 thành 1", by=BOSS, at=NOW
    )
    assert need(case).number == "HT2021-7"
    (settled,) = differences(settled=True)
    assert (settled.answer, settled.explanation, settled.settler) == (
        Answer.THEIRS, "Gõ nhầm 7 thành 1", BOSS.name,
    )  # fmt: skip


def test_a_number_of_no_case_waits_until_it_is_entered(version: int) -> None:
    assert outcomes(take_in(line("HT2021-9"))) == [Outcome.UNKNOWN]
    assert [one.kind for one in differences()] == [Kind.UNKNOWN]
    entered(version, "HT2021-9", by=OFFICER)
    assert differences() == []
    assert [one.answer for one in differences(settled=True)] == [Answer.ITSELF]


def test_what_a_whole_file_lacks_is_missing_there_until_a_later_one_has_it(version: int) -> None:
    entered(version, "HT2021-1")
    day = BEGUN.date()
    taken = take_in(line("HT2021-9"), days=(day, day))
    assert taken.missing == 1
    assert {one.kind for one in differences()} == {Kind.UNKNOWN, Kind.MISSING}
    take_in(line("HT2021-1"), digest="2", days=(day, day))
    assert {one.kind for one in differences()} == {Kind.UNKNOWN}
    (here,) = [one for one in queries.list_days(CODE, "GL-622", day) if one.day == day]
    assert (here.here, here.there, here.differing, here.unsettled) == (1, 2, 2, 1)


def test_the_same_file_is_taken_in_once_with_one_line_in_the_ledger(version: int) -> None:
    case = received(version)
    take_in(line("HT2021-1", number_of(case)))
    with pytest.raises(errors.FileTaken):
        take_in(line("HT2021-1", number_of(case)))
    batch = m.Batch.objects.get()
    assert [one.verb for one in ledger.list_entries(subject=f"ministry_file:{batch.pk}")] == [
        "ministries.take_in"
    ]


def test_a_case_of_another_agency_is_unknown_to_its_file(version: int) -> None:
    case = entered(version, "HT2021-1")
    waits = received(version)
    taken = take_in(line("HT2021-1"), line("HT2021-2", number_of(waits)), by=STRANGER)
    assert outcomes(taken) == [Outcome.UNKNOWN, Outcome.UNKNOWN]
    assert need(case).number == "HT2021-1"
    assert need(waits).number == ""
    assert differences() == []
    with pytest.raises(errors.NotYours):
        take_in(line("HT2021-1"), by=KEEPER)


def test_days_that_are_still_to_come_are_refused(version: int) -> None:
    with pytest.raises(errors.DaysUnfit):
        take_in(line("HT2021-1"), days=(date(2021, 10, 15), date(2021, 10, 16)))


def test_a_file_is_read_with_what_is_wrong_by_its_line(version: int) -> None:
    lines = read_file(
        "x.csv",
        (
            HEAD
            + "HT2021-1,gl-1,Đã đăng ký,15/10/2021 10:00\nHT-1,,,\n,GL-2,,\nHT2021-2,,Bay,\nHT2021-3,,,hôm qua\n"
            "HT2021-4,,,16/10/2021\nHT2021-5,,,\nht2021-5,,,\n"
        ).encode(),
        system(),
        NOW,
    )
    assert (lines[0].number, lines[0].ours, lines[0].standing, lines[0].at) == (
        "HT2021-1", "GL-1", Standing.DONE, hour("15/10 10:00"),
    )  # fmt: skip
    assert [one.row for one in lines if one.fault] == [3, 4, 5, 6, 7, 8, 9]


def test_a_workbook_is_read_too(version: int) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet
    sheet.append(HEAD.strip().split(","))
    sheet.append(["HT2021-1", None, "Chờ duyệt", hour("15/10 10:00").replace(tzinfo=None)])
    target = BytesIO()
    book.save(target)
    (read,) = read_file("x.xlsx", target.getvalue(), system(), NOW)
    assert (read.number, read.at, read.fault) == ("HT2021-1", hour("15/10 10:00"), "")


def _bomb() -> bytes:
    target = BytesIO()
    with ZipFile(target, "w", compression=8) as packed:
        packed.writestr("xl/workbook.xml", b"0" * 1_000)
    return target.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("x.csv", b""),
        ("x.csv", "Số,Tên\n1,2\n".encode()),
        ("x.csv", (HEAD.replace("Trạng thái", "Số đăng ký") + "1,2,3,4\n").encode()),
        ("x.csv", HEAD.encode()),
        ("x.csv", HEAD.encode("utf-16")),
        ("x.csv", (HEAD + '"mở').encode()),
        ("x.csv", (HEAD + "HT2021-1,,,\n" * 20_001).encode()),
        ("x.xlsx", b"PK\x03\x04 not a workbook"),
        ("x.xlsx", _bomb()),
    ],
)
def test_a_hostile_file_is_refused_in_a_sentence(version: int, name: str, content: bytes) -> None:
    with pytest.raises(FileUnfit):
        read_file(name, content, system(), NOW)


HOSTILE = '=HYPERLINK("https://x.example","y")'


def test_no_cell_that_leaves_is_a_formula() -> None:
    card = [
        Filled("Họ tên", HOSTILE),
        Filled("Điện thoại", "+84905"),
        Filled("Ghi", "-1"),
        Filled("Số", "@x"),
    ]
    plain = write_csv([one.heading for one in card], [card]).decode("utf-8-sig")
    assert plain.splitlines()[1].startswith("\"'=HYPERLINK")
    assert "'+84905,'-1,'@x" in plain
    assert write_tabs(card).split("\t")[1:] == ["'+84905", "'-1", "'@x"]
    sheet = load_workbook(BytesIO(write_xlsx([one.heading for one in card], [card]))).active
    assert sheet
    assert [(cell.data_type, cell.value) for cell in sheet[2]] == [("s", one.value) for one in card]


@pytest.mark.parametrize(
    ("answer", "words", "by", "refusal"),
    [
        (Answer.EXPLAINED, " ", BOSS, errors.ExplanationMissing),
        (Answer.THEIRS, "x", BOSS, errors.AnswerUnfit),
        (Answer.ITSELF, "x", BOSS, errors.AnswerUnfit),
        (Answer.EXPLAINED, "x", OFFICER, errors.DifferenceNotFound),
        (Answer.EXPLAINED, "x", STRANGER, errors.DifferenceNotFound),
    ],
)
def test_a_difference_is_settled_by_the_head_with_an_explanation(
    version: int, answer: Answer, words: str, by: actions.Described, refusal: type[Exception]
) -> None:
    take_in(line("HT2021-9"))
    (found,) = differences()
    with pytest.raises(refusal):
        actions.settle(difference=found.id, answer=answer, explanation=words, by=by, at=NOW)  # type: ignore[arg-type]
    assert len(differences()) == 1


def test_settled_twice_it_is_settled_once(version: int) -> None:
    take_in(line("HT2021-9"))
    (found,) = differences()
    given = {"difference": found.id, "explanation": "Hồ sơ của xã", "by": BOSS, "at": NOW}
    assert actions.settle(answer=Answer.EXPLAINED, **given)  # type: ignore[arg-type]
    assert not actions.settle(answer=Answer.EXPLAINED, **given)  # type: ignore[arg-type]
    with pytest.raises(errors.SettledAlready):
        actions.settle(answer=Answer.OURS, **given)  # type: ignore[arg-type]
