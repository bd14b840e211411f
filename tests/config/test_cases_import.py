"""``cases import``: history comes in whole or not at all, counts where it occurred, and hostile files are told off."""

import json
import re
from collections import Counter
from datetime import date, datetime, time, timedelta
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.core.management import call_command
from django.db.models import Model

from lienthong.domain.cases import actions
from lienthong.domain.cases import models as m
from lienthong.domain.cases.queries import Asked, Period, get_board
from lienthong.domain.parties.models import Party, Profile
from lienthong.domain.procedures.queries import list_versions
from lienthong.spine import clock
from lienthong.spine.clock.rules import ZONE
from lienthong.spine.ledger.models import Entry
from lienthong.spine.numbering.models import Number
from tests.domain.cases.running import CHIEF, CLERK, procedure, province, received

pytestmark = pytest.mark.django_db
HOWTO = Path(__file__).parents[2] / "docs/howto/cases-import.md"
NOW = datetime(2021, 10, 15, 9, tzinfo=ZONE)
MARCH = Period(date(2020, 3, 1), date(2020, 3, 31))


@pytest.fixture(autouse=True)
def _ground() -> Any:
    province()
    with clock.holding(NOW):
        yield


def blocks(kind: str) -> str:
    found = re.search(rf"```{kind}\n(.*?)```", HOWTO.read_text(encoding="utf-8"), re.DOTALL)
    assert found
    return found[1]


MAP, CSV = blocks("yaml"), blocks("csv")


def bring(
    tmp_path: Path, content: str | bytes = CSV, mapping: str = MAP, name: str = "ho-so.csv", **more: Any
) -> tuple[dict[str, Any], int]:
    """The report and the exit status."""
    file, told = tmp_path / name, tmp_path / "map.yaml"
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    told.write_text(mapping, encoding="utf-8")
    out, status = StringIO(), 0
    try:
        call_command("cases", "import", file, mapping=told, json=True, stdout=out, stderr=StringIO(), **more)
    except SystemExit as end:
        status = int(end.code or 0)
    return json.loads(out.getvalue()), status


def sentence(tmp_path: Path, content: str | bytes = CSV, mapping: str = MAP, name: str = "ho-so.csv") -> str:
    file, told, err = tmp_path / name, tmp_path / "map.yaml", StringIO()
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    told.write_text(mapping, encoding="utf-8")
    with pytest.raises(SystemExit) as end:
        call_command("cases", "import", file, mapping=told, stdout=StringIO(), stderr=err)
    assert end.value.code == 2
    assert m.Case.objects.count() == 0
    return err.getvalue()


def one_row(**changed: str) -> str:
    head, first, *_ = CSV.splitlines()
    cells = dict(zip(head.split(","), first.split(","), strict=True)) | changed
    return f"{head}\n{','.join(cells.values())}\n"


def fault(tmp_path: Path, content: str | bytes, **more: Any) -> tuple[int, str, str]:
    report, status = bring(tmp_path, content, **more)
    refused = [row for row in report["rows"] if row["outcome"] == "refused"]
    assert (status, report["imported"], m.Case.objects.count()) == (1, False, 0)
    return refused[0]["row"], refused[0]["field"], refused[0]["message"]


def march(known: datetime | None = None) -> Counter[str]:
    return +Counter(get_board(Asked(MARCH, NOW + timedelta(days=1), known)).total.as_data())


def test_the_example_of_the_howto_comes_in(tmp_path: Path) -> None:
    report, status = bring(tmp_path)
    assert status == 0
    assert report["imported"]
    assert report["counts"] == {"rows": 4, "new": 4, "known": 0, "refused": 0, "procedures": 2}
    assert march() == {
        "received": 4, "received_online": 1, "received_direct_post": 3, "resolved": 3, "resolved_early": 1,
        "resolved_on_time": 1, "resolved_late": 1, "pending": 1, "pending_late": 1,
    }  # fmt: skip
    case = m.Case.objects.get(number="PLK-2020-0001")
    verbs = m.Happening.objects.filter(case=case).order_by("occurred_at", "id").values_list("verb", flat=True)
    assert list(verbs) == ["RECEIVED", "PUT_TO_SIGN", "SIGNED", "BROUGHT", "GIVEN"]
    assert list_versions("1.001193", drafts=True)[0].state.value == "ABOLISHED"
    assert Number.objects.count() == 0, "numbers of another system enter none of our books"


