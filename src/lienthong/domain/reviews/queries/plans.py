"""Plans of reviews: what each row owes, how far it is, whether it was in time."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.db.models import Q

from lienthong.domain.procedures.queries import VersionRow, get_titles, next_versions
from lienthong.domain.reviews import models as m
from lienthong.domain.reviews.errors import PlanNotFound
from lienthong.domain.reviews.queries.reviews import DecisionRow, ReviewRow, decision_row, review_rows
from lienthong.domain.reviews.rules.cost import NOTHING, Saving
from lienthong.domain.reviews.rules.vocabulary import State, Verdict
from lienthong.spine.calendar.queries import Calendar, calendar_for, working_days_until
from lienthong.spine.clock import local


@dataclass(frozen=True, slots=True)
class Item:
    """One procedure of a row, and its review once that was begun."""

    code: str
    name: str
    review: ReviewRow | None


@dataclass(frozen=True, slots=True)
class EntryRow:
    """``left``: working days until the last one, negative when it is past. ``done_on``: the day on which the last of
    its reviews was handed in, while none is still written; ``behind``: by how many working days that was late.
    """

    id: int
    plan: int
    position: int
    name: str
    items: tuple[Item, ...]
    lead: str
    coordinating: tuple[str, ...]
    begins_on: date
    due_on: date
    product: str
    done_on: date | None
    left: int
    behind: int

    @property
    def is_late(self) -> bool:
        return self.behind > 0 if self.done_on else self.left < 0

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(item.code for item in self.items)

    @property
    def done(self) -> int:
        """How many of its reviews the office agreed to."""
        return sum(_is_agreed(item.review) for item in self.items)


@dataclass(frozen=True, slots=True)
class PlanRow:
    id: int
    year: int
    title: str
    office: str
    revision: int
    number: str
    decided_on: date | None
    issued_at: datetime | None
    entries: tuple[EntryRow, ...]

    @property
    def procedures(self) -> int:
        return sum(len(entry.items) for entry in self.entries)

    @property
    def done(self) -> int:
        return sum(entry.done for entry in self.entries)

    @property
    def late(self) -> int:
        return sum(entry.is_late and not entry.done_on for entry in self.entries)

    @property
    def agencies(self) -> frozenset[str]:
        """Who has a part in it."""
        return frozenset(code for row in self.entries for code in (row.lead, *row.coordinating))

    @property
    def reviews(self) -> list[ReviewRow]:
        return [item.review for row in self.entries for item in row.items if item.review]

    @property
    def saving(self) -> Saving:
        """Of all proposals that the office agreed to."""
        return sum((one.saving for one in self.reviews if _is_agreed(one)), NOTHING)


@dataclass(frozen=True, slots=True)
class DecisionPage:
    """A decision with what it approved, and how far each procedure is carried out: ``later`` by reviewed version."""

    row: DecisionRow
    plan: PlanRow
    reviews: tuple[ReviewRow, ...]
    later: Mapping[int, VersionRow]

    @property
    def saving(self) -> Saving:
        return sum((one.saving for one in self.reviews), NOTHING)

    @property
    def to_draft(self) -> int:
        """How many simplifications nobody drafts yet."""
        wanted = [one for one in self.reviews if one.verdict is Verdict.SIMPLIFY]
        return sum(one.version not in self.later for one in wanted)


def _is_agreed(review: ReviewRow | None) -> bool:
    return review is not None and review.state in {State.AGREED, State.DECIDED}


def list_plans(today: date, *, agency: str | None = None) -> list[PlanRow]:
    """The newest year first. ``agency`` None: all, also drafts; else the issued ones in which it has a part."""
    found = m.Plan.objects.order_by("-year", "-id")
    if agency is not None:
        entries = m.Entry.objects.filter(Q(lead=agency) | Q(coordinating__contains=[agency]))
        found = found.filter(issued_at__isnull=False, pk__in=entries.values("plan"))
    return _rows(list(found[:50]), today)


def get_plan(plan: int, today: date) -> PlanRow:
    """Raises PlanNotFound."""
    rows = _rows(list(m.Plan.objects.filter(pk=plan)), today)
    if not rows:
        raise PlanNotFound
    return rows[0]


def find_entry(entry: int, today: date) -> tuple[PlanRow, EntryRow]:
    """A row, with the plan it stands in. Raises PlanNotFound."""
    found = m.Entry.objects.select_related("plan").filter(pk=entry).first()
    if found is None:
        raise PlanNotFound
    (row,) = _rows([found.plan], today)
    return row, next(one for one in row.entries if one.id == entry)


def list_decisions(plan: int) -> list[DecisionRow]:
    """Of a plan, the last first."""
    found = m.Decision.objects.filter(plan=plan).order_by("-decided_on", "-id")
    return [decision_row(row) for row in found[:100]]


def get_decision(decision: int, today: date) -> DecisionPage:
    """Raises PlanNotFound."""
    found = m.Decision.objects.filter(pk=decision).first()
    if found is None:
        raise PlanNotFound
    plan = get_plan(found.plan_id, today)
    held = [one for one in plan.reviews if one.decision and one.decision.id == decision]
    later = next_versions([one.version for one in held if one.version])
    return DecisionPage(decision_row(found), plan, tuple(held), later)


def _rows(plans: Sequence[m.Plan], today: date) -> list[PlanRow]:
    """Four queries however many, besides that for the plans."""
    entries = list(m.Entry.objects.filter(plan__in=plans).order_by("plan", "position"))
    found = m.Review.objects.filter(entry__in=entries)
    reviews = {(row.entry, row.code): row for row in review_rows(found, today)}
    titles = get_titles({code for entry in entries for code in entry.codes}, today)
    names = {code: title.name for code, title in titles.items()}
    by_plan: dict[int, list[EntryRow]] = defaultdict(list)
    calendar = calendar_for(settings.LIENTHONG_PROVINCE)
    for entry in entries:
        items = [Item(code, names.get(code, code), reviews.get((entry.pk, code))) for code in entry.codes]
        by_plan[entry.plan_id].append(_entry(entry, items, calendar, today))
    return [_plan(plan, by_plan[plan.pk]) for plan in plans]


def _plan(plan: m.Plan, entries: Iterable[EntryRow]) -> PlanRow:
    return PlanRow(
        id=plan.pk,
        year=plan.year,
        title=plan.title,
        office=plan.office,
        revision=plan.revision,
        number=plan.number,
        decided_on=plan.decided_on,
        issued_at=plan.issued_at,
        entries=tuple(entries),
    )


def _entry(entry: m.Entry, items: Sequence[Item], calendar: Calendar, today: date) -> EntryRow:
    done_on = _done_on(items)
    behind = working_days_until(calendar, entry.due_on, done_on) if done_on and done_on > entry.due_on else 0
    return EntryRow(
        id=entry.pk,
        plan=entry.plan_id,
        position=entry.position,
        name=entry.name,
        items=tuple(items),
        lead=entry.lead,
        coordinating=tuple(entry.coordinating),
        begins_on=entry.begins_on,
        due_on=entry.due_on,
        product=entry.product,
        done_on=done_on,
        left=working_days_until(calendar, today, entry.due_on),
        behind=behind,
    )


def _done_on(items: Sequence[Item]) -> date | None:
    """None while one of them is not handed in; what the office sent back is written again."""
    handed_in = [one.review.submitted_at for one in items if one.review and one.review.submitted_at]
    return local(max(handed_in)).date() if len(handed_in) == len(items) else None
