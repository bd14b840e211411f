"""Numbers by their pattern, values in the other system's shape, lines of its file, and when two sides contradict."""

from datetime import date, datetime

import pytest

from lienthong.domain.ministries.errors import FieldsUnfit, StatusesUnfit
from lienthong.domain.ministries.exchange import read_fields, read_statuses, write_fields, write_statuses
from lienthong.domain.ministries.rules.comparing import Known, Line, compare, contradicts
from lienthong.domain.ministries.rules.fields import write
from lienthong.domain.ministries.rules.numbers import fits, is_pattern, normal
from lienthong.domain.ministries.rules.vocabulary import Kind, Ours, Outcome, Shape, Source, Standing
from lienthong.spine.clock.rules import ZONE

MORNING, NOON = datetime(2021, 10, 15, 8, tzinfo=ZONE), datetime(2021, 10, 15, 12, tzinfo=ZONE)


@pytest.mark.parametrize(
    ("number", "pattern", "is_fit"),
    [
        ("HT2021-004117", "HT9999-999999", True),
        ("HT2021-04117", "HT9999-999999", False),
        ("39A8012204", "99A8999999", True),
        ("3948012204", "99A8999999", False),
        ("39Đ8012204", "99A8999999", True),
        ("12/TP", "#/TP", True),
        ("/TP", "#/TP", False),
        ("1234567890123456789/TP", "#/TP", False),
        ("X1", "**", True),
        ("(1", "9", False),
        ("1\n", "9", False),
        ("(1)", "(9)", True),
        ("²", "9", False),
    ],
)
def test_a_number_is_checked_by_its_pattern(number: str, pattern: str, is_fit: bool) -> None:
    assert fits(number, pattern) is is_fit


@pytest.mark.parametrize(
    ("pattern", "is_one"), [("9", True), ("", False), ("HT-", False), ("9##", False), ("#9", True)]
)
def test_a_pattern_has_something_to_fill_in(pattern: str, is_one: bool) -> None:
    assert is_pattern(pattern) is is_one


def test_a_scanned_and_a_typed_number_are_the_same() -> None:
    assert normal(" ht2021 - 004117\n") == "HT2021-004117"


@pytest.mark.parametrize(
    ("value", "shape", "written"),
    [
        ("Rơ Châm H’Yưn", Shape.UPPER, "RƠ CHÂM H’YƯN"),
        ("+84 905 118 172", Shape.DIGITS, "84905118172"),
        ("1/5/1950", Shape.DAY, "01/05/1950"),
        ("01/05/1950", Shape.ISO, "1950-05-01"),
        ("05/1950", Shape.ISO, "05/1950"),
        ("1950", Shape.DAY, "1950"),
        (date(2021, 10, 15), Shape.PLAIN, "15/10/2021"),
        (date(2021, 10, 15), Shape.ISO, "2021-10-15"),
        ("hai\tdòng\nmột ô", Shape.PLAIN, "hai dòng một ô"),
    ],
)
def test_a_value_is_written_as_the_other_system_wants_it(
    value: str | date, shape: Shape, written: str
) -> None:
    assert write(value, shape) == written


def test_a_description_reads_back_as_it_was_written() -> None:
    fields = read_fields("Họ = tên = name, upper\n\nNgày = birth,iso\nÔ trống = nothing")
    assert [(one.heading, one.source, one.shape) for one in fields] == [
        ("Họ = tên", Source.NAME, Shape.UPPER), ("Ngày", Source.BIRTH, Shape.ISO),
        ("Ô trống", Source.NOTHING, Shape.PLAIN),
    ]  # fmt: skip
    assert read_fields(write_fields(fields)) == fields
    statuses = read_statuses("Xong = done\nChờ = OPEN")
    assert statuses == {"Xong": Standing.DONE, "Chờ": Standing.OPEN}
    assert read_statuses(write_statuses(statuses)) == statuses


@pytest.mark.parametrize(
    ("text", "line"),
    [("Họ tên", 1), ("A = name\nB = nobody", 2), ("A = name, loud", 1), ("A = name\na = birth", 2), ("", 1)],
)
def test_a_field_that_cannot_be_used_is_named_by_its_line(text: str, line: int) -> None:
    with pytest.raises(FieldsUnfit) as refused:
        read_fields(text)
    assert refused.value.facts["line"] == line


def test_a_status_means_something_of_ours() -> None:
    with pytest.raises(StatusesUnfit):
        read_statuses("Xong = FINISHED")
    with pytest.raises(StatusesUnfit):
        read_statuses("Xong = DONE\nxong = OPEN")


WAITS = Known(1, "GL-1", "")
ENTERED = Known(2, "GL-2", "HT1", "OPEN", MORNING)


@pytest.mark.parametrize(
    ("line", "outcome", "kind"),
    [
        (Line(2, "HT9", "GL-1", "", None, NOON), Outcome.ENTERED, None),
        (Line(2, "HT9", "", "", None, NOON), Outcome.UNKNOWN, Kind.UNKNOWN),
        (Line(2, "HT9", "GL-2", "", None, NOON), Outcome.DIFFERS, Kind.NUMBER),
        (Line(2, "HT1", "GL-1", "", None, NOON), Outcome.DIFFERS, Kind.CASE),
        (Line(2, "HT1", "GL-2", "x", Standing.DONE, NOON), Outcome.TOLD, None),
        (Line(2, "HT1", "", "x", Standing.OPEN, NOON), Outcome.KNOWN, None),
        (Line(2, "HT1", "", "", None, None), Outcome.KNOWN, None),
        (Line(2, "HT1", "", "x", Standing.DONE, MORNING), Outcome.DIFFERS, Kind.STATUS),
        (Line(2, "", "", fault="trống"), Outcome.REFUSED, None),
    ],
)
def test_what_a_line_comes_to(line: Line, outcome: Outcome, kind: Kind | None) -> None:
    result = compare(line, {"HT1": ENTERED}, {"GL-1": WAITS, "GL-2": ENTERED})
    assert (result.outcome, result.kind) == (outcome, kind)


@pytest.mark.parametrize(
    ("ours", "standing", "told_later", "is_so"),
    [
        (Ours.RESULT, Standing.REFUSED, False, True),
        (Ours.RESULT, Standing.DONE, True, False),
        (Ours.RESULT, Standing.OPEN, False, False),
        (Ours.RESULT, Standing.OPEN, True, True),
        (Ours.NOTHING, Standing.DONE, False, True),
        (Ours.NOTHING, Standing.WITHDRAWN, True, False),
        (Ours.NOTHING, Standing.OPEN, True, True),
        (Ours.OPEN, Standing.DONE, True, False),
        (Ours.OPEN, Standing.REFUSED, True, True),
    ],
)
def test_when_both_cannot_be_true(ours: Ours, standing: Standing, told_later: bool, is_so: bool) -> None:
    assert contradicts(ours, standing, told_later=told_later) is is_so
