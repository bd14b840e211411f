"""A plan of a few duties, in force since 28/12/2020, for agencies that need not exist; and verbs drawn at random."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any

from django.db import transaction
from tests.domain.plans.running import someone

from lienthong.domain.plans import actions
from lienthong.domain.plans import models as m
from lienthong.domain.plans.actions import Document
from lienthong.domain.plans.actions.common import stand_of
from lienthong.domain.plans.permissions import Permission
from lienthong.domain.plans.rules.standing import Verb, allows
from lienthong.spine.actor import Actor

ISSUED = datetime(2020, 12, 28, 3, tzinfo=UTC)
DECIDED = ISSUED.date()
MONITOR, OVERSEER = someone("M", Permission.MONITOR, Permission.SUBMIT), someone("O", Permission.MONITOR)
_numbers = count(1)


@dataclass(frozen=True)
class Row:
    """A task: who leads (``G-...`` is a group), who coordinates, until when (None: nobody says), which products."""

    leads: Sequence[str]
    due: date | None = date(2021, 6, 30)
    outputs: Sequence[str] = ("Báo cáo",)
    coordinating: Sequence[str] = ()


def of(agency: str) -> Actor:
    return someone(agency, Permission.SUBMIT, Permission.ASSIGN, Permission.FOLLOW)


def draft(*rows: Row, on: date = DECIDED) -> m.Plan:
    """A plan under review."""
    number = next(_numbers)
    plan = m.Plan.objects.create(
        slug=f"plan-{number}", number=f"{number}/QĐ", issued_on=on, issuer="UBND tỉnh", agency="GL", year=2021,
        title="Kế hoạch", recorded_at=ISSUED,
    )  # fmt: skip
    version = m.Version.objects.create(
        plan=plan, number=1, occurred_on=on, recorded_at=ISSUED, source_name="x", source_digest="0" * 64,
        summary={}, decision=plan.number,
    )  # fmt: skip
    area = m.Area.objects.create(version=version, position=1, numeral="I", title="Thể chế")
    for place, row in enumerate(rows, 1):
        _put(area, place, row)
    return plan


def _put(area: m.Area, place: int, row: Row) -> None:
    lineage = m.Lineage.objects.create(made_at=ISSUED)
    task = m.Task.objects.create(
        area=area, version_id=area.version_id, position=place, ref=f"I.{place}", title=f"Việc {place}",
        outputs=list(row.outputs), search="", lineage=lineage,
    )  # fmt: skip
    parts = [(m.Party.Part.LEAD, row.leads), (m.Party.Part.COORDINATING, row.coordinating)]
    for part, codes in parts:
        for position, code in enumerate(codes, 1):
            read = {"group": code} if code.startswith("G-") else {"agency": code}
            m.Party.objects.create(
                task=task, part=part, position=position, text=code, inherited=False, **read
            )
    kind = "by" if row.due else "external"
    m.Deadline.objects.create(task=task, position=1, text="x", kind=kind, due=row.due, inherited=False)


def in_force(*rows: Row, at: datetime = ISSUED, on: date = DECIDED) -> m.Plan:
    plan = draft(*rows, on=on)
    actions.issue(plan=plan.pk, monitor="M", overseer="O", by=MONITOR, at=at)
    return plan


def duties(plan: m.Plan) -> list[int]:
    return list(m.Obligation.objects.filter(plan=plan).order_by("id").values_list("id", flat=True))


def answering(duty: int) -> str:
    """Who answers for a duty, whatever the day."""
    now = m.Standing.objects.get(obligation=duty, until__isnull=True, superseded_at__isnull=True)
    return now.agency


def document(on: date, outputs: Iterable[int] = (), number: str = "1/BC") -> Document:
    """A document whose file nobody opens."""
    return Document(number, on, "Sở", "Báo cáo", 1, tuple(outputs))


class Verbs:
    """Every verb on one duty, by whoever may do it; ``day`` is a day that the verb wants to hear of."""

    def __init__(self, duty: int, day: date, at: datetime) -> None:
        self.duty, self.day, self.at = duty, day, at

    def take(self, name: str) -> None:
        getattr(self, name)()

    def _as_owner(self) -> dict[str, Any]:
        return {"obligation": self.duty, "by": of(answering(self.duty)), "at": self.at}

    def _as_judge(self) -> dict[str, Any]:
        judge = OVERSEER if answering(self.duty) == "M" else MONITOR
        return {"obligation": self.duty, "by": judge, "at": self.at}

    def submit(self) -> None:
        asked = len(m.Obligation.objects.get(pk=self.duty).outputs)
        on = min(self.day, self.at.date())
        actions.submit(documents=[document(on, range(asked if self.day.day % 2 else 1))], **self._as_owner())

    def take_back(self) -> None:
        actions.take_back(**self._as_owner())

    def assign(self) -> None:
        actions.assign(focal=f"p{self.day.day}", **self._as_owner())

    def ask_extension(self) -> None:
        actions.ask_extension(until=self.day + timedelta(days=150), reason="Chờ", **self._as_owner())

    def explain(self) -> None:
        actions.explain(cause="OTHER", text="Chờ", **self._as_owner())

    def accept(self) -> None:
        actions.accept(**self._as_judge())

    def send_back(self) -> None:
        actions.send_back(reason="Thiếu", **self._as_judge())

    def reopen(self) -> None:
        actions.reopen(reason="Nhầm", **self._as_judge())

    def set_due(self) -> None:
        actions.set_due(due=self.day, basis="Công văn", **self._as_judge())

    def grant(self) -> None:
        actions.decide_extension(grant=True, **self._as_judge())

    def refuse(self) -> None:
        actions.decide_extension(grant=False, reason="Không", **self._as_judge())

    def excuse(self) -> None:
        actions.excuse(reason="Không phát sinh", **self._as_judge())

    def restore(self) -> None:
        actions.restore(reason="Vẫn phải làm", **self._as_judge())

    def hand_over(self) -> None:
        """Of all that its agency owes, known late: it happened on ``day``, if that has come."""
        agency = answering(self.duty)
        heir = {"A": "B", "B": "C", "C": "M", "M": "A"}[agency]
        on = min(self.day, self.at.date())
        actions.hand_over(predecessor=agency, successor=heir, on=on, by=MONITOR, at=self.at)


VERBS = {
    "submit": Verb.SUBMITTED,
    "take_back": Verb.TAKEN_BACK,
    "assign": Verb.ASSIGNED,
    "ask_extension": Verb.EXTENSION_ASKED,
    "explain": Verb.EXPLAINED,
    "accept": Verb.ACCEPTED,
    "send_back": Verb.RETURNED,
    "reopen": Verb.REOPENED,
    "set_due": Verb.DATED,
    "grant": Verb.EXTENSION_GRANTED,
    "refuse": Verb.EXTENSION_REFUSED,
    "excuse": Verb.EXCUSED,
    "restore": Verb.RESTORED,
    "hand_over": Verb.HANDED_OVER,
}


def possible(duty: int) -> list[str]:
    """Names of the verbs that make sense now."""
    stand = stand_of(m.Obligation.objects.get(pk=duty))
    return [name for name, verb in VERBS.items() if allows(verb, stand)]


class Undone(Exception):
    """Ends an example and takes back what it wrote."""


def in_a_world_of_its_own(play: Callable[[], None]) -> None:
    try:
        with transaction.atomic():
            play()
            raise Undone
    except Undone:
        return
