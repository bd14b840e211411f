"""Urging: the steps in force, what falls on a day taken exactly once, reminders by hand."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.db import transaction

from lienthong.domain.accounts.queries import get_full_names
from lienthong.domain.notices.actions import Note, tell
from lienthong.domain.notices.queries import Urgency
from lienthong.domain.organisations.queries import get_names
from lienthong.domain.plans import models as m
from lienthong.domain.plans.actions.common import happen, hold, stand_of
from lienthong.domain.plans.actions.evidence import refuse_wrong_judge
from lienthong.domain.plans.actions.letters import draft_or_renew
from lienthong.domain.plans.errors import (
    NobodyToTell,
    NotNow,
    NotYours,
    ReasonMissing,
    StepsKnown,
    StepsUnfit,
    WrongDay,
)
from lienthong.domain.plans.permissions import can_monitor
from lienthong.domain.plans.queries.obligations import ObligationRow, get_obligation
from lienthong.domain.plans.queries.urging import (
    Count,
    Counting,
    People,
    Reached,
    get_steps,
    list_reached,
    list_taken,
)
from lienthong.domain.plans.rules.standing import Verb
from lienthong.domain.plans.rules.urging import (
    SINGLE_NOTES,
    UPPER,
    Rung,
    Step,
    Urged,
    desk_of,
    is_fit,
    place_of,
    rung_for,
    say_many,
    say_one,
    say_when,
    shorten,
    verb_of,
)
from lienthong.spine import clock
from lienthong.spine.actor import Actor
from lienthong.spine.errors import Refusal
from lienthong.spine.ledger.actions import record


@transaction.atomic
def set_steps(
    *, plan: int, effective_from: date, steps: Sequence[Step], source: str, by: Actor, at: datetime
) -> None:
    """Enters a whole set of steps that replaces the one before from a day on, by a document (``source``).

    Raises NotYours, ReasonMissing, WrongDay for a day that has passed, StepsUnfit, StepsKnown.
    """
    if not can_monitor(by, m.Plan.objects.get(pk=plan).monitor):
        raise NotYours
    today = clock.local(at).date()
    if effective_from <= today:
        raise WrongDay(day=f"{today:%d/%m/%Y}")
    if not source.strip():
        raise ReasonMissing
    _enter_steps(effective_from, steps, source.strip(), confirmed=True, by=by, at=at)


@transaction.atomic
def load_steps(
    *, sets: Mapping[date, Sequence[Step]], source: str, confirmed: bool, by: Actor, at: datetime
) -> None:
    """Enters reference sets that are not there yet; what people entered stays."""
    known = set(m.UrgingStep.objects.values_list("effective_from", flat=True))
    for effective_from, steps in sets.items():
        if effective_from not in known:
            _enter_steps(effective_from, steps, source, confirmed=confirmed, by=by, at=at)


def _enter_steps(
    effective_from: date, steps: Sequence[Step], source: str, *, confirmed: bool, by: Actor, at: datetime
) -> None:
    whole = sorted(set(steps))
    if not whole or not all(map(is_fit, whole)):
        raise StepsUnfit
    if m.UrgingStep.objects.filter(effective_from=effective_from).exists():
        raise StepsKnown(day=f"{effective_from:%d/%m/%Y}")
    m.UrgingStep.objects.bulk_create(
        m.UrgingStep(
            effective_from=effective_from,
            days=step.days,
            rung=step.rung,
            source=source,
            confirmed=confirmed,
            recorded_at=at,
        )
        for step in whole
    )
    told = ", ".join(f"{step.days:+d} {step.rung}" for step in whole)
    record(
        by=by,
        verb="plans.set_urging_steps",
        subject=f"urging_steps:{effective_from.isoformat()}",
        agency=by.agency or settings.LIENTHONG_PROVINCE,
        at=at,
        details={"steps": told, "source": source},
    )


@dataclass(frozen=True, slots=True)
class Taking:
    """A step about to be taken: who is told, and who of them by name."""

    reached: Reached
    rung: Rung
    plan: m.Plan
    accounts: frozenset[str]


@transaction.atomic
def urge(*, day: date, counting: Counting, by: Actor, at: datetime) -> int:
    """Takes every step that falls on a day and was not taken; returns how many.

    People are told, the duty's story tells it, letters are drafted. A step of whom nobody can be told is not taken:
    its agency has nobody on the platform. Run again for the same day it does nothing.
    """
    held = get_steps(day)
    if held is None:
        return 0
    plans = {plan.pk: plan for plan in m.Plan.objects.select_for_update(no_key=True).order_by("pk")}
    found = list_reached(day=day, at=at, steps=held.steps, counting=counting)
    takings = [one for one in _not_taken(found, plans, People(day)) if _is_heard(one)]
    done = _happen_all(takings, by=by, at=at)
    for plan, agency in sorted({(t.plan.pk, t.reached.duty.agency) for t in done if t.rung is Rung.LETTER}):
        draft_or_renew(plans[plan], agency, day, by=by, at=at)
    _tell_all(done, day, by=by, at=at)
    return len(done)


def _not_taken(found: Iterable[Reached], plans: Mapping[int, m.Plan], people: People) -> list[Taking]:
    found = list(found)
    taken = list_taken({one.duty.id for one in found})
    takings = []
    for one in found:
        plan = plans[one.duty.plan]
        rung = rung_for(one.step, owes_itself=one.duty.agency == plan.monitor)
        if (one.duty.id, _iso(one.duty), one.step.days, rung.value) not in taken:
            takings.append(Taking(one, rung, plan, people.of_rung(rung, one.duty, plan)))
    return takings


def _iso(duty: ObligationRow) -> str:
    return duty.due.isoformat() if duty.due else ""


def _is_heard(taking: Taking) -> bool:
    """A letter reaches an agency that has nobody on the platform."""
    return bool(taking.accounts) or taking.rung is Rung.LETTER


def _happen_all(takings: Sequence[Taking], *, by: Actor, at: datetime) -> list[Taking]:
    """Those that happened: a duty that somebody handed in meanwhile is urged no more."""
    names = get_full_names({account for taking in takings for account in taking.accounts})
    done = []
    for taking in takings:
        duty, step = taking.reached.duty, taking.reached.step
        told = sorted(names.get(account, account) for account in taking.accounts)
        data = {"step": step.days, "rung": taking.rung.value, "due": _iso(duty), "told": told}
        try:
            happen(hold(duty.id), verb_of(Step(step.days, taking.rung)), by=by, at=at, data=data)
        except NotNow:
            continue
        done.append(taking)
    return done


def _tell_all(done: Sequence[Taking], day: date, *, by: Actor, at: datetime) -> None:
    """Each person hears of a duty once a day, and of many in one note for each plan."""
    names = get_names({one.reached.duty.agency for one in done}, day)
    heard: dict[tuple[str, int], dict[int, Taking]] = defaultdict(dict)
    for one in done:
        for account in one.accounts:
            heard[account, one.plan.pk][one.reached.duty.id] = one
    notes = [
        note
        for (account, _plan), by_duty in heard.items()
        for note in _notes(account, list(by_duty.values()), names, day)
    ]
    tell(notes=notes, by=by, at=at)


def _notes(account: str, takings: Sequence[Taking], names: Mapping[str, str], day: date) -> list[Note]:
    if len(takings) > SINGLE_NOTES:
        return [_note_of_many(account, takings, names, day)]
    return [_note_of_one(account, taking, names, day) for taking in takings]


def _note_of_one(account: str, taking: Taking, names: Mapping[str, str], day: date) -> Note:
    duty = taking.reached.duty
    title, body = say_one(urged_of(duty, names, taking.reached.count))
    return Note(
        account=account,
        subject=f"obligation:{duty.id}",
        kind="plans.urge",
        title=shorten(title),
        body=body,
        address=place_of(taking.plan.slug, duty.ref, duty.id) if taking.rung in UPPER else desk_of(duty.id),
        key=f"plans.urge:obligation:{duty.id}:{day.isoformat()}",
        urgency=_urgency([taking]),
    )


def _note_of_many(account: str, takings: Sequence[Taking], names: Mapping[str, str], day: date) -> Note:
    plan = takings[0].plan
    all_urged = [urged_of(one.reached.duty, names, one.reached.count) for one in takings]
    title, body = say_many(all_urged)
    return Note(
        account=account,
        subject=f"plan:{plan.pk}",
        kind="plans.urge",
        title=title,
        body=body,
        address=_list_for(takings, plan),
        key=f"plans.urge:plan:{plan.pk}:{day.isoformat()}",
        urgency=_urgency(takings),
    )


def _list_for(takings: Sequence[Taking], plan: m.Plan) -> str:
    """The own work list, of superiors the letters that wait or what is overdue."""
    rungs = {one.rung for one in takings}
    if Rung.LETTER in rungs:
        return f"/plans/{plan.slug}/urging/letters/"
    return f"/plans/{plan.slug}/duties/?status=overdue" if Rung.COMMITTEE in rungs else "/work/"


def _urgency(takings: Sequence[Taking]) -> Urgency:
    """A day's wait costs something from the due day on."""
    is_pressing = any(one.reached.count >= 0 for one in takings)
    return Urgency.URGENT if is_pressing else Urgency.NORMAL


