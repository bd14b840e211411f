"""What somebody owes across all plans: queues with their counters, one page of a queue, how many are late.

A queue is a condition on the stretch a duty is in now, so that its counter and its rows cannot differ.
"""

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from lienthong.domain.organisations.queries import member_codes
from lienthong.domain.plans import models as m
from lienthong.domain.plans.queries.document import DeadlineRow, PlanRow, TaskRow, plan_row, read_tasks
from lienthong.domain.plans.queries.obligations import ObligationRow, read_obligations, standings, with_file
from lienthong.domain.plans.rules.coming_in import EVIDENCE_USE, Degree, is_secret
from lienthong.domain.plans.rules.standing import CLOSED, SOON_DAYS, UNDONE, State, Verb
from lienthong.spine.actor import Actor
from lienthong.spine.files.queries import FileRow, get_files
from lienthong.spine.text import search_words

__all__ = [
    "Asked",
    "Degree",
    "Draft",
    "Queue",
    "Sought",
    "Whose",
    "count_late",
    "count_queues",
    "find_owed",
    "get_asked",
    "get_draft",
    "get_leads",
    "is_secret",
    "list_agencies_of_file",
    "list_contributions",
    "list_coordinating",
    "list_focal_officials",
    "list_left",
    "list_own_files",
]
NOW = Q(until__isnull=True, superseded_at__isnull=True)


class Queue(StrEnum):
    """Where a duty waits for its next step. One duty may stand in several."""

    OPEN = "open"
    OVERDUE = "overdue"
    TODAY = "today"
    SOON = "soon"
    RETURNED = "returned"
    WAITING = "waiting"
    UNASSIGNED = "unassigned"
    CONTRIBUTIONS = "contributions"
    TO_JUDGE = "to_judge"
    REQUESTS = "requests"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Whose:
    """Duties that these agencies answer for; with ``person``, those this account sees to or is accountable for."""

    agencies: frozenset[str]
    person: str = ""


@dataclass(frozen=True, slots=True)
class Sought:
    """What narrows a queue: words of the task or duty, one plan, one focal official."""

    words: str = ""
    plan: int | None = None
    focal: str = ""


def count_queues(
    whose: Whose, *, day: dt.date, is_today: bool = True, sought: Sought = Sought()
) -> dict[Queue, int]:
    """How many duties each queue holds at the end of ``day``; two statements whatever their number."""
    rows = _owed(whose, day, is_today).filter(_sought(sought))
    kinds = [queue for queue in Queue if queue is not Queue.TO_JUDGE]
    counts = rows.aggregate(**{queue.value: Count("id", filter=_in(queue, day)) for queue in kinds})
    to_judge = _to_judge(whose, day, is_today).filter(_sought(sought)).count()
    return {queue: counts.get(queue.value, to_judge) for queue in Queue}


def find_owed(
    whose: Whose, queue: Queue, *, day: dt.date, is_today: bool = True, sought: Sought = Sought()
) -> QuerySet[m.Standing]:
    """One queue, not read yet: slice it, then ``read_obligations``. Earliest due day first, done ones latest first."""
    if queue is Queue.TO_JUDGE:
        rows = _to_judge(whose, day, is_today)
    else:
        rows = _owed(whose, day, is_today).filter(_in(queue, day))
    rows = rows.filter(_sought(sought))
    if queue is Queue.DONE:
        return rows.order_by(F("accepted_at").desc(nulls_last=True), "obligation")
    return rows.order_by(F("due").asc(nulls_last=True), "agency", "obligation")


def count_late(whose: Whose, day: dt.date) -> int:
    """Duties overdue today: one statement over a partial index."""
    return _owed(whose, day, is_today=True).filter(_in(Queue.OVERDUE, day)).count()


@dataclass(frozen=True, slots=True)
class Asked:
    """A duty beside the plan it comes from. ``deadline`` is the one whose occurrence it is; neither without a task."""

    plan: PlanRow
    task: TaskRow | None
    deadline: DeadlineRow | None


@dataclass(frozen=True, slots=True)
class Draft:
    """What somebody prepared to hand in; ``content`` as ``SubmissionDraft`` says."""

    content: dict[str, Any]
    saved_at: dt.datetime


def get_asked(duty: ObligationRow) -> Asked:
    """In the words of the version that laid the duty, so that an amendment does not rewrite what was asked."""
    versions = m.Version.objects.filter(plan=duty.plan, issued_at__isnull=False)
    version = versions.select_related("plan").order_by("number").last()
    assert version  # noqa: S101 - for the types: duties are laid by issuing
    tasks = m.Task.objects.filter(pk__in=m.Obligation.objects.filter(pk=duty.id).values("task"))
    task = next(iter(read_tasks(tasks.select_related("area"))), None)
    place = duty.key.partition("/")[0]
    known = task.deadlines if task else ()
    number = int(place) if place.isdigit() else 0
    deadline = known[number - 1] if 0 < number <= len(known) else None
    return Asked(plan_row(version), task, deadline)


