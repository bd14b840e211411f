"""The 75 procedures of a district come in; what is doubtful in them was found by hand, with a pencil."""

import json
from dataclasses import replace
from typing import Any

import pytest
from tests.domain.procedures.made import AT

from lienthong.config.ground.paths import DATA
from lienthong.domain.procedures import actions, queries
from lienthong.domain.procedures import models as m
from lienthong.domain.procedures.exchange import Result, read_entries, read_units, to_contract
from lienthong.domain.procedures.rules.record import Effect, Fee, Supplement
from lienthong.domain.procedures.rules.vocabulary import Pause, State
from lienthong.spine.actor import platform
from lienthong.spine.ledger import queries as ledger

pytestmark = pytest.mark.django_db
FILE = DATA / "procedures" / "procedures-district-2015.json"
BY = platform("test")


def bring_in(content: bytes | None = None) -> list[Result]:
    actions.load_units(units=read_units(DATA / "procedures" / "units.csv"), by=BY, at=AT)
    roles = {unit.code: unit.role for unit in queries.list_units(AT.date())}
    entries = read_entries(FILE.read_bytes() if content is None else content, roles=roles)
    return actions.import_entries(
        entries=entries, keeper="GL-VPUBND", source_name="x.json", source_digest="d" * 64, by=BY, at=AT
    )


def warned(results: list[Result], code: str) -> dict[str, list[str]]:
    """By procedure, what each warning of a code is about."""
    found: dict[str, list[str]] = {}
    for result in results:
        for finding in result.warnings:
            if finding.code.value == code:
                found.setdefault(result.code or "", []).append(finding.about)
    return found


UNDECLARED = {
    *("LD05", "LD11", "LD12", "LD14", "LD15", "LD17", "LD18", "LD20", "LD21", "LD23", "LD24", "LD26"),
    *("LD27", "LD29", "LD30", "LD32", "LD33", "LD35", "LD36", "LD38", "LD39", "LD41", "LD42"),
}
ENDLESS = {
    *("DT07", "KT09", "KT10", "LD02", "LD03", "LD06", "LD08", "LD09", "LD11", "LD12", "LD14", "LD15"),
    *("LD17", "LD20", "LD33", "LD36", "LD39", "LD41", "TN17", "TN18", "TN20", "TP04", "TP07"),
}
SUMS = {
    "DT07": "1 / 20", "TC02": "16 / 15", "TC03": "16 / 15", "TC11": "11 / 10", "TC12": "21 / 20", "TC14": "21 / 20",
    "TC15": "21 / 20", "TP06": "4 / 1", "TP07": "2 / 5",
}  # fmt: skip


def test_all_come_in_and_what_is_doubtful_is_told() -> None:
    results = bring_in()
    assert [result.code for result in results] == [entry["code"] for entry in json.loads(FILE.read_bytes())]
    counts = to_contract(results)["counts"]
    assert counts == {"imported": 31, "imported_with_warnings": 44, "rejected": 0}
    assert set(warned(results, "no_declared_time")) == UNDECLARED
    assert set(warned(results, "no_business_end")) == ENDLESS
    assert {code: about for code, (about,) in warned(results, "sum_differs").items()} == SUMS
    assert list(warned(results, "no_papers")) == ["DT07", "LD36"]
    assert list(warned(results, "no_form_fields")) == ["DT07"]
    assert warned(results, "step_without_time") == {"LD05": ["Tiếp nhận hồ sơ"]}
    assert warned(results, "paper_twice") == {"LD23": ["Bản sao sổ hộ khẩu"]}
    assert list(warned(results, "looks_like_a_test")) == ["TNH01A"]
    told = {"no_declared_time", "no_business_end", "sum_differs", "no_papers", "no_form_fields", "step_without_time",
            "paper_twice", "looks_like_a_test"}  # fmt: skip
    assert {finding.code.value for result in results for finding in result.warnings} == told


