"""The line to the portal: each minute one session in which everything that waits is told and fetched; each night both
sides are compared. Without a connection nothing is looked for.
"""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from django.db import transaction

from lienthong.connectors.national_portal import client
from lienthong.connectors.national_portal.client import Line
from lienthong.connectors.national_portal.errors import Refused, Silent
from lienthong.connectors.national_portal.messages import HeldThere
from lienthong.domain.national import actions, queries
from lienthong.domain.national.exchange import (
    Filed,
    Unreadable,
    dossier_of,
    identity_of,
    ratings_of,
    read_filing,
    steps_of,
)
from lienthong.domain.national.facts import ComparisonWanted, QuestionCame
from lienthong.domain.national.models import Line as Row
from lienthong.domain.national.queries import Fault, FilingState
from lienthong.spine import clock
from lienthong.spine.actor import platform
from lienthong.spine.log import get_logger
from lienthong.spine.outbox import engine
from lienthong.spine.outbox.handlers import CALLS, on
from lienthong.spine.schedule import daily

COMPARED_AT: Final = time(2, 45)
PATIENCE: Final = 3
"""So many filings without their files, one after the other, and the line is taken for down."""
COMPARED: Final = timedelta(days=31)
BY: Final = platform("national portal")
_log = get_logger(__name__)


@engine.every("* * * * *", "national.synchronise", queue=CALLS)
def synchronise() -> None:
    if client.is_connected():
        run(clock.now())


def run(at: datetime) -> None:
    """Whatever fails is noted where it failed and waits; a silent portal is left in peace until the next run."""
    faults: list[str] = []
    actions.open_day(at=at)
    with client.line() as line:
        for part in (
            ask_offers,
            tell_waiting,
            answer_owed,
            take_filings,
            answer_owed,
            tell_ratings,
            take_questions,
            tell_answers,
        ):
            try:
                part(line, at)
            except Refused as refused:  # of one service: the others may be open
                faults.append(str(refused))
            except Silent as silence:
                faults.append(str(silence))
                break
    actions.note_line(fault="; ".join(faults), at=at)


def ask_offers(line: Line, at: datetime) -> None:
    if queries.are_offers_due(at):
        actions.note_offers(listed={one.code: one.name for one in line.list_procedures() if one.code}, at=at)


def tell_ratings(line: Line, at: datetime) -> None:
    """Of the month before, once. Where the run dies after it was told, the same figures are told once more."""
    month = queries.month_to_rate(at)
    if month is None:
        return
    rows = ratings_of(month, queries.list_offers())
    if rows:
        line.tell_ratings(rows)
    actions.note_rated(month=month, rows=len(rows), by=BY, at=at)


def take_questions(line: Line, at: datetime) -> None:
    """What was asked there and has no answer yet. One that says nothing is left where it is."""
    listed = [one for one in line.list_questions() if not one.answer]
    known = queries.known_questions([one.id for one in listed])
    for one in listed:
        if one.id and one.words.strip() and one.id not in known:
            actions.take_question(
                number=one.id, field=one.field, words=one.words, agency=one.agency, by=BY, at=at
            )


def tell_answers(line: Line, at: datetime) -> None:
    """One that is refused does not hold up the others. Where the run dies after it was told, the same key is told."""
    del at
    for one in queries.list_untold():
        try:
            line.reply(one.number, agency=one.agency, key=one.key, words=one.answer)
        except Refused as refused:
            actions.note_unreplied(question=one.id, words=refused.words or str(refused))
        else:
            actions.note_replied(question=one.id)


@on(QuestionCame, key="national.tell_answering")
def tell_answering(fact: QuestionCame, at: datetime) -> None:
    actions.tell_answering(question=fact.question, passing=fact.passing, by=BY, at=at)


def tell_waiting(line: Line, at: datetime) -> None:
    """Raises Silent at the first that gets no answer: the others need not wait for ten seconds each."""
    actions.look(at=at)
    for waiting in queries.list_due():
        try:
            _tell(line, waiting, at)
        except Silent:
            raise
        except Exception as ours:
            _log.exception("a case could not be told to the national portal")
            actions.fail(line=waiting, words=f"{type(ours).__name__}: {ours}")


def _tell(line: Line, waiting: int, at: datetime) -> None:
    """The line of a case is locked while it is told: a second worker passes it by, so nothing overtakes."""
    silence: Silent | None = None
    with transaction.atomic():
        row = actions.take_turn(waiting)
        if row is None:
            return
        try:
            status = _send(line, row, at)
        except Silent as fault:
            silence = fault
            actions.note_failure(row, Fault.SILENT, str(fault))
        except Refused as fault:
            actions.note_failure(row, Fault.REFUSED, _why(line, row, fault))
        else:
            actions.note_told(row, through=row.wanted, status=status)
    if silence:
        raise silence


