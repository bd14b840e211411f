"""One procedure of every shape is settled, published and played to its result by the people of its units.

A shape is how many rows a process has: the 75 real procedures have 2, 3, 4, 5, 6, 8, 11 or 12. Those with eight and
more go through a commune's confirmation; those with eleven and twelve wait for a tax duty on the way.
"""

import csv
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cache
from typing import Any
from uuid import uuid4

import pytest
from pytest_django.plugin import DjangoDbBlocker

from lienthong.config import demo, demo_cases, demo_procedures, demo_year
from lienthong.domain.accounts.queries import find_account
from lienthong.domain.cases import actions, queries
from lienthong.domain.cases.queries import Asked, Period, State, Verb
from lienthong.domain.organisations.queries import build_actor
from lienthong.domain.parties import actions as parties
from lienthong.domain.procedures import actions as procedure_actions
from lienthong.domain.procedures import queries as procedures
from lienthong.domain.procedures.queries import Duration, Fee, Paper, Pause, Record, Step, Task
from lienthong.spine import clock
from lienthong.spine.actor import Actor, platform
from tests.factories.province import loaded

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("district")]
BY, NOW = platform("test"), datetime(2021, 10, 15, 9, tzinfo=clock.ZONE)
BEGUN = datetime(2021, 10, 4, 8, tzinfo=clock.ZONE)  # a Monday
SHAPES = {2: "DT07", 3: "LD02", 4: "TC05", 5: "DT01", 6: "TNH01A", 8: "TN10", 11: "TN13", 12: "TN09"}
CLERK, LEADER, COMMUNE = "rocham.yen", "nayhblun.622", "GL-23572"
WORKS_AT = {
    "one_stop": CLERK,
    "leadership": LEADER,
    "urban_management_office": "nguyenthithuha.622",
    "finance_office": "kpahnhi.622",
    "justice_office": "vodinhlam.622",
    "labour_office": "laodong.622",
    "environment_office": "moitruong.622",
    "land_registration_office": "vominhtuan.dkdd",
    "commune_land_officer": "naylehlam.hoalu",
    "tax_branch": "dangthingoc.thue",
}
HIRED = (
    ("laodong.622", "Siu H’Lao", "Chuyên viên Phòng Lao động - Thương binh và Xã hội"),
    ("moitruong.622", "Kpă Môi", "Chuyên viên Phòng Tài nguyên và Môi trường"),
)
"""The demonstration has nobody in these two offices of Pleiku."""


