"""The reference province: agencies, calendars and the plan of 2021, read from the plain files in ``data/``."""

import csv
import hashlib
from collections import defaultdict
from datetime import date, datetime

from lienthong.config.ground.paths import DATA
from lienthong.domain.cases import actions as cases
from lienthong.domain.cases.exchange import read_forms
from lienthong.domain.organisations.actions import load_reference
from lienthong.domain.organisations.exchange import read_reference
from lienthong.domain.plans.actions import (
    Rung,
    Step,
    accept_import,
    issue,
    lay_missing,
    load_steps,
    settle_rest,
)
from lienthong.domain.plans.exchange import Directory, read_directory, read_file
from lienthong.domain.plans.queries import is_imported, list_drafts
from lienthong.domain.procedures import actions as procedures
from lienthong.domain.procedures.exchange import read_life_events, read_units
from lienthong.domain.retention import actions as retention
from lienthong.domain.retention.exchange import read_rules
from lienthong.domain.surveys import actions as surveys
from lienthong.domain.surveys.exchange import read_answering, read_sheets
from lienthong.spine.actor import Actor
from lienthong.spine.calendar import actions as calendars

PLAN = DATA / "plans" / "ke-hoach-cchc-2021-gia-lai.txt"
FORMS = DATA / "forms"
RETENTION = DATA / "retention" / "rules.csv"
SURVEYS = DATA / "surveys"
UNITS = DATA / "procedures" / "units.csv"
LIFE_EVENTS = DATA / "procedures" / "life-events.csv"
URGING = DATA / "plans" / "urging.csv"
HOME = "Gia Lai"
MONITOR, OVERSEER = "GL-SNV", "GL-VPUBND"
REVIEWED = "Đã đối chiếu từng chỗ với văn bản gốc khi nạp bộ dữ liệu tham chiếu; giữ như đã đọc."


def load(*, by: Actor, at: datetime) -> None:
    """Loads what is not there yet and issues its plan; what people changed stays as they made it."""
    load_drafted(by=by, at=at)
    issue_plan(by=by, at=at)


def load_drafted(*, by: Actor, at: datetime) -> None:
    """As ``load``, the plan left under review."""
    load_ground(by=by, at=at)
    load_urging(by=by, at=at)
    content = PLAN.read_bytes()
    digest = hashlib.sha256(content).hexdigest()
    if not is_imported(digest):
        reading = read_file(PLAN.name, content, names())
        accept_import(reading=reading, agency="GL", source_name=PLAN.name, source_digest=digest, by=by, at=at)


def load_ground(*, by: Actor, at: datetime) -> None:
    """What cases stand on: calendars, agencies, units, forms."""
    calendars.load_reference(folder=DATA / "calendars", by=by, at=at)
    load_reference(reference=read_reference(DATA / "organisations"), by=by, at=at)
    load_units(by=by, at=at)
    load_forms(by=by, at=at)
    load_retention(by=by, at=at)
    load_surveys(by=by, at=at)


def load_retention(*, by: Actor, at: datetime) -> None:
    """How long cases are kept, as far as nobody laid it down otherwise."""
    retention.load_rules(rules=read_rules(RETENTION), by=by, at=at)


def load_surveys(*, by: Actor, at: datetime) -> None:
    """What citizens are asked after the result, and how long an answer to a remark may take."""
    surveys.load_sheets(sheets=read_sheets(SURVEYS / "citizen.json"), by=by, at=at)
    surveys.load_answering(rules=read_answering(SURVEYS / "answering.csv"), by=by, at=at)


def load_units(*, by: Actor, at: datetime) -> None:
    """Who may stand in a row of an internal process besides agencies; which events of life lead to procedures."""
    procedures.load_units(units=read_units(UNITS), by=by, at=at)
    procedures.load_life_events(events=read_life_events(LIFE_EVENTS), by=by, at=at)


def load_forms(*, by: Actor, at: datetime) -> None:
    """How the papers of the one-stop look, by the circular of each day."""
    cases.load_forms(forms=read_forms(FORMS), by=by, at=at)


def load_urging(*, by: Actor, at: datetime) -> None:
    """When whom to urge, unless people entered steps from the same day on."""
    with URGING.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    sets: dict[date, list[Step]] = defaultdict(list)
    for row in rows:
        sets[date.fromisoformat(row["effective_from"])].append(Step(int(row["days"]), Rung(row["rung"])))
    confirmed = all(row["confirmed"] == "yes" for row in rows)
    load_steps(sets=sets, source=rows[0]["source"], confirmed=confirmed, by=by, at=at)


def issue_plan(*, by: Actor, at: datetime) -> None:
    """Home Affairs monitors the plan (its part IV.2), the Committee's office what Home Affairs itself owes."""
    lay_missing(monitor=MONITOR, overseer=OVERSEER, by=by, at=at)
    for plan in list_drafts():
        if plan.source_name == PLAN.name:
            settle_rest(plan=plan.id, reason=REVIEWED, by=by, at=at)
            issue(plan=plan.id, monitor=MONITOR, overseer=OVERSEER, by=by, at=at)


def names() -> Directory:
    """Agencies and groups by name, straight from the files."""
    return read_directory(DATA / "organisations", home=HOME)
