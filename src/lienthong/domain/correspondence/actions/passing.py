"""An incoming document goes from desk to desk: to the leader, to who leads, to who handles it, and to its end."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from lienthong.domain.correspondence import models as m
from lienthong.domain.correspondence.actions.common import Held, happen, hold, said
from lienthong.domain.correspondence.errors import (
    DueBeforeToday,
    FileTitleMissing,
    InstructionMissing,
    PersonUnfit,
    SecretIncoming,
)
from lienthong.domain.correspondence.permissions import Permission
from lienthong.domain.correspondence.queries.people import heads_unit, list_people
from lienthong.domain.correspondence.rules.moves import State, Verb, allows
from lienthong.domain.correspondence.rules.replies import about_of
from lienthong.domain.documents import actions as documents
from lienthong.domain.documents.queries import Content, is_secret
from lienthong.spine import clock
from lienthong.spine.actor import Actor
from lienthong.spine.text import clean, clean_lines


@transaction.atomic
def submit(*, incoming: int, to: str, note: str = "", by: Actor, at: datetime) -> None:
    """The clerk puts it before a leader. Raises IncomingNotFound, NotYours, NotNow, AskedBack, PersonUnfit."""
    held = hold(incoming, Verb.SUBMITTED, by=by, at=at)
    _refuse_unfit(held, to, Permission.INSTRUCT)
    happen(held, Verb.SUBMITTED, {"to": to, "note": clean_lines(note)}, holder=to)


@transaction.atomic
def instruct(
    *,
    incoming: int,
    words: str,
    lead: str,
    supporting: Sequence[str] = (),
    due: date | None = None,
    by: Actor,
    at: datetime,
) -> None:
    """The leader's instruction: who leads, who supports, by when. Who heads no unit handles it at once.

    Raises IncomingNotFound, NotYours, NotNow, AskedBack, InstructionMissing, PersonUnfit, DueBeforeToday.
    """
    held = hold(incoming, Verb.INSTRUCTED, by=by, at=at)
    told, day = clean_lines(words), clock.local(held.at).date()
    if not told:
        raise InstructionMissing
    if due and due < day:
        raise DueBeforeToday
    helpers = sorted(set(supporting) - {lead, ""})
    for account in (lead, *helpers):
        _refuse_unfit(held, account)
    goes_on = heads_unit(lead, held.row.agency, day)
    happen(
        held,
        Verb.INSTRUCTED,
        {"text": told, "to": lead, "supporting": helpers, "due": due.isoformat() if due else ""},
        state=(State.TO_ASSIGN if goes_on else State.IN_HAND).value,
        holder=lead,
        lead=lead,
        supporting=helpers,
        due=due or held.row.due,
    )


@transaction.atomic
def assign(*, incoming: int, to: str, note: str = "", by: Actor, at: datetime) -> None:
    """Who leads gives it to who handles it, also to another later, or takes it themselves.

    Raises IncomingNotFound, NotYours, NotNow, AskedBack, PersonUnfit.
    """
    held = hold(incoming, Verb.ASSIGNED, by=by, at=at)
    _refuse_unfit(held, to)
    happen(held, Verb.ASSIGNED, {"to": to, "note": clean_lines(note)}, holder=to)


@transaction.atomic
def note(*, incoming: int, text: str, by: Actor, at: datetime) -> None:
    """A word on the handling. Raises IncomingNotFound, NotYours, NotNow, AskedBack, ReasonMissing, SecretIncoming."""
    held = hold(incoming, Verb.NOTED, by=by, at=at)
    told = said(text)
    if is_secret([told]):
        raise SecretIncoming
    happen(held, Verb.NOTED, {"text": told})


@transaction.atomic
def reply(*, incoming: int, key: UUID, content: Content, by: Actor, at: datetime) -> int:
    """Begins the document that answers; once that is issued, this one is answered. Returns the draft.

    Raises IncomingNotFound, NotYours, NotNow, AskedBack and what ``documents.actions.draft`` raises.
    """
    held = hold(incoming, Verb.REPLYING, by=by, at=at)
    made = documents.draft(draft=documents.Draft(key, content, about_of(incoming)), by=by, at=held.at)
    begun = m.Happening.objects.filter(incoming=held.row, verb=Verb.REPLYING.value)
    if made not in set(begun.values_list("data__document", flat=True)):
        happen(held, Verb.REPLYING, {"document": made})
    return made


@transaction.atomic
def answer(*, incoming: int, document: int, code: str, by: Actor, at: datetime) -> bool:
    """The document that answers was issued. False where it is of no account any more: closed, answered, given back."""
    row = m.Incoming.objects.select_for_update(no_key=True).filter(pk=incoming).first()
    if row is None or not allows(Verb.ANSWERED, State(row.state)):
        return False
    sending = m.Sending.objects.select_for_update(no_key=True).filter(pk=row.sending_id or 0).first()
    held = Held(row, by, max(at, row.moved_at), sending)
    ended = clock.local(held.at).date()
    happen(held, Verb.ANSWERED, {"document": document, "number": code}, reply=document, ended_on=ended)
    return True


@transaction.atomic
def close(*, incoming: int, reason: str, by: Actor, at: datetime) -> None:
    """Nothing is to be answered, and why. Raises IncomingNotFound, NotYours, NotNow, AskedBack, ReasonMissing."""
    held = hold(incoming, Verb.CLOSED, by=by, at=at)
    told = said(reason)
    happen(held, Verb.CLOSED, {"reason": told}, note=told, ended_on=clock.local(held.at).date())


@transaction.atomic
def file(*, incoming: int, title: str, by: Actor, at: datetime) -> None:
    """Into the work file where it is kept. Raises IncomingNotFound, NotYours, NotNow, AskedBack, FileTitleMissing."""
    held = hold(incoming, Verb.FILED, by=by, at=at)
    if not (told := clean(title)):
        raise FileTitleMissing
    happen(held, Verb.FILED, {"text": told}, holder="")


@transaction.atomic
def give_back(*, incoming: int, reason: str, by: Actor, at: datetime) -> None:
    """To the clerk: it is not for here. Raises IncomingNotFound, NotYours, NotNow, AskedBack, ReasonMissing."""
    held = hold(incoming, Verb.GIVEN_BACK, by=by, at=at)
    happen(held, Verb.GIVEN_BACK, {"reason": said(reason)}, holder="", lead="", supporting=[])


@transaction.atomic
def send_back(*, incoming: int, reason: str, by: Actor, at: datetime) -> None:
    """To who sent it; its arrival number stays with the reason. Raises IncomingNotFound, NotYours, NotNow, AskedBack,
    ReasonMissing.
    """
    held = hold(incoming, Verb.RETURNED, by=by, at=at)
    told = said(reason)
    happen(held, Verb.RETURNED, {"reason": told}, note=told, ended_on=clock.local(held.at).date())


def _refuse_unfit(held: Held, account: str, permission: Permission = Permission.FOLLOW) -> None:
    known = list_people(held.row.agency, clock.local(held.at).date(), permission)
    if account not in {one for one, _words in known}:
        raise PersonUnfit
