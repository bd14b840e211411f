"""A plan of 4,000 tasks that has run for most of a year: 160,000 duties and what happened to them.

The plan is read, kept, reviewed and issued by the platform's own actions. What happened is drawn with a fixed seed and
written by COPY; how each duty stands is folded by the plan's own rules, so that the rows are those that the actions
would have written.
"""

import hashlib
import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from typing import Any

from django.db import connection, transaction

from bench.synthetic_plan import AREAS, HEAD, NUMERALS, Area, Task, as_text
from lienthong.config import reference
from lienthong.domain.organisations import actions as organisations
from lienthong.domain.organisations.queries import Kind, Level, get_agency, member_codes
from lienthong.domain.plans import actions
from lienthong.domain.plans import models as m
from lienthong.domain.plans.actions.common import standing_row, terms_of
from lienthong.domain.plans.actions.rows import write
from lienthong.domain.plans.exchange import read_file
from lienthong.domain.plans.rules.standing import CLOSED, Event, Verb, current, history
from lienthong.spine.actor import Actor, Grant
from lienthong.spine.files.actions import put
from lienthong.spine.files.rules import MB, FileType, Use

TASKS, AGENCIES = 4_000, 40
NUMBER = "997/QĐ-UBND"
MONITOR, OVERSEER = "GL-SNV", "GL-VPUBND"
ISSUED = datetime(2020, 12, 28, 3, tzinfo=UTC)
LAST = datetime(2021, 10, 15, 1, tzinfo=UTC)
MERGED = datetime(2021, 6, 30, 17, tzinfo=UTC)
"""The first moment of 1 July in Viet Nam."""
HEIRS = {"GL-SKHCN": "GL-STTTT", "GL-BENCH-3": "GL-BENCH-2"}
DEADLINES = (
    "Trong năm 2021",
    "Trước ngày 30/11/2021",
    "Quý II, III năm 2021",
    "Trong quý I/2021",
    "Trước ngày 15/3/2021",
    "Trước ngày 30/6/2021",
    "Trước ngày 20/7/2021",
    "Trước ngày 31/8/2021",
    "Trước ngày 30/9/2021",
    "Trước ngày 20/10/2021",
    "Thường xuyên trong năm",
    "Theo thời gian quy định của Bộ Nội vụ",
)
TITLES = ("Rà soát thủ tục hành chính", "Triển khai chữ ký số", "Kiểm tra công vụ", "Số hóa hồ sơ lưu trữ")
BY = Actor(account="bench", name="Đo kiểm", agency=MONITOR, grants=(Grant("plans.monitor"),), origin="bench")
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def make_text() -> str:
    """One deadline and one product a task, led by the forty of two groups: 4,000 times 40 duties."""
    draw = random.Random(751)
    sizes = [TASKS // len(AREAS) + (place < TASKS % len(AREAS)) for place in range(len(AREAS))]
    areas = [
        Area(numeral, title, tuple(_task(draw, number) for number in range(1, size + 1)))
        for numeral, title, size in zip(NUMERALS, AREAS, sizes, strict=True)
    ]
    return as_text(areas, [line.replace("999/QĐ-UBND", NUMBER) for line in HEAD])


def _task(draw: random.Random, number: int) -> Task:
    return Task(
        number,
        f"{draw.choice(TITLES)}, đợt {number}",
        "Báo cáo kết quả thực hiện",
        "Sở, ban, ngành tỉnh, UBND cấp huyện",
        "Bưu điện tỉnh",
        draw.choice(DEADLINES),
    )


def fill_groups() -> None:
    """Invented departments until the two groups have forty members."""
    day = ISSUED.date()
    members = member_codes("G-SBN", day) | member_codes("G-HUYEN", day)
    for place in range(1, AGENCIES - len(members) + 1):
        code = f"GL-BENCH-{place}"
        if get_agency(code, day) is None:
            start = date(2020, 1, 1)
            organisations.create_agency(
                code=code, name=f"Sở thử {place}", kind=Kind.DEPARTMENT, level=Level.PROVINCE, parent="GL", on=start,
                by=BY, at=ISSUED,
            )  # fmt: skip
            organisations.set_membership(group="G-SBN", agency=code, member=True, on=start, by=BY, at=ISSUED)


def keep() -> int:
    """The plan read and kept, its warnings settled; ready to be issued. Returns its id."""
    content = make_text().encode()
    slug = actions.accept_import(
        reading=read_file("plan.txt", content, reference.names()),
        agency="GL",
        source_name="plan.txt",
        source_digest=hashlib.sha256(content).hexdigest(),
        by=BY,
        at=ISSUED,
    )
    plan = m.Plan.objects.get(slug=slug)
    actions.settle_rest(plan=plan.pk, reason="Đối chiếu bản gốc", by=BY, at=ISSUED)
    return plan.pk


@dataclass(frozen=True, slots=True)
class Told:
    """One duty, what is invented to have happened to it, and by which agency each."""

    duty: m.Obligation
    events: list[Event]
    agencies: list[str]


class Teller:
    """Draws what happens to a duty: 60 of 100 are handed in, 10 of 100 returned once, some extended or excused."""

    def __init__(self, people: dict[str, list[str]]) -> None:
        self.draw = random.Random(752)
        self.people = people

    def tell(self, duty: m.Obligation) -> Told:
        events = [Event(verb, at, data) for verb, at, data in self._wanted(duty)]
        events = sorted((one for one in events if one.at <= LAST), key=lambda one: one.at)
        return self._passed(duty, events)

    def _wanted(self, duty: m.Obligation) -> Iterator[tuple[str, datetime, dict[str, Any]]]:
        draw = self.draw
        if draw.random() < 0.7:
            named = self.people.get(duty.agency, [])
            focal = draw.choice(named) if named else ""
            yield Verb.ASSIGNED, self._on(date(2021, 1, draw.randint(4, 20))), {"head": "", "focal": focal}
        due = duty.due
        if due is None:
            due = date(2021, draw.randint(6, 12), 15)
            if draw.random() < 0.5:
                words = {"due": due.isoformat(), "basis": "Công văn của Bộ Nội vụ"}
                yield Verb.DATED, self._on(date(2021, 3, draw.randint(1, 28))), words
        if draw.random() < 0.005:
            yield Verb.EXCUSED, self._on(date(2021, 2, draw.randint(1, 28))), {"reason": "Không phát sinh"}
        elif draw.random() < 0.6:
            yield from self._handed_in(due)
        elif draw.random() < 0.1 and duty.due:
            yield from self._extended(duty.due)

    def _handed_in(self, due: date) -> Iterator[tuple[str, datetime, dict[str, Any]]]:
        draw = self.draw
        latest = min(due + timedelta(days=15), LAST.date() - timedelta(days=25))
        day = max(latest - timedelta(days=draw.randint(0, 60)), date(2021, 1, 25))
        yield Verb.SUBMITTED, self._on(day), _documents(day)
        if draw.random() < 0.17:
            day += timedelta(days=draw.randint(1, 7))
            yield Verb.RETURNED, self._on(day), {"reason": "Thiếu phụ lục", "again_by": ""}
            day += timedelta(days=draw.randint(1, 7))
            yield Verb.SUBMITTED, self._on(day), _documents(day)
        if draw.random() < 0.9:
            day += timedelta(days=draw.randint(1, 7))
            yield Verb.ACCEPTED, self._on(day), {"on_time": False, "reason": ""}

    def _extended(self, due: date) -> Iterator[tuple[str, datetime, dict[str, Any]]]:
        asked = self._on(max(due - timedelta(days=20), date(2021, 1, 25)))
        words = {"due": (due + timedelta(days=45)).isoformat(), "reason": "Chờ hướng dẫn"}
        yield Verb.EXTENSION_ASKED, asked, words
        if self.draw.random() < 0.7:
            yield Verb.EXTENSION_GRANTED, asked + timedelta(days=2), words

    def _on(self, day: date) -> datetime:
        """Some moment of a working day."""
        return datetime(day.year, day.month, day.day, 1, tzinfo=UTC) + timedelta(
            seconds=self.draw.randint(0, 8 * 3600)
        )

    def _passed(self, duty: m.Obligation, events: list[Event]) -> Told:
        """The heir's from the day of the merger, unless it was closed by then."""
        heir = HEIRS.get(duty.agency)
        before = [one for one in events if one.at < MERGED]
        if heir is None or current(terms_of(duty), before).state in CLOSED:
            return Told(duty, events, [duty.agency] * len(events))
        after = [Event(Verb.HANDED_OVER, MERGED, {"to": heir}), *events[len(before) :]]
        return Told(duty, before + after, [duty.agency] * len(before) + [heir] * len(after))


def _documents(day: date) -> dict[str, Any]:
    return {"documents": [{"on": day.isoformat(), "outputs": [0]}], "note": ""}


JUDGED = frozenset({Verb.ACCEPTED, Verb.RETURNED, Verb.DATED, Verb.EXCUSED, Verb.EXTENSION_GRANTED})


@transaction.atomic
def run(plan: int, people: dict[str, list[str]]) -> dict[str, int]:
    """Writes what happened to every duty of an issued plan; ``people``: accounts of each agency. Counts of rows."""
    teller = Teller(people)
    file = put(
        content=BytesIO(PDF), name="bao-cao.pdf", use=Use("plans.evidence", (FileType.PDF,), MB), agency="GL", by=BY,
        at=ISSUED,
    )  # fmt: skip
    duties = m.Obligation.objects.filter(plan=plan).order_by("id")
    told = [one for duty in duties if (one := teller.tell(duty)).events]
    happenings = [
        _happening(one.duty, event, by)
        for one in told
        for event, by in zip(one.events, one.agencies, strict=True)
    ]
    firsts, standings = _standings(told)
    _end_firsts(firsts)
    write(happenings)
    evidence = [
        _evidence(row, file.id, place) for place, row in enumerate(happenings) if row.verb == Verb.SUBMITTED
    ]
    write(evidence)
    write(standings)
    return {
        "happenings": len(happenings),
        "evidence": len(evidence),
        "standings": len(standings) + len(duties),
    }


def _happening(duty: m.Obligation, event: Event, agency: str) -> m.Happening:
    judged = Verb(event.verb) in JUDGED
    return m.Happening(
        obligation=duty,
        verb=event.verb,
        occurred_at=event.at,
        recorded_at=event.at,
        account="bench",
        name="Cán bộ theo dõi" if judged else "Cán bộ đầu mối",
        agency=MONITOR if judged else agency,
        data=event.data,
    )


def _evidence(row: m.Happening, file: int, place: int) -> m.Evidence:
    return m.Evidence(
        obligation_id=row.obligation_id,
        happening=row,
        number=f"{place}/BC",
        issued_on=date.fromisoformat(row.data["documents"][0]["on"]),
        issuer=row.agency,
        abstract="Báo cáo kết quả thực hiện",
        file=file,
        outputs=[0],
    )


def _standings(told: Iterable[Told]) -> tuple[list[tuple[int, datetime]], list[m.Standing]]:
    """The ends of the stretches that the laying began, and all later stretches, each recorded when it began."""
    firsts: list[tuple[int, datetime]] = []
    rows: list[m.Standing] = []
    for one in told:
        stands = history(terms_of(one.duty), one.events)
        if stands[0].until:
            firsts.append((one.duty.pk, stands[0].until))
        rows += [standing_row(one.duty, stand, stand.since) for stand in stands[1:]]
    return firsts, rows


def _end_firsts(firsts: Sequence[tuple[int, datetime]]) -> None:
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMP TABLE ends (obligation bigint, until timestamptz) ON COMMIT DROP")
        with cursor.copy("COPY ends FROM STDIN") as out:
            for row in firsts:
                out.write_row(row)
        cursor.execute(
            "UPDATE plans_standing s SET until = e.until FROM ends e"
            " WHERE s.obligation_id = e.obligation AND s.until IS NULL AND s.superseded_at IS NULL"
        )