def urged_of(duty: ObligationRow, names: Mapping[str, str], count: int) -> Urged:
    due = duty.due or date.min
    return Urged(shorten(duty.title, 160), duty.ref, names.get(duty.agency, duty.agency), due, count)


@transaction.atomic
def remind(
    *, obligations: Sequence[int], words: str, count: Count, by: Actor, at: datetime
) -> dict[int, Refusal]:
    """Reminds of duties by hand, in one's own words; returns why, for each one that was refused.

    Raises ReasonMissing without words.
    """
    if not words.strip():
        raise ReasonMissing
    day = clock.local(at).date()
    people, notes, refusals = People(day), list[tuple[str, Note]](), dict[int, Refusal]()
    for obligation in sorted(set(obligations)):
        try:
            notes += _remind_one(obligation, words.strip(), people, count, by=by, at=at)
        except Refusal as refusal:
            refusals[obligation] = refusal
    tell(notes=_folded(notes, words.strip()), by=by, at=at)
    return refusals


def _remind_one(
    obligation: int, words: str, people: People, count: Count, *, by: Actor, at: datetime
) -> list[tuple[str, Note]]:
    """The notes of one duty, each with the plan's address. Raises what the rules or rights refuse."""
    held = hold(obligation)
    stand, day = stand_of(held), people.day
    if not can_monitor(by, held.plan.monitor):
        refuse_wrong_judge(held, stand, by)
    duty = get_obligation(obligation, as_of=day)
    days = count(stand.agency, stand.due, day) if stand.due else 0
    accounts = people.focal(stand.agency, stand.focal)
    if days > 0:
        accounts |= people.head(stand.agency, stand.head)
    names = get_names([stand.agency], day)
    if not accounts - {by.account}:
        raise NobodyToTell(agency=names.get(stand.agency, stand.agency))
    told = sorted(get_full_names(accounts - {by.account}).values())
    happening = happen(held, Verb.REMINDED, by=by, at=at, data={"text": words, "told": told})
    title = f"{say_when(days)}: {duty.title}" if stand.due else duty.title
    return [
        (
            f"plan:{held.plan_id}",
            Note(
                account=account,
                subject=f"obligation:{obligation}",
                kind="plans.remind",
                title=shorten(title),
                body=f"{by.name}: {words}",
                address=desk_of(obligation),
                key=f"plans.remind:{happening.pk}",
                urgency=Urgency.URGENT if days >= 0 and stand.due else Urgency.NORMAL,
            ),
        )
        for account in sorted(accounts - {by.account})
    ]


def _folded(notes: Sequence[tuple[str, Note]], words: str) -> list[Note]:
    """Many of one person become one, which leads to the own work list."""
    of_person: dict[tuple[str, str], list[Note]] = defaultdict(list)
    for plan, note in notes:
        of_person[note.account, plan].append(note)
    folded = []
    for (account, plan), own in of_person.items():
        folded += own if len(own) <= SINGLE_NOTES else [_fold(account, plan, own, words)]
    return folded


def _fold(account: str, plan: str, own: Sequence[Note], words: str) -> Note:
    body = "\n".join([words, *(note.title for note in own[:20])])
    title = f"{len(own)} nghĩa vụ được nhắc"
    return Note(account, plan, "plans.remind", title, "/work/", own[0].key, body, Urgency.URGENT)
