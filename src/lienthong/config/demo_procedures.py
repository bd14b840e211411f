"""Procedures of the demonstration: the 75 real ones come in as drafts; a dozen are settled, announced and published.

What settles them stands in ``data/demo/procedures.csv``, remembered or invented, as are decision and days; what
ministries decided since in ``decisions.csv``. It is done by the platform's own verbs, by the people of the
demonstration.
"""

import csv
import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from io import BytesIO
from itertools import groupby

from django.db import transaction

from lienthong.config.ground.paths import DATA
from lienthong.domain.accounts import queries as accounts
from lienthong.domain.organisations.queries import build_actor
from lienthong.domain.procedures import actions, queries
from lienthong.domain.procedures.exchange import read_entries, read_required
from lienthong.domain.procedures.queries import (
    Audience,
    Basis,
    Channel,
    DemandEntry,
    DemandKind,
    Effect,
    Fee,
    Level,
    ListEntry,
    OnlineLevel,
    Record,
    Supplement,
    TriggerEntry,
    Way,
)
from lienthong.spine import clock
from lienthong.spine.actor import Actor

FILE = DATA / "procedures" / "procedures-district-2015.json"
SETTLED = DATA / "demo" / "procedures.csv"
EFORMS = DATA / "demo" / "eforms"
DECISIONS = DATA / "demo" / "decisions.csv"
REQUIRED = DATA / "demo" / "required-online.csv"
CONTROLLER = "phamvankiem.vpubnd"
EVE = datetime(2021, 1, 5, 8, tzinfo=clock.ZONE)
DECISION, DECIDED_ON, IN_FORCE = "21/QĐ-UBND", date(2021, 1, 5), date(2021, 1, 15)
OFFICE, DISTRICTS = "GL-VPUBND", "G-HUYEN"
SEQUENCE = (
    "Bước 1: Người nộp chuẩn bị hồ sơ theo thành phần quy định và nộp tại Bộ phận Tiếp nhận và Trả kết quả.\n"
    "Bước 2: Công chức một cửa kiểm tra; hồ sơ đủ thì cấp giấy tiếp nhận và hẹn trả kết quả.\n"
    "Bước 3: Cơ quan chuyên môn thẩm định, trình người có thẩm quyền ký.\n"
    "Bước 4: Người nộp nhận kết quả tại nơi đã nộp hoặc qua bưu chính công ích."
)
RULE = Supplement(1, Decimal(3), Effect.RESTART, "Điều 19 Nghị định 61/2018/NĐ-CP")
KEPT = "Giữ như văn bản gốc ghi; đã rà soát khi nạp bộ dữ liệu trình diễn."


@transaction.atomic
def play(*, by: Actor, until: datetime) -> None:
    """Once: a platform that knows a procedure already is left as it is, as is one before the day of the decision."""
    if until < EVE or queries.count_waiting(keeper=None):
        return
    roles = {unit.code: unit.role for unit in queries.list_units(EVE.date())}
    content = FILE.read_bytes()
    actions.import_entries(
        entries=read_entries(content, roles=roles),
        keeper=OFFICE,
        source_name=FILE.name,
        source_digest=hashlib.sha256(content).hexdigest(),
        by=by,
        at=EVE,
    )
    controller = _actor(CONTROLLER)
    with SETTLED.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            _publish(row, by=by, controller=controller)
    _enter_required(by=controller)
    _enter_decisions(controller=controller, by=by, until=until)


def _enter_required(*, by: Actor) -> None:
    content = REQUIRED.read_bytes()
    entry = ListEntry("06/QĐ-UBND", DECIDED_ON, DECIDED_ON, read_required(BytesIO(content), REQUIRED.name))
    actions.enter_required(entry=entry, digest=hashlib.sha256(content).hexdigest(), by=by, at=EVE)


