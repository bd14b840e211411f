"""Whom to urge about what on a day: steps in force, duties that reach one, people of each side, letters."""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field

from django.db.models import QuerySet

from lienthong.domain.accounts.queries import get_full_names
from lienthong.domain.organisations.queries import Hat, list_positions, list_who_may
from lienthong.domain.plans import models as m
from lienthong.domain.plans.errors import LetterNotFound
from lienthong.domain.plans.permissions import Permission, judge_of
from lienthong.domain.plans.queries.document import PlanRow
from lienthong.domain.plans.queries.obligations import (
    ObligationRow,
    Wanted,
    list_obligations,
    read_obligations,
)
from lienthong.domain.plans.queries.waiting import list_waiting
from lienthong.domain.plans.rules.standing import UNDONE, Status
from lienthong.domain.plans.rules.urging import Rung, Step, reached
from lienthong.spine.actor import Actor

type Count = Callable[[str, dt.date, dt.date], int]
"""Working days at an agency later than the first day up to the second; negative when the second is earlier."""

type Counting = Callable[[dt.date], Count]
"""How working days are counted as the calendar was known on the morning of a day."""

FAR = 60
"""No agency is closed for so many days on end."""

LEADER = "agency_leader"
MOST_LATE = 5_000
LETTERS = 300
"""More letters than a province has agencies are not waiting at once."""


@dataclass(frozen=True, slots=True)
class StepSet:
    """The steps in force from a day on, earliest first, and on what they rest."""

    effective_from: dt.date
    steps: tuple[Step, ...]
    source: str
    confirmed: bool
    recorded_at: dt.datetime


@dataclass(frozen=True, slots=True)
class LetterRow:
    """``rows`` are ids of duties: of a draft all that were late when it was drafted, else those it was issued for."""

    id: int
    plan: int
    agency: str
    day: dt.date
    rows: tuple[int, ...]
    reason: str
    answer_by: dt.date | None
    drafted_at: dt.datetime
    drafted_by: str
    number: str
    issued_on: dt.date | None
    sent_at: dt.datetime | None
    cancelled_at: dt.datetime | None
    cancel_reason: str

    @property
    def is_waiting(self) -> bool:
        return self.sent_at is None and self.cancelled_at is None


@dataclass(frozen=True, slots=True)
class RequestRow:
    """One asking: its words, when, and the duties it laid, one for each agency asked."""

    title: str
    asked_at: dt.datetime
    duties: tuple[ObligationRow, ...]

    @property
    def due(self) -> dt.date | None:
        return self.duties[0].due

    @property
    def answered(self) -> int:
        """How many handed in, whatever became of it."""
        return sum(row.submitted_at is not None for row in self.duties)


def list_step_sets() -> list[StepSet]:
    """Every set ever entered, the latest to take effect first."""
    sets: dict[dt.date, list[m.UrgingStep]] = defaultdict(list)
    for row in m.UrgingStep.objects.order_by("-effective_from", "days", "rung"):
        sets[row.effective_from].append(row)
    return [_set(day, rows) for day, rows in sets.items()]


def get_steps(day: dt.date) -> StepSet | None:
    """The set in force on a day; None before the first."""
    return next((one for one in list_step_sets() if one.effective_from <= day), None)


def _set(day: dt.date, rows: Sequence[m.UrgingStep]) -> StepSet:
    steps = tuple(sorted(Step(row.days, Rung(row.rung)) for row in rows))
    return StepSet(day, steps, rows[0].source, all(row.confirmed for row in rows), rows[0].recorded_at)


@dataclass
class Rise:
    """How the counts of agencies rose on a day since their working day before, as each morning knew the calendar."""

    day: dt.date
    counting: Counting
    _before: dict[str, dt.date | None] = field(default_factory=dict)
    _counts: dict[dt.date, Count] = field(default_factory=dict)

    def of(self, agency: str, due: dt.date) -> tuple[int, int] | None:
        """Working days after ``due`` then and now; None on a day off of the agency."""
        if agency not in self._before:
            self._before[agency] = self._worked_before(agency)
        before = self._before[agency]
        if before is None:
            return None
        return self._known(before)(agency, due, before), self._known(self.day)(agency, due, self.day)

    def _worked_before(self, agency: str) -> dt.date | None:
        if not self._works(agency, self.day):
            return None
        days = (self.day - dt.timedelta(days=back) for back in range(1, FAR))
        return next((day for day in days if self._works(agency, day)), None)

    def _works(self, agency: str, day: dt.date) -> bool:
        return self._known(self.day)(agency, day - dt.timedelta(days=1), day) > 0

    def _known(self, day: dt.date) -> Count:
        if day not in self._counts:
            self._counts[day] = self.counting(day)
        return self._counts[day]