@pytest.fixture(scope="module")
def district(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with loaded(django_db_blocker):
        demo.load_people(by=BY, at=demo_year.EVE)
        demo_year.load_people(by=BY, at=demo_year.EVE)
        demo_procedures.play(by=BY, until=NOW)
        for row in demo_cases.list_people():
            demo_cases._open(row, by=BY)
        for username, name, title in HIRED:
            row = {
                "agency": "GL-622",
                "role": "specialist",
                "username": username,
                "full_name": name,
                "title": title,
            }
            demo_cases._open(row, by=BY)
        for code in SHAPES.values():
            settle(code)
        somebody.cache_clear()
        yield


def settle(code: str) -> None:
    """What the file could not say is said by whoever keeps procedures, then it goes the way to the public."""
    if any(row.state is procedures.State.PUBLISHED for row in procedures.list_versions(code, drafts=False)):
        return
    (version,) = procedures.list_versions(code, drafts=True)
    said = mended(demo_procedures._settled(legal(), procedures.get_record(version.id)))
    procedure_actions.redraft(
        version=version.id, record=said, seen=version.revision, by=BY, at=demo_procedures.EVE
    )
    demo_procedures._submit(version.id, by=BY, at=demo_procedures.EVE)
    controller = demo_procedures._actor(demo_procedures.CONTROLLER)
    given = {"decision": "22/QĐ-UBND", "decided_on": date(2021, 1, 5), "effective_from": date(2021, 1, 15)}
    procedure_actions.announce(version=version.id, **given, by=controller, at=demo_procedures.EVE)  # type: ignore[arg-type]
    procedure_actions.publish(version=version.id, by=controller, at=demo_procedures.EVE)


def legal() -> dict[str, str]:
    with demo_procedures.SETTLED.open(encoding="utf-8", newline="") as file:
        return next(csv.DictReader(file))


def mended(record: Record) -> Record:
    """A name that is none, papers and form fields where there are none, times, and who ends the clock."""
    steps = tuple(replace(step, time=step.time or Decimal(0)) for step in record.steps)
    if not any(task.ends for step in steps for task in step.tasks):
        place = max(len(steps) - 2, 1)
        steps = (*steps[:place], ending(steps[place]), *steps[place + 1 :])
    form = json.loads(json.dumps(dict(record.form))) or {"type": "object"}
    form.setdefault("properties", {}).setdefault("noi_dung", {"type": "string", "title": "Nội dung"})
    for one in form["properties"].values():
        if one.get("x-kind") == "choice" and not {"enum", "oneOf"} & set(one):
            one["enum"] = ["Có", "Không"]
    whole = sum((step.time or Decimal(0) for step in steps), Decimal(0))
    return replace(
        record,
        name="Cấp giấy theo quy trình sáu bước" if "Test" in record.name else record.name,
        steps=steps,
        form=form,
        papers=record.papers or (Paper("Đơn đề nghị", originals=1),),
        fees=record.fees or (Fee("Lệ phí", 0),),
        ways=tuple(replace(way, duration=way.duration or Duration(whole)) for way in record.ways),
    )


def ending(step: Step) -> Step:
    tasks = step.tasks or (Task("Ký"),)
    return replace(step, tasks=(*tasks[:-1], replace(tasks[-1], ends=True)))


@cache
def somebody(username: str) -> Actor:
    account = find_account(username)
    assert account, username
    return build_actor(account.id, account.full_name, "test", BEGUN)


def steps_of(code: str) -> tuple[Step, ...]:
    return tuple(procedures.get_record(procedures.get_published(code, BEGUN.date()).id).steps)


class Play:
    """One case on its way; every move ten minutes after the one before, by whoever works where it lies."""

    def __init__(self, code: str) -> None:
        version = procedures.get_published(code, BEGUN.date())
        handling = procedures.get_handling(version.id)
        self.steps, self.at, self.walked = handling.steps, BEGUN, [1]
        draft = parties.Draft(name=f"Người nộp {code}", numbers=(parties.Number("CCCD", number_of(code)),))
        intake = actions.Intake(
            key=uuid4(),
            version=version.id,
            applicant=actions.Applicant(draft),
            papers=tuple(range(1, len(handling.papers) + 1)),
        )
        self.case = actions.receive(intake=intake, by=somebody(CLERK), at=self.at).case

    @property
    def row(self) -> queries.CaseRow:
        return queries.get_case(self.case, by=somebody(CLERK), now=self.at)

    @property
    def step(self) -> Step:
        return self.steps[self.row.step - 1]

    def whoever(self) -> dict[str, Any]:
        """The person of the unit where it lies, a little later."""
        self.at += timedelta(minutes=10)
        actor = somebody(WORKS_AT[self.step.unit])
        assert actor.agency == self.row.seat, "it lies with the agency of the unit that its row names"
        return {"case": self.case, "by": actor, "at": self.at}

    def to_the_signature(self) -> None:
        while self.row.state is not State.TO_SIGN:
            if any(task.pauses for task in self.step.tasks):
                self.wait_for_the_duty()
            ahead = next((step for step in self.steps[self.row.step :]), None)
            if signs(self.step) or (ahead and signs(ahead)):
                actions.put_to_sign(**self.whoever())
            else:
                actions.hand_over(**self.whoever(), commune=COMMUNE)
            self.walked.append(self.row.step)

    def wait_for_the_duty(self) -> None:
        """Two working days, which the clock leaves out."""
        before = self.row.legal_at
        actions.pause(**self.whoever(), reason="Thuế thu nhập cá nhân", document="2400/TB-CCT")
        assert (self.row.state, self.row.due_at) == (State.WAITING_DUTY, None)
        self.at += timedelta(days=2)
        actions.resume(**self.whoever(), document="Biên lai 12")
        assert before
        assert self.row.legal_at
        assert (self.row.legal_at - before).days in {2, 4}, "two working days later, over a week-end four"

    def to_the_applicant(self) -> None:
        self.at += timedelta(minutes=10)
        actions.sign_off(case=self.case, document="15/GCN", by=somebody(LEADER), at=self.at)
        for deed in (actions.bring, actions.give):
            self.at += timedelta(minutes=10)
            deed(case=self.case, by=somebody(CLERK), at=self.at)


def signs(step: Step) -> bool:
    return any(task.ends for task in step.tasks)


def number_of(code: str) -> str:
    return f"0641900{list(SHAPES.values()).index(code):05}"


def test_the_shapes_are_those_of_the_75_procedures() -> None:
    entries = json.loads(demo_procedures.FILE.read_bytes())
    assert len(entries) == 75
    assert {len(entry["steps"]) for entry in entries} == set(SHAPES)
    lengths = {entry["code"]: len(entry["steps"]) for entry in entries}
    assert {lengths[code]: code for code in SHAPES.values()} == SHAPES


@pytest.mark.parametrize(("rows", "code"), SHAPES.items())
def test_a_shape_goes_from_the_counter_to_the_result_by_the_people_of_its_units(rows: int, code: str) -> None:
    play = Play(code)
    assert len(play.steps) == rows
    play.to_the_signature()
    ends = next(place for place, step in enumerate(play.steps, 1) if signs(step))
    assert play.walked == list(range(1, ends + 1)), "row by row, none left out"
    play.to_the_applicant()

    row = play.row
    assert (row.state, row.on_time) == (State.GIVEN, True)
    told = queries.get_story(play.case).happenings
    left = [one for one in told if one.verb in {Verb.HANDED_OVER, Verb.PUT_TO_SIGN}]
    for place, one in enumerate(left, 1):
        assert one.account == somebody(WORKS_AT[play.steps[place - 1].unit]).account, (place, one.verb)
    verbs = [one.verb for one in told]
    assert verbs[-3:] == ["SIGNED", "BROUGHT", "GIVEN"]
    assert ("PAUSED" in verbs, "RESUMED" in verbs) == (rows > 8, rows > 8), "the tax duty pauses"
    seats = {str(one.data["agency"]) for one in told if "agency" in one.data}
    assert (COMMUNE in seats) == (rows >= 8), "a commune confirms"
    assert ("GL-THUE" in seats) == (rows > 8)


def test_all_of_them_count_as_resolved_in_time_and_none_is_pending() -> None:
    for code in SHAPES.values():
        play = Play(code)
        play.to_the_signature()
        play.to_the_applicant()
    period = Period(date(2021, 10, 1), date(2021, 10, 31))
    total = queries.get_board(Asked(period, NOW), queries.By.UNIT).total
    assert (total.received, total.resolved, total.resolved_late, total.pending) == (
        len(SHAPES),
        len(SHAPES),
        0,
        0,
    )


def test_what_is_settled_keeps_what_the_file_says() -> None:
    for code in SHAPES.values():
        entry = next(one for one in json.loads(demo_procedures.FILE.read_bytes()) if one["code"] == code)
        kept = steps_of(code)
        assert [step.unit for step in kept] == [step["unit"] for step in entry["steps"]], code
        pauses = [task.pauses for step in kept for task in step.tasks if task.pauses]
        assert pauses == [Pause.TAX_DUTY] * sum(
            "pauses" in task for s in entry["steps"] for task in s["tasks"]
        )