def _enter_decisions(*, controller: Actor, by: Actor, until: datetime) -> None:
    """Ministries' decisions of the year, one answered, one begun, one that nobody took up."""
    with DECISIONS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for number, told in groupby(rows, key=lambda row: row["number"]):
        lines = list(told)
        at = datetime.fromisoformat(lines[0]["entered_at"]).replace(tzinfo=clock.ZONE)
        if at <= until:
            trigger = actions.enter_trigger(entry=_decision(number, lines), by=controller, at=at)
            _take_up(trigger, lines, by=by, at=at + timedelta(hours=1))


def _decision(number: str, lines: Sequence[Mapping[str, str]]) -> TriggerEntry:
    first = lines[0]
    return TriggerEntry(
        number=number,
        issuer=first["issuer"],
        title=first["title"],
        decided_on=date.fromisoformat(first["decided_on"]),
        effective_from=date.fromisoformat(first["effective_from"]),
        keeper=first["keeper"],
        demands=tuple(DemandEntry(DemandKind(one["kind"]), one["code"], one["name"]) for one in lines),
    )


def _take_up(trigger: int, lines: Sequence[Mapping[str, str]], *, by: Actor, at: datetime) -> None:
    demands = queries.list_demands(at.date(), trigger=trigger)
    for row, demand in zip(lines, demands, strict=True):
        if row["done"]:
            version = actions.take_up(demand=demand.id, by=by, at=at)
            if row["done"] == "submitted":
                _submit(version, by=by, at=at)


def _actor(username: str) -> Actor:
    account = accounts.find_account(username)
    if account is None:
        raise LookupError(username)
    return build_actor(account.id, account.full_name, "demo", EVE)


def _publish(row: dict[str, str], *, by: Actor, controller: Actor) -> None:
    (version,) = queries.list_versions(row["code"], drafts=True)
    said = _online(row["code"], _settled(row, queries.get_record(version.id)))
    actions.redraft(version=version.id, record=said, seen=version.revision, by=by, at=EVE)
    _submit(version.id, by=by, at=EVE)
    actions.announce(
        version=version.id,
        decision=DECISION,
        decided_on=DECIDED_ON,
        effective_from=IN_FORCE,
        by=controller,
        at=EVE,
    )
    actions.publish(version=version.id, by=controller, at=EVE)


def _submit(version: int, *, by: Actor, at: datetime) -> None:
    for question in queries.list_questions(version, IN_FORCE):
        if question.finding.is_asked:
            code, about = question.finding.code.value, question.finding.about
            actions.answer(version=version, code=code, about=about, reason=KEPT, by=by, at=at)
    actions.submit(version=version, seen=queries.get_version(version).revision, by=by, at=at)


def _settled(row: dict[str, str], record: Record) -> Record:
    return replace(
        record,
        field=row["field"],
        levels=(Level(row["level"]),),
        agencies=(DISTRICTS,),
        audience=tuple(Audience(one) for one in row["audience"].split()),
        sequence=SEQUENCE,
        result=row["result"],
        online_level=OnlineLevel(int(row["online"])),
        returns_by_post=row["post"] == "yes",
        ways=(*record.ways, *(_by_post(record) if row["post"] == "yes" else ())),
        fees=record.fees or (Fee("Lệ phí", 0),),
        bases=(Basis(row["basis"], row["title"]),),
        supplement=RULE,
    )


def _by_post(record: Record) -> list[Way]:
    """What is announced for the public post is also filed by it, in the time of the counter."""
    return [Way(Channel.POST, record.ways[0].duration)]


def _online(code: str, record: Record) -> Record:
    """With its electronic form, where one was written: then it is filed online in the time of the counter, and of its
    papers those may be left out that the form's file names.
    """
    path = EFORMS / f"{code}.json"
    if not path.is_file():
        return record
    told = json.loads(path.read_text(encoding="utf-8"))
    papers = tuple(
        replace(paper, required=place not in told["optional"]) for place, paper in enumerate(record.papers, 1)
    )
    online = Way(Channel.ONLINE, record.ways[0].duration)
    return replace(record, form=told["form"], papers=papers, ways=(*record.ways, online))