def get_draft(duty: int, account: str) -> Draft | None:
    row = m.SubmissionDraft.objects.filter(obligation=duty, account=account).first()
    return Draft(row.content, row.saved_at) if row else None


def list_coordinating(duty: ObligationRow, day: dt.date) -> list[str]:
    """Codes of the agencies that coordinate the duty's task on a day, groups expanded; without its own agency."""
    task = m.Obligation.objects.values_list("task", flat=True).get(pk=duty.id)
    parties = m.Party.objects.filter(task=task, part=m.Party.Part.COORDINATING).order_by("position")
    found: dict[str, None] = {}
    for agency, group in parties.values_list("agency", "group"):
        codes = [agency] if agency else sorted(member_codes(group, day)) if group else []
        found.update(dict.fromkeys(codes))
    return [code for code in found if code != duty.agency]


def list_contributions(duty: int, day: dt.date) -> list[ObligationRow]:
    """What other agencies were asked for it, earliest due day first."""
    rows = standings(None, day).filter(obligation__of=duty).order_by("due", "agency")
    return read_obligations(rows, day)


def list_focal_officials(whose: Whose) -> list[str]:
    """Accounts that see to open duties of these agencies."""
    rows = m.Standing.objects.filter(NOW, agency__in=whose.agencies).exclude(state__in=CLOSED)
    return sorted(rows.exclude(focal="").values_list("focal", flat=True).distinct().order_by())


def get_leads(duties: Collection[int]) -> dict[int, str]:
    """Which agency answers now for each of these duties."""
    rows = m.Standing.objects.filter(NOW, obligation__in=duties)
    return dict(rows.values_list("obligation", "agency"))


def list_left(duties: Iterable[int]) -> dict[int, str]:
    """Who saw to these duties until they left, by duty: the account. Only while that is the last word on it."""
    rows = m.Happening.objects.filter(obligation__in=list(duties), verb=Verb.ASSIGNED)
    last = dict(rows.order_by("occurred_at", "id").values_list("obligation", "data__left"))
    return {duty: account for duty, account in last.items() if account}


def list_agencies_of_file(file: int) -> frozenset[str]:
    """Whom a document that was handed in concerns: who answers for its duty now, and the lead that asked for it."""
    documents = m.Evidence.objects.filter(with_file([file]))
    pairs = documents.values_list("obligation", "obligation__of")
    return frozenset(get_leads({one for pair in pairs for one in pair if one}).values())


def list_own_files(files: Collection[int], by: Actor) -> dict[int, FileRow]:
    """Of these files those that this person sent, for this agency, to hand in."""
    own = (EVIDENCE_USE.name, by.account, by.agency)
    return {
        id_: file for id_, file in get_files(files).items() if (file.use, file.put_by, file.agency) == own
    }


def _owed(whose: Whose, day: dt.date, is_today: bool) -> QuerySet[m.Standing]:
    rows = _standing(day, is_today).filter(agency__in=whose.agencies).exclude(state=State.DROPPED)
    return rows.filter(Q(focal=whose.person) | Q(head=whose.person)) if whose.person else rows


def _standing(day: dt.date, is_today: bool) -> QuerySet[m.Standing]:
    """Today's stretches are those still open, which alone the small indexes know."""
    return m.Standing.objects.filter(NOW) if is_today else standings(None, day)


def _to_judge(whose: Whose, day: dt.date, is_today: bool) -> QuerySet[m.Standing]:
    """Contributions handed in to a duty of these agencies, which accept or return them."""
    asked = _owed(whose, day, is_today).filter(obligation=OuterRef("obligation__of"))
    handed_in = _standing(day, is_today).filter(part=m.Obligation.Part.CONTRIBUTION, state=State.SUBMITTED)
    return handed_in.filter(Exists(asked))


def _in(queue: Queue, day: dt.date) -> Q:
    undone, still = Q(state__in=UNDONE), ~Q(state__in=CLOSED)
    return {
        Queue.OPEN: still,
        Queue.OVERDUE: undone & Q(due__lt=day),
        Queue.TODAY: undone & Q(due=day),
        Queue.SOON: undone & Q(due__gt=day, due__lte=day + dt.timedelta(days=SOON_DAYS)),
        Queue.RETURNED: Q(state=State.RETURNED),
        Queue.WAITING: Q(state=State.SUBMITTED),
        Queue.UNASSIGNED: still & Q(focal=""),
        Queue.CONTRIBUTIONS: still & Q(part=m.Obligation.Part.CONTRIBUTION),
        Queue.REQUESTS: still & Q(part=m.Obligation.Part.REQUEST),
        Queue.DONE: Q(state__in=(State.DONE, State.NOT_APPLICABLE)),
    }[queue]


def _sought(sought: Sought) -> Q:
    in_task = Q()
    for word in search_words(sought.words):
        in_task &= Q(obligation__task__search__contains=word)
    where = in_task | Q(obligation__title__icontains=sought.words.strip()) if in_task else Q()
    if sought.plan:
        where &= Q(plan=sought.plan)
    return where & Q(focal=sought.focal) if sought.focal else where
