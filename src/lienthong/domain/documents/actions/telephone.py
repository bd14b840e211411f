"""Signing with a key that a service keeps: the question goes to the person's telephone, and what the service has signed
comes into the papers.

Each step may be taken by the page that waits or by a job, by one at a time, and again after a crash: a question asked
twice is one at the service, and what was signed is kept before it enters a paper.
"""

import base64
import secrets
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from lienthong.connectors.remote_signing import client as service
from lienthong.connectors.remote_signing.messages import Answer, Question
from lienthong.domain.documents import models as m
from lienthong.domain.documents.actions import elsewhere
from lienthong.domain.documents.actions.elsewhere import Started, key_there
from lienthong.domain.documents.actions.signing import MOST, Read, outcome_of
from lienthong.domain.documents.errors import NotYours, RequestNotFound
from lienthong.domain.documents.queries.one import get_document
from lienthong.domain.documents.rules.asking import OPEN, PATIENCE, UNANSWERED, RequestState, words_of
from lienthong.domain.documents.rules.moves import Verb
from lienthong.domain.organisations.queries import build_actor, list_hats
from lienthong.spine import clock
from lienthong.spine.actor import Actor, platform
from lienthong.spine.errors import Refusal
from lienthong.spine.ledger.actions import record
from lienthong.spine.log import get_logger
from lienthong.spine.signatures import holders
from lienthong.spine.signatures.errors import KeyEnded, NoTime, TokenDeclined, TokenSilent
from lienthong.spine.signatures.holders import TokenKind
from lienthong.spine.signatures.queries import KeyRow, get_key
from lienthong.spine.signatures.signing import Helpers

HOLD: Final = timedelta(seconds=60)
"""How long one process may speak with the service before another believes it dead."""
KEPT_ON: Final = timedelta(hours=1)
"""After its time a question is looked at no more."""
MOST_SILENCES: Final = 3
_log = get_logger(__name__)


@dataclass(frozen=True, slots=True)
class _Begun:
    document: int
    title: str
    started: Started | None = None
    refusal: Refusal | None = None


def ask(*, key: UUID, read: Sequence[Read], helpers: Helpers, by: Actor, at: datetime) -> None:
    """Prepares the signature of each document, to be confirmed by one question on the signatory's telephone.

    ``key`` is the form's. One that is refused stops no other; a single one raises what ``sign`` raises, but for the
    PIN, and nothing is asked. The service is first spoken to in ``advance``.
    """
    there = partial(elsewhere.begin, kind=TokenKind.REMOTE, helpers=helpers, by=by, at=at)
    acts = {one.document: partial(there, read=one) for one in read[:MOST]}
    _ask(key, Verb.SIGNED, holders.account(by.account), acts, by)


def ask_seal(*, key: UUID, documents: Sequence[int], helpers: Helpers, by: Actor, at: datetime) -> None:
    """As ``ask``, with the agency's key: numbers are given here, in this order. What is declined stays numbered."""
    there = partial(elsewhere.begin_seal, kind=TokenKind.REMOTE, helpers=helpers, by=by, at=at)
    acts = {one: partial(there, document=one) for one in documents[:MOST]}
    _ask(key, Verb.SEALED, holders.agency(by.agency), acts, by)


def _ask(
    key: UUID, verb: Verb, holder: holders.Holder, acts: Mapping[int, Callable[[], Started]], by: Actor
) -> None:
    if m.SigningRequest.objects.filter(key=key).exists():
        return
    credential = key_there(holder, TokenKind.REMOTE, by)
    begun = [_begun(document, act, by) for document, act in acts.items()]
    if len(begun) == 1 and begun[0].refusal:
        raise begun[0].refusal
    _keep(key, verb, credential.id, begun, by)


def _begun(document: int, act: Callable[[], Started], by: Actor) -> _Begun:
    try:
        started = act()
        row = get_document(document, by=by)
    except Refusal as refusal:
        return _Begun(document, "", refusal=refusal)
    return _Begun(document, f"{row.title}, {row.subject}", started)