def test_tables_asked_as_known_before_that_day_stay_as_they_were(tmp_path: Path) -> None:
    bring(tmp_path)
    day_before = datetime.combine(NOW.date() - timedelta(days=1), time.max, ZONE)
    that_day = datetime.combine(NOW.date(), time.max, ZONE)
    assert march(day_before) == Counter()
    assert march(that_day) == march()


def everything() -> list[list[Any]]:
    models: tuple[type[Model], ...] = (m.Case, m.Happening, m.Stand, Party, Entry)
    return [list(model._default_manager.order_by("pk").values()) for model in models]


def test_the_same_file_again_changes_nothing(tmp_path: Path) -> None:
    bring(tmp_path)
    before = everything()
    report, status = bring(tmp_path)
    assert (status, report["imported"], report["counts"]["known"]) == (0, False, 4)
    assert everything() == before


def test_a_trial_reports_the_same_and_writes_nothing(tmp_path: Path) -> None:
    tried, status = bring(tmp_path, dry_run=True)
    assert status == 0
    assert m.Case.objects.count() == Party.objects.count() == 0
    assert not Entry.objects.filter(verb="cases.import_history").exists()
    done, _ = bring(tmp_path)
    assert tried["rows"] == done["rows"]
    assert tried["counts"] == done["counts"]


def test_one_line_in_the_ledger_for_the_batch(tmp_path: Path) -> None:
    report, _ = bring(tmp_path)
    (entry,) = Entry.objects.filter(verb="cases.import_history")
    assert entry.details["digest"] == report["digest"]
    assert entry.details["cases"] == 4


def test_one_bad_row_stops_all_and_every_bad_row_is_told(tmp_path: Path) -> None:
    rows = CSV.splitlines()
    rows[2] = rows[2].replace("05/03/2020 09:00", "hôm qua")
    rows[4] = rows[4].replace("UBND TP Pleiku", "UBND Đâu Đó")
    report, status = bring(tmp_path, "\n".join(rows))
    assert (status, report["imported"], m.Case.objects.count()) == (1, False, 0)
    told = {row["row"]: (row["outcome"], row["field"]) for row in report["rows"]}
    assert told == {2: ("new", ""), 3: ("refused", "received_at"), 4: ("new", ""), 5: ("refused", "unit")}
    assert list_versions("1.001193", drafts=True) == []


def test_events_make_cases_too(tmp_path: Path) -> None:
    mapping = """
rows: events
columns: {number: Số, unit: Nơi, procedure: TTHC, applicant: Tên, channel: Kênh, at: Lúc, status: Việc, due_at: Hạn}
values: {channel: {quầy: COUNTER}}
"""
    content = """Số,Nơi,TTHC,Tên,Kênh,Lúc,Việc,Hạn
A1,GL-622,X1,An,quầy,02/03/2020 08:00,RECEIVED,06/03/2020
A1,GL-622,X1,,,04/03/2020 08:00,HANDED_OVER,
A1,GL-622,X1,,,04/03/2020 10:00,SUPPLEMENT_ASKED,
A1,GL-622,X1,,,09/03/2020 10:00,SUPPLEMENT_RECEIVED,13/03/2020
A1,GL-622,X1,,,13/03/2020 16:00,SIGNED,
"""
    report, status = bring(tmp_path, content, mapping)
    assert status == 0, report
    assert march()["resolved_on_time"] == 1
    stand = m.Stand.objects.get(until=None)
    assert (stand.state, stand.legal_at) == ("SIGNED", datetime(2020, 3, 13, 17, tzinfo=ZONE))