def test_a_land_case_keeps_its_way_through_commune_and_tax() -> None:
    bring_in()
    (version,) = queries.list_versions("TN03", drafts=True)
    record = queries.get_record(version.id)
    assert version.state is State.DRAFT
    assert [step.unit for step in record.steps] == [
        "one_stop", "land_registration_office", "commune_land_officer", "land_registration_office", "tax_branch",
        "one_stop", "land_registration_office", "environment_office", "leadership", "environment_office", "one_stop",
    ]  # fmt: skip
    assert sum(step.time or 0 for step in record.steps) == 34
    assert [(task.pauses, task.resumes) for task in record.steps[5].tasks] == [
        (Pause.TAX_DUTY, False),
        (None, True),
    ]
    assert [n for n, step in enumerate(record.steps, 1) if any(task.ends for task in step.tasks)] == [10]
    assert {step.role for step in record.steps} == {"one_stop_officer", "specialist", "agency_leader"}


def test_bringing_the_file_in_again_changes_nothing_and_says_the_same() -> None:
    first = to_contract(bring_in())
    rows = list(m.Version.objects.order_by("id").values())
    again = bring_in()
    assert to_contract(again) == first
    assert not any(result.is_new for result in again)
    assert list(m.Version.objects.order_by("id").values()) == rows
    acts = [e for e in ledger.list_entries(agency="GL-VPUBND") if e.verb == "procedures.import"]
    assert [entry.details["new"] for entry in acts] == [75]


def one(**changed: Any) -> dict[str, Any]:
    (found,) = [entry for entry in json.loads(FILE.read_bytes()) if entry["code"] == "TP01"]
    return {**found, **changed}


def test_what_people_mended_is_not_overwritten() -> None:
    bring_in(json.dumps([one()]).encode())
    (version,) = queries.list_versions("TP01", drafts=True)
    mended = replace(queries.get_record(version.id), field="Hộ tịch")
    actions.redraft(version=version.id, record=mended, seen=version.revision, by=BY, at=AT)
    (same,) = bring_in(json.dumps([one()]).encode())
    (other,) = bring_in(json.dumps([one(declared_days=9)]).encode())
    assert (same.outcome.value, other.outcome.value) == ("imported", "rejected")
    assert "TP01" in str(other.fault)
    assert queries.get_record(version.id) == mended


def test_a_code_that_stands_twice_counts_once() -> None:
    first, second = bring_in(json.dumps([one(), one(name="Khác")]).encode())
    assert (first.outcome.value, second.outcome.value) == ("imported", "rejected")
    assert "TP01" in str(second.fault)
    assert [v.name for v in queries.list_versions("TP01", drafts=True)] == [one()["name"]]


def test_a_refused_entry_keeps_nothing_and_costs_the_others_nothing() -> None:
    broken, sound = bring_in(json.dumps([one(code="A", steps=5), one()]).encode())
    assert (broken.outcome.value, sound.outcome.value) == ("rejected", "imported")
    assert list(m.Procedure.objects.values_list("code", flat=True)) == ["TP01"]


def test_a_unit_that_nobody_knows_is_kept_and_told() -> None:
    ending = {"name": "Ký", "days": 0, "ends_business_clock": True}
    step = {"unit": "moon_office", "name": "Xem", "days": 3, "tasks": [ending]}
    (result,) = bring_in(json.dumps([one(steps=[step])]).encode())
    assert [(f.code.value, f.row, f.about) for f in result.warnings] == [("unit_unknown", 1, "moon_office")]


def test_the_draft_lists_what_the_file_could_not_say() -> None:
    bring_in(json.dumps([one()]).encode())
    (version,) = queries.list_versions("TP01", drafts=True)
    codes = [question.finding.code.value for question in queries.list_questions(version.id, AT.date())]
    assert codes[:9] == [
        "no_field", "no_level", "no_agency", "no_audience", "no_sequence", "no_basis", "no_result",
        "no_online_level", "no_supplement_rule",
    ]  # fmt: skip
    record = queries.get_record(version.id)
    assert (record.fees, record.supplement) == ((Fee("Phí, lệ phí", 10_000),), None)
    said = replace(record, supplement=Supplement(1, 3, Effect.PAUSE))  # type: ignore[arg-type]
    actions.redraft(version=version.id, record=said, seen=version.revision, by=BY, at=AT)
    again = [question.finding.code.value for question in queries.list_questions(version.id, AT.date())]
    assert "no_supplement_rule" not in again