@dataclass(frozen=True, slots=True)
class Reached:
    """A duty and a step that falls on the day; ``count`` working days after its due day."""

    duty: ObligationRow
    step: Step
    count: int


def list_reached(
    *, day: dt.date, at: dt.datetime, steps: Collection[Step], counting: Counting
) -> list[Reached]:
    """Duties of every plan, still undone, that reach a step on a working day of their agency, by their ids.

    What was laid after ``at`` has not reached it; what was done since is not urged any more.
    """
    rows = m.Standing.objects.filter(
        until__isnull=True,
        superseded_at__isnull=True,
        state__in=UNDONE,
        due__range=_near(day, steps),
        obligation__occurred_at__lte=at,
    )
    found = _risen(rows, steps, Rise(day, counting))
    near = rows.filter(agency__in={agency for agency, _ in found}, due__in={due for _, due in found})
    duties = read_obligations(near.order_by("obligation"), day)
    return [
        Reached(duty, step, found[place][0])
        for duty in duties
        if duty.due and (place := (duty.agency, duty.due)) in found
        for step in found[place][1]
    ]


def _near(day: dt.date, steps: Collection[Step]) -> tuple[dt.date, dt.date]:
    """The due days from which a step may fall on the day, however the days off lie between them."""
    after, before = max(step.days for step in steps), max(-step.days for step in steps)
    return day - dt.timedelta(days=2 * max(after, 0) + FAR), day + dt.timedelta(days=2 * max(before, 0) + FAR)


def _risen(
    rows: QuerySet[m.Standing], steps: Collection[Step], rise: Rise
) -> dict[tuple[str, dt.date], tuple[int, tuple[Step, ...]]]:
    """By agency and due day: how far from it the agency is, and the steps it reaches."""
    found = {}
    for agency, due in rows.order_by().values_list("agency", "due").distinct():
        if due and (risen := rise.of(agency, due)) and (taken := reached(steps, *risen)):
            found[agency, due] = (risen[1], taken)
    return found


type Taken = tuple[int, str, int, str]


def list_taken(obligations: Collection[int]) -> set[Taken]:
    """The steps that were taken: duty, due day (ISO), working days, rung."""
    rows = m.Happening.objects.filter(obligation__in=obligations, data__has_key="step")
    return {
        (obligation, data["due"], data["step"], data["rung"])
        for obligation, data in rows.values_list("obligation", "data")
    }


@dataclass
class People:
    """Who is told for an agency on a day; each agency is asked about once."""

    day: dt.date
    _positions: dict[str, list[Hat]] = field(default_factory=dict)
    _able: dict[tuple[str, str], frozenset[str]] = field(default_factory=dict)

    def focal(self, agency: str, named: str = "") -> frozenset[str]:
        """The official named for it while still there, else everybody who may hand in, the head aside if possible."""
        if named in self._there(agency):
            return frozenset({named})
        able = self._who(Permission.SUBMIT, agency) & self._there(agency)
        return able - self._leaders(agency) or able

    def head(self, agency: str, named: str = "") -> frozenset[str]:
        """The head named for it while still there, else the agency's leaders, else who may assign."""
        if named in self._there(agency):
            return frozenset({named})
        return self._leaders(agency) or self._who(Permission.ASSIGN, agency) & self._there(agency)

    def monitors(self, agency: str) -> frozenset[str]:
        return self._who(Permission.MONITOR, agency) & self._there(agency)

    def of_rung(self, rung: Rung, duty: ObligationRow, plan: m.Plan) -> frozenset[str]:
        match rung:
            case Rung.FOCAL:
                return self.focal(duty.agency, duty.focal)
            case Rung.HEAD:
                return self.head(duty.agency, duty.head)
            case Rung.LETTER:
                return self.monitors(plan.monitor)
            case Rung.COMMITTEE:
                return self.monitors(plan.overseer)

    def judges(self, duty: ObligationRow, plan: m.Plan) -> frozenset[str]:
        """Who decides about a duty; of a contribution the lead that asked for it."""
        if duty.of:
            lead = m.Standing.objects.get(obligation=duty.of, until__isnull=True, superseded_at__isnull=True)
            return self.focal(lead.agency, lead.focal)
        judge = judge_of(agency=duty.agency, monitor=plan.monitor, overseer=plan.overseer)
        return self.monitors(judge)

    def _there(self, agency: str) -> frozenset[str]:
        return frozenset(hat.account for hat in self._hats(agency))

    def _leaders(self, agency: str) -> frozenset[str]:
        return frozenset(hat.account for hat in self._hats(agency) if hat.role == LEADER)

    def _hats(self, agency: str) -> list[Hat]:
        if agency not in self._positions:
            self._positions[agency] = list_positions([agency], self.day) if agency else []
        return self._positions[agency]

    def _who(self, permission: Permission, agency: str) -> frozenset[str]:
        """Nobody is asked about where nobody works: most communes enter the platform late."""
        if not self._hats(agency):
            return frozenset()
        if (permission, agency) not in self._able:
            self._able[permission, agency] = list_who_may(permission, agency, self.day)
        return self._able[permission, agency]