def test_what_cannot_follow_is_refused_with_its_row(tmp_path: Path) -> None:
    mapping = """
rows: events
columns: {number: Số, unit: Nơi, procedure: TTHC, applicant: Tên, channel: Kênh, at: Lúc, status: Việc}
"""
    head = "Số,Nơi,TTHC,Tên,Kênh,Lúc,Việc\n"
    late = "A1,GL-622,X1,An,COUNTER,02/03/2020 08:00,RECEIVED\nA1,GL-622,X1,,,04/03/2020 08:00,GIVEN\n"
    assert fault(tmp_path, head + late, mapping=mapping)[0] == 3
    begun = "A1,GL-622,X1,An,COUNTER,02/03/2020 08:00,SIGNED\n"
    assert fault(tmp_path, head + begun, mapping=mapping)[0] == 2


def test_a_known_procedure_counts_the_day_that_the_file_does_not_tell(tmp_path: Path) -> None:
    version = procedure()
    code = m.Case.objects.get(pk=received(version)).procedure
    content = one_row(**{
        "Mã thủ tục": code, "Ngày hẹn": "", "Ngày nhận": "04/05/2021 08:00", "Ngày ký": "11/05/2021 17:00",
        "Ngày trả": "12/05/2021",
    })  # fmt: skip
    report, _ = bring(tmp_path, content)
    assert report["rows"][0]["warnings"] == []
    assert m.Stand.objects.get(case__number="PLK-2020-0001", until=None).legal_at == datetime(
        2021, 5, 11, 17, tzinfo=ZONE
    )


def test_what_has_no_day_is_said_to_have_none(tmp_path: Path) -> None:
    report, _ = bring(tmp_path, one_row(**{"Ngày hẹn": ""}))
    assert report["rows"][0]["warnings"]
    assert march()["resolved_on_time"] == 1


def test_unknown_procedures_may_be_refused(tmp_path: Path) -> None:
    told = fault(tmp_path, CSV, mapping=MAP.replace("historic", "refuse"))
    assert told[:2] == (2, "procedure")
    assert "1.001193" in told[2]


def test_who_bears_a_number_is_one_person_and_others_of_the_name_are_not(tmp_path: Path) -> None:
    head, first, second, *_ = CSV.splitlines()
    again = first.replace("PLK-2020-0001", "PLK-2020-0009")
    nameless = second.replace("Ksor Blưk", "Rơ Châm H’Yưn")
    bring(tmp_path, "\n".join([head, first, again, nameless]))
    assert Profile.objects.filter(name="Rơ Châm H’Yưn").count() == 2
    other = fault_after(
        tmp_path, f"{head}\n{first}".replace("0001", "0010").replace("Rơ Châm H’Yưn", "Lê Văn Tám")
    )
    assert other["field"] == "identity"


def fault_after(tmp_path: Path, content: str) -> dict[str, Any]:
    before = m.Case.objects.count()
    report, status = bring(tmp_path, content)
    assert (status, m.Case.objects.count()) == (1, before)
    return next(row for row in report["rows"] if row["outcome"] == "refused")


def test_a_number_of_ours_is_not_taken(tmp_path: Path) -> None:
    number = m.Case.objects.get(pk=received(procedure())).number
    assert "hồ sơ" in fault_after(tmp_path, one_row(**{"Mã hồ sơ": number}))["message"]


def test_a_counter_receives_on_the_day_of_import_as_ever(tmp_path: Path) -> None:
    bring(tmp_path)
    case = m.Case.objects.get(pk=received(procedure(), NOW))
    assert case.place == 1


@pytest.mark.parametrize(
    ("changed", "row", "field"),
    [
        ({"Ngày nhận": "01/01/1900"}, 2, "received_at"),
        ({"Ngày nhận": ""}, 2, "received_at"),
        ({"Ngày nhận": "31/02/2020"}, 2, "received_at"),
        ({"Ngày ký": "01/03/2020"}, 2, "signed_at"),
        ({"Ngày trả": "15/10/2021 07:00"}, 2, ""),
        ({"Ngày nhận": "16/10/2031", "Ngày ký": "16/10/2031", "Ngày trả": "17/10/2031"}, 2, ""),
        ({"Hình thức": "Qua đường"}, 2, "channel"),
        ({"Trạng thái": "Lạ"}, 2, "status"),
        ({"Trạng thái": "Công dân rút"}, 2, "ended_at"),
        ({"Người nộp": ""}, 2, "applicant"),
        ({"Người nộp": "=HYPERLINK(1)"}, 2, "applicant"),
        ({"Số CCCD": "12345"}, 2, "applicant"),
        ({"Mã thủ tục": "bậy bạ"}, 2, "procedure"),
        ({"Mã hồ sơ": "X" * 70}, 2, "number"),
        ({"Đơn vị": "GL-NOWHERE"}, 2, "unit"),
    ],
)
def test_a_bad_cell_is_named_by_row_and_field(
    tmp_path: Path, changed: dict[str, str], row: int, field: str
) -> None:
    told = fault(tmp_path, one_row(**changed))
    assert told[:2] == (row, field)
    assert told[2]