def _send(line: Line, row: Row, at: datetime) -> str:
    """The case as it stood after its newest event, then each step behind the last one told; gives its status there."""
    whole = queries.get_whole(
        row.case_id, number=row.number, is_theirs=row.is_theirs, through=row.wanted, now=at
    )
    if whole.told.row.is_erased:
        return row.status
    key = f"{row.number}-{row.wanted}-{row.round}"
    item = dossier_of(whole, actions.read_person(whole, by=BY, at=at))
    _tell_dossier(line, item, is_update=row.held, key=key)
    if steps := steps_of(whole, after=row.told):
        line.tell_steps(steps, key=f"{key}-T")
    return whole.status


def _tell_dossier(line: Line, item: dict[str, Any], *, is_update: bool, key: str) -> None:
    """An answer that never came leaves open whether the portal holds the case: after a refusal it is asked."""
    try:
        line.tell(item, is_update=is_update, key=key)
    except Refused:
        if line.holds(item["MaHoSo"]) is is_update:
            raise
        line.tell(item, is_update=not is_update, key=f"{key}-U")


def _why(line: Line, row: Row, refused: Refused) -> str:
    """Its words, and whether it knows the procedure at all."""
    words = refused.words or str(refused)
    try:
        known = line.knows(row.procedure)
    except (Silent, Refused):
        return words
    return words if known else f"{words} (Cổng quốc gia không có thủ tục {row.procedure})"


def take_filings(line: Line, at: datetime) -> None:
    """What is new becomes a case or goes into quarantine. One whose file never comes does not hold up the others."""
    fresh = [body for body in line.list_filings() if not queries.is_kept(identity_of(body)[1])]
    silences: list[Silent] = []
    for body in [*fresh, *queries.list_wanted()]:
        try:
            _take(line, body, at)
        except Silent as silence:
            silences.append(silence)
            if len(silences) == PATIENCE:
                break
    if silences:
        raise silences[0]


def answer_owed(line: Line, at: datetime) -> None:
    """What was decided is answered, after it is kept."""
    del at
    for filing in queries.list_unanswered():
        is_taken = filing.state is FilingState.TAKEN
        line.answer(filing.number, is_taken=is_taken, words="" if is_taken else filing.reason)
        actions.note_answered(filing=filing.id)


def _take(line: Line, body: dict[str, Any], at: datetime) -> None:
    try:
        filed = read_filing(body)
        files = [(one.place, one.name, line.fetch(one.path)) for one in filed.papers]
        _take_in(body, filed, files, at)
    except Silent:
        raise
    except Unreadable as wrong:
        _quarantine(body, str(wrong), at)
    except Refused as refused:
        _quarantine(body, f"Không lấy được tệp đính kèm: {refused.words or refused}", at)
    except Exception as ours:
        _log.exception("a filing of the national portal could not be taken in")
        _quarantine(body, f"Lỗi của hệ thống: {type(ours).__name__}", at)


def _take_in(
    body: dict[str, Any], filed: Filed, files: Sequence[tuple[int, str, bytes]], at: datetime
) -> None:
    actions.take_in(
        digest=identity_of(body)[1],
        number=filed.number,
        procedure=filed.procedure,
        agency=filed.agency,
        people=filed.people,
        about=filed.about,
        files=files,
        body=body,
        by=BY,
        at=at,
    )


def _quarantine(body: dict[str, Any], reason: str, at: datetime) -> None:
    number, digest = identity_of(body)
    actions.quarantine(digest=digest, number=number, body=body, reason=reason, by=BY, at=at)


@daily("national.compare", at=COMPARED_AT)
def compare_on(day: date, at: datetime) -> None:
    """Of the last month. What was overlooked in a minute is found first."""
    if client.is_connected():
        actions.look_back(at=at)
        compare(day - COMPARED, day, at)


@on(ComparisonWanted, key="national.compare_now", queue=CALLS)
def compare_now(fact: ComparisonWanted, at: datetime) -> None:
    compare(date.fromisoformat(fact.since), date.fromisoformat(fact.until), at)


def compare(since: date, until: date, at: datetime) -> None:
    """A silent portal is named, and asked again the next night."""
    if not client.is_connected():
        return
    asked_at = clock.real_now()
    try:
        with client.line() as line:
            listed = [_listed(one) for one in line.list_held(since, until)]
    except (Silent, Refused) as fault:
        actions.note_comparison(since=since, until=until, fault=str(fault), asked_at=asked_at, at=at)
        return
    found = [one for one in listed if one]
    actions.note_comparison(since=since, until=until, listed=found, asked_at=asked_at, at=at)


def _listed(one: HeldThere) -> actions.Listed | None:
    """None for one without a number or a day: nothing could be laid beside it."""
    try:
        day = datetime.strptime(one.received[:8], "%Y%m%d").date()  # noqa: DTZ007  a day, no moment
    except ValueError:
        return None
    return actions.Listed(one.number, one.procedure, one.agency, one.status, day) if one.number else None