@transaction.atomic
def _keep(key: UUID, verb: Verb, credential: int, begun: Sequence[_Begun], by: Actor) -> None:
    code, now = f"{secrets.randbelow(10_000):04}", clock.real_now()
    titles = [one.title for one in begun if one.started]
    ends = {} if titles else {"state": RequestState.DONE, "ended_at": now}
    request, is_new = m.SigningRequest.objects.get_or_create(
        key=key,
        defaults={
            "verb": verb,
            "credential": credential,
            "account": by.account,
            "name": by.name,
            "agency": by.agency,
            "position": by.position,
            "code": code,
            "said": words_of(code, titles, seals=verb is Verb.SEALED),
            "state": RequestState.NEW,
            "asked_at": now,
            "until": now + PATIENCE,
        }
        | ends,
    )
    if not is_new:
        return  # pressed twice
    m.SigningItem.objects.bulk_create(
        m.SigningItem(
            request=request,
            document_id=one.document,
            place=place,
            started=one.started.told() if one.started else {},
            refusal=str(one.refusal or ""),
        )
        for place, one in enumerate(begun, 1)
    )


def advance(*, key: UUID, helpers: Helpers, by: Actor, at: datetime) -> None:
    """Asks the service how far it is, and takes what it has signed. Who comes while another does so goes away again."""
    with _held(key, by) as row:
        if row is None:
            return
        if row.state in UNANSWERED:
            _hear(row, by, at)
        if row.state == RequestState.MADE:
            _take(row, helpers, by, at)


def go_on(*, helpers: Helpers, at: datetime) -> int:
    """For whoever has left the page that waits, or whose page worker died. Returns how many were looked at."""
    since, silences, count = clock.real_now() - KEPT_ON, 0, 0
    waiting = m.SigningRequest.objects.filter(ended_at=None, until__gt=since).order_by("id")
    for row in waiting[:500]:
        count += 1
        by = _actor_of(row, at)
        if by is None:
            _end(row, RequestState.DECLINED, platform("job"), at, words=str(NotYours()))
            continue
        try:
            advance(key=row.key, helpers=helpers, by=by, at=at)
        except Exception:
            _log.exception("a signature by telephone could not be taken", request=row.pk)
        row.refresh_from_db()
        silences = silences + 1 if row.is_silent else 0
        if silences == MOST_SILENCES:
            break
    return count


def withdraw(*, key: UUID, by: Actor, at: datetime) -> None:
    """The person does not want to any more: whatever the telephone says from now on is not used."""
    row = m.SigningRequest.objects.filter(key=key, account=by.account).first()
    if row is None:
        raise RequestNotFound
    _end(row, RequestState.WITHDRAWN, by, at)


@contextmanager
def _held(key: UUID, by: Actor) -> Iterator[m.SigningRequest | None]:
    """The request, for this process alone; None while another has it, once it is over, and for a stranger."""
    now = clock.real_now()
    free = Q(held_until=None) | Q(held_until__lt=now)
    mine = m.SigningRequest.objects.filter(free, key=key, account=by.account, state__in=OPEN)
    if not mine.update(held_until=now + HOLD):
        yield None
        return
    row = m.SigningRequest.objects.get(key=key)
    try:
        yield row
    finally:
        m.SigningRequest.objects.filter(pk=row.pk).update(held_until=None)


def _hear(row: m.SigningRequest, by: Actor, at: datetime) -> None:
    """What the person has said by now."""
    items = list(row.items.exclude(started={}).order_by("place"))
    started = [Started.of(item.started) for item in items]
    contents = [part.content for one in started for part in one.parts]
    try:
        answer = _asked(row, contents)
        made = _signed(row, answer.sad, contents) if answer.sad else []
    except TokenSilent:
        _note(row, is_silent=True)
    except TokenDeclined as no:
        _end(row, RequestState.DECLINED, by, at, words=str(no.facts.get("why") or ""))
    except KeyEnded as ended:
        _end(row, RequestState.DECLINED, by, at, words=str(ended))
    else:
        if made:
            _keep_made(row, items, started, made)
            return
        _note(row, state=RequestState.WAITING, handle=answer.handle, is_silent=False)
    if row.state in UNANSWERED and clock.real_now() >= row.until:
        _end(row, RequestState.LAPSED, by, at)