def test_a_number_twice_names_both_rows(tmp_path: Path) -> None:
    head, first, *_ = CSV.splitlines()
    row, field, message = fault(tmp_path, "\n".join([head, first, first]))
    assert (row, field) == (3, "number")
    assert "2" in message


def test_files_that_cannot_be_read_are_told_off_in_a_sentence(tmp_path: Path) -> None:
    latin = CSV.replace("Lê Thị Hà", "Le Thi \xe0").encode("latin-1", "replace")
    assert "dòng 1" in sentence(tmp_path, latin).lower()
    for content in ("", "a,b\n1,2\n", CSV.splitlines()[0], CSV + '"', "\0" * 10):
        assert sentence(tmp_path, content).strip()
    for packed in (b"PK\x03\x04 nothing", b""):
        assert sentence(tmp_path, packed, name="x.xlsx").strip()


@pytest.mark.parametrize(
    "mapping",
    [
        "", "[]", "a: [", "rows: lines", "rows: cases", "rows: cases\ncolumns: {number: x}", MAP + "\nmore: 1",
        MAP.replace("zone: Asia/Ho_Chi_Minh", "zone: Asia/Nowhere"), MAP.replace("COUNTER", "WINDOW"),
        MAP.replace("Mã hồ sơ", "Không có cột này"), MAP + "x" * 70_000,
    ],
)  # fmt: skip
def test_mappings_that_cannot_be_used_are_told_off_in_a_sentence(tmp_path: Path, mapping: str) -> None:
    assert sentence(tmp_path, mapping=mapping).strip()


def workbook(rows: list[list[Any]]) -> bytes:
    book, packed = openpyxl.Workbook(), BytesIO()
    for row in rows:
        book.worksheets[0].append(row)
    book.save(packed)
    return packed.getvalue()


def test_a_workbook_is_read_as_well_with_its_own_dates(tmp_path: Path) -> None:
    head, first, *_ = CSV.splitlines()
    cells: list[Any] = first.split(",")
    cells[5], cells[7] = 64190004321.0, datetime(2020, 3, 5, 8, 15)  # noqa: DTZ001 - as a sheet gives it
    row, field, _ = fault(tmp_path, workbook([head.split(","), cells]), name="x.xlsx")
    assert (row, field) == (2, "applicant"), "a number that lost its nought"
    cells[5] = "064190004321"
    _, status = bring(tmp_path, workbook([head.split(","), cells]), name="x.xlsx")
    assert status == 0
    assert m.Case.objects.get().occurred_at == datetime(2020, 3, 5, 8, 15, tzinfo=ZONE)


def test_a_formula_in_a_workbook_is_refused(tmp_path: Path) -> None:
    head, first, *_ = CSV.splitlines()
    cells: list[Any] = first.split(",")
    cells[4] = '=CONCATENATE("A","B")'
    assert fault(tmp_path, workbook([head.split(","), cells]), name="x.xlsx")[:2] == (2, "applicant")


def test_open_history_can_be_brought_to_its_end(tmp_path: Path) -> None:
    bring(tmp_path)
    case = m.Case.objects.get(number="PLK-2020-0004").pk
    actions.put_to_sign(case=case, by=CLERK, at=NOW + timedelta(minutes=1))
    actions.sign_off(case=case, by=CHIEF, at=NOW + timedelta(minutes=2))
    assert m.Stand.objects.get(case=case, until=None, superseded_at=None).state == "SIGNED"