def list_overdue(plan: PlanRow | int, day: dt.date, agency: str = "") -> list[ObligationRow]:
    """What is late, by agency and due day."""
    wanted = Wanted(statuses=[Status.OVERDUE], agency=agency)
    number = plan if isinstance(plan, int) else plan.id
    rows = list_obligations(number, as_of=day, wanted=wanted, limit=MOST_LATE)
    return sorted(rows, key=lambda row: (row.agency, row.due or day, row.id))


def list_letters(plan: PlanRow, *, waiting: bool, limit: int = LETTERS) -> list[LetterRow]:
    """Drafts that wait, the oldest first; or those issued and cancelled, the newest first."""
    rows = m.UrgingLetter.objects.filter(plan=plan.id)
    if waiting:
        drafts = rows.filter(sent_at__isnull=True, cancelled_at__isnull=True)
        return [_letter(row) for row in drafts.order_by("day", "id")[:limit]]
    closed = rows.exclude(sent_at__isnull=True, cancelled_at__isnull=True)
    return [_letter(row) for row in closed.order_by("-id")[:limit]]


def count_letters_waiting(plan: PlanRow) -> int:
    return m.UrgingLetter.objects.filter(
        plan=plan.id, sent_at__isnull=True, cancelled_at__isnull=True
    ).count()


def get_letter(letter: int) -> LetterRow:
    """Raises LetterNotFound."""
    row = m.UrgingLetter.objects.filter(pk=letter).first()
    if row is None:
        raise LetterNotFound
    return _letter(row)


def _letter(row: m.UrgingLetter) -> LetterRow:
    return LetterRow(
        id=row.pk,
        plan=row.plan_id,
        agency=row.agency,
        day=row.day,
        rows=tuple(row.rows),
        reason=row.reason,
        answer_by=row.answer_by,
        drafted_at=row.drafted_at,
        drafted_by=row.drafted_by,
        number=row.number,
        issued_on=row.issued_on,
        sent_at=row.sent_at,
        cancelled_at=row.cancelled_at,
        cancel_reason=row.cancel_reason,
    )


def list_requests(plan: PlanRow, *, as_of: dt.date) -> list[RequestRow]:
    """Reports asked for outside the plan, the newest first; of each what every agency asked did about it."""
    rows = list_obligations(
        plan.id, as_of=as_of, wanted=Wanted(part=m.Obligation.Part.REQUEST), limit=MOST_LATE
    )
    asked: dict[tuple[dt.datetime, str], list[ObligationRow]] = defaultdict(list)
    for row in rows:
        asked[row.laid_at, row.title].append(row)
    return [
        RequestRow(title, laid_at, tuple(duties))
        for (laid_at, title), duties in sorted(asked.items(), key=lambda one: one[0], reverse=True)
    ]


def list_extensions(plan: PlanRow, actor: Actor, *, as_of: dt.date) -> list[ObligationRow]:
    """Extensions that wait for the actor's word, the one that waits longest first."""
    return [row for row in list_waiting(plan, actor, as_of=as_of) if row.extension]


def name_people(accounts: Iterable[str]) -> list[str]:
    return sorted(get_full_names(set(accounts)).values())