def _asked(row: m.SigningRequest, contents: Sequence[bytes]) -> Answer:
    if row.state == RequestState.WAITING:
        return service.check(row.handle)
    return service.authorize(Question(str(row.key), _credential(row).handle, contents, row.said))


def _signed(row: m.SigningRequest, sad: str, contents: Sequence[bytes]) -> list[bytes]:
    key = _credential(row)
    return service.sign(key.handle, key.certificate, sad, contents)


def _credential(row: m.SigningRequest) -> KeyRow:
    key = get_key(row.credential)
    if key is None or key.ended_at:
        raise KeyEnded
    return key


@transaction.atomic
def _keep_made(
    row: m.SigningRequest, items: Sequence[m.SigningItem], started: Sequence[Started], made: Sequence[bytes]
) -> None:
    """Before any of it enters a paper: the service signs once, and this process may die."""
    _note(row, state=RequestState.MADE, is_silent=False)
    rest = iter(made)
    for item, one in zip(items, started, strict=True):
        item.made = [base64.b64encode(next(rest)).decode() for _part in one.parts]
    m.SigningItem.objects.bulk_update(items, ["made"])


def _take(row: m.SigningRequest, helpers: Helpers, by: Actor, at: datetime) -> None:
    """Each document for itself. Without a time-stamp what was signed is kept, and tried again while there is time."""
    is_over = clock.real_now() >= row.until
    for item in row.items.exclude(started={}).order_by("place"):
        made = list(map(base64.b64decode, item.made))
        act = partial(
            elsewhere.finish, started=Started.of(item.started), made=made, helpers=helpers, by=by, at=at
        )
        refusal = outcome_of(item.document_id, Verb(row.verb), act, by).refusal
        if isinstance(refusal, NoTime) and not is_over:
            continue
        item.started, item.made, item.refusal, item.is_signed = {}, [], str(refusal or ""), not refusal
        item.save()
    if not row.items.exclude(started={}).exists():
        _note(row, state=RequestState.DONE, ended_at=clock.real_now())


def _note(row: m.SigningRequest, **changes: Any) -> bool:
    """Unless it is over: then what comes late changes nothing, and ``row`` tells how it stands."""
    is_noted = bool(m.SigningRequest.objects.filter(pk=row.pk, state__in=OPEN).update(**changes))
    row.refresh_from_db()
    return is_noted


@transaction.atomic
def _end(row: m.SigningRequest, state: RequestState, by: Actor, at: datetime, *, words: str = "") -> None:
    """Not signed. What was prepared goes; the ledger keeps that somebody asked and how it ended."""
    open_ones = m.SigningRequest.objects.filter(pk=row.pk, state__in=UNANSWERED)
    if not open_ones.update(state=state, words=words[:300], ended_at=clock.real_now()):
        row.refresh_from_db()
        return
    row.items.update(started={})
    row.refresh_from_db()
    record(
        by=by,
        verb="documents.not_signed",
        subject=f"signing:{row.pk}",
        agency=row.agency,
        at=at,
        details={"state": str(state), "words": row.words, "said": row.said},
    )


def _actor_of(row: m.SigningRequest, at: datetime) -> Actor | None:
    """Who asked, under the same hat, if it is still worn."""
    hats = list_hats(row.account, clock.local(at).date())
    worn = (one for one in hats if (one.agency, one.title) == (row.agency, row.position))
    hat = next((one for one in worn if not one.acting_for), None)
    return build_actor(row.account, row.name, "job", at, hat=hat.position) if hat else None
