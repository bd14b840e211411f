"""A case comes to its end: the result at the one-stop and given; withdrawn, refused, stopped; or promised anew."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import transaction

from lienthong.domain.cases.actions.common import Held, happen, hold, said
from lienthong.domain.cases.errors import DayUnfit, OriginalsAstray, SecondAppointment
from lienthong.domain.cases.rules.custody import astray as list_astray
from lienthong.domain.cases.rules.custody import kept_at
from lienthong.domain.cases.rules.moves import Verb
from lienthong.domain.cases.rules.process import signs
from lienthong.domain.cases.rules.vocabulary import ReturnBy
from lienthong.spine import clock
from lienthong.spine.actor import Actor
from lienthong.spine.calendar.queries import working_days_until
from lienthong.spine.text import clean, clean_lines


@transaction.atomic
def bring(*, case: int, note: str = "", by: Actor, at: datetime) -> None:
    """The result has come to the one-stop: the promise made to the applicant is kept or broken now.

    Raises CaseNotFound, NotYours, NotNow.
    """
    held = hold(case, by=by, at=at, verb=Verb.BROUGHT)
    happen(held, Verb.BROUGHT, brought(held, note=note))


def brought(held: Held, *, note: str = "") -> dict[str, Any]:
    """Who has it at the counter now, at the last row of the process."""
    steps = held.handling.steps
    last = steps[-1] if steps else None
    place: dict[str, Any] = {"agency": held.case.owner, "holder": held.by.account}
    if last and not signs(last):
        place |= {"step": len(steps), "unit": last.unit, "role": last.role}
    return place | {"note": clean_lines(note)} | held.along()


@transaction.atomic
def give(
    *, case: int, to: str = "", way: ReturnBy | None = None, astray: str = "", by: Actor, at: datetime
) -> None:
    """Hands the result to the applicant, or to whom ``to`` names, with all originals that lie at the counter.

    ``astray``: the reason, where an original does not. Raises CaseNotFound, NotYours, NotNow, OriginalsAstray.
    """
    held = hold(case, by=by, at=at, verb=Verb.GIVEN)
    happen(held, Verb.GIVEN, given(held, to=to, way=way, astray=astray))


def given(held: Held, *, to: str = "", way: ReturnBy | None = None, astray: str = "") -> dict[str, Any]:
    """To whom, by which way, with which originals. Raises OriginalsAstray."""
    right = {"applicant_name": held.case.applicant_name, "return_by": held.case.return_by} | dict(
        held.stand.corrected
    )
    told = {"to": clean(to) or right["applicant_name"], "way": (way or ReturnBy(right["return_by"])).value}
    return told | _given_back(held, clean_lines(astray))


def _given_back(held: Held, reason: str) -> dict[str, Any]:
    """The originals that go back with the result; for those that do not, the reason."""
    wanting = list_astray(held.originals, held.case.owner)
    if wanting and not reason:
        raise OriginalsAstray(names="; ".join(one.name for one in wanting))
    here = [one.place for one in kept_at(held.originals, held.case.owner)]
    return ({"originals": here} if here else {}) | ({"astray": reason} if wanting else {})


@transaction.atomic
def withdraw(*, case: int, reason: str, by: Actor, at: datetime) -> None:
    """The applicant takes it back. Raises CaseNotFound, NotYours, NotNow, ReasonMissing."""
    held = hold(case, by=by, at=at, verb=Verb.WITHDRAWN)
    happen(held, Verb.WITHDRAWN, {"reason": said(reason)})


@transaction.atomic
def deny(*, case: int, reason: str, document: str = "", by: Actor, at: datetime) -> None:
    """Refuses what was applied for, in writing and with the reason in law. Raises CaseNotFound, NotYours, NotNow,
    ReasonMissing.
    """
    held = hold(case, by=by, at=at, verb=Verb.DENIED)
    happen(held, Verb.DENIED, {"reason": said(reason), "document": document.strip(), **held.share()})


@transaction.atomic
def stop(*, case: int, reason: str, document: str = "", by: Actor, at: datetime) -> None:
    """Ends it without a result, with the reason. Raises CaseNotFound, NotYours, NotNow, ReasonMissing."""
    held = hold(case, by=by, at=at, verb=Verb.STOPPED)
    happen(held, Verb.STOPPED, {"reason": said(reason), "document": document.strip(), **held.share()})


@transaction.atomic
def reappoint(*, case: int, on: date, reason: str, by: Actor, at: datetime) -> None:
    """Promises the applicant another day, once, with an apology; late or not is still said of the legal day.

    ``in_time`` is kept beside it: whether the apology went out the working day before, as the law wants. Raises
    CaseNotFound, NotYours, SecondAppointment, NotNow, DayUnfit, ReasonMissing.
    """
    held = hold(case, by=by, at=at)
    if held.stand.reappointed:
        raise SecondAppointment
    held.ask(Verb.REAPPOINTED)
    happen(held, Verb.REAPPOINTED, reappointed(held, on=on, reason=reason))


def reappointed(held: Held, *, on: date, reason: str) -> dict[str, Any]:
    """The new day beside the old one. Raises DayUnfit, ReasonMissing."""
    told, calendar = said(reason), held.clocks.calendar(held.case.owner)
    before = held.stand.due_at or held.at
    if on <= max(clock.local(before).date(), held.clocks.day) or not calendar.is_working(on):
        raise DayUnfit(day=f"{clock.local(before):%d/%m/%Y}")
    promised = _closing(on, calendar.closing(on))
    due = {
        "due": promised.isoformat(),
        "rule": held.clocks.term.source,
        "explanation": f"Hẹn lại, thay cho ngày {clock.local(before):%d/%m/%Y}. Lý do: {told}",
    }
    left = working_days_until(calendar, held.clocks.day, clock.local(before).date())
    told_in_time = left >= held.clocks.term.apology_days
    return {"due": due, "before": before.isoformat(), "reason": told, "in_time": told_in_time}


def _closing(day: date, seconds: int) -> datetime:
    return datetime.combine(day, time(), clock.ZONE) + timedelta(seconds=seconds)
