"""Signing with a key that a service keeps: the question is prepared here; ``answering`` speaks with the service."""

import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Final
from uuid import UUID, uuid4

from django.db import transaction

from lienthong.domain.documents import models as m
from lienthong.domain.documents.actions import elsewhere
from lienthong.domain.documents.actions.elsewhere import Started, key_there
from lienthong.domain.documents.actions.signing import MOST, Read
from lienthong.domain.documents.errors import RequestNotFound
from lienthong.domain.documents.queries.one import get_document
from lienthong.domain.documents.rules.asking import OPEN, PATIENCE, UNANSWERED, RequestState, words_of
from lienthong.domain.documents.rules.moves import Verb
from lienthong.spine import clock
from lienthong.spine.actor import Actor
from lienthong.spine.errors import Refusal
from lienthong.spine.ledger.actions import record
from lienthong.spine.outbox import engine
from lienthong.spine.signatures import holders
from lienthong.spine.signatures.holders import TokenKind
from lienthong.spine.signatures.signing import Helpers

JOB: Final = "documents.telephone"


@dataclass(frozen=True, slots=True)
class _Begun:
    document: int
    title: str
    started: Started | None = None
    refusal: Refusal | None = None


def ask(*, key: UUID, read: Sequence[Read], helpers: Helpers, by: Actor, at: datetime) -> UUID:
    """Prepares the signature of each document, to be confirmed by one question on the signatory's telephone.

    ``key`` is the form's; gives the question's, which is another one where the form was sent before and nothing came of
    it. One that is refused stops no other; a single one raises what ``sign`` raises, but for the PIN, and nothing is
    asked. The service is spoken to by a job.
    """
    there = partial(elsewhere.begin, kind=TokenKind.REMOTE, helpers=helpers, by=by, at=at)
    acts = {one.document: partial(there, read=one) for one in read[:MOST]}
    return _ask(key, Verb.SIGNED, holders.account(by.account), acts, by)


def ask_seal(*, key: UUID, documents: Sequence[int], helpers: Helpers, by: Actor, at: datetime) -> UUID:
    """As ``ask``, with the agency's key: numbers are given here, in this order. What is declined stays numbered."""
    there = partial(elsewhere.begin_seal, kind=TokenKind.REMOTE, helpers=helpers, by=by, at=at)
    acts = {one: partial(there, document=one) for one in documents[:MOST]}
    return _ask(key, Verb.SEALED, holders.agency(by.agency), acts, by)


def _ask(
    key: UUID, verb: Verb, holder: holders.Holder, acts: Mapping[int, Callable[[], Started]], by: Actor
) -> UUID:
    credential = key_there(holder, TokenKind.REMOTE, by)
    before = m.SigningRequest.objects.filter(key=key).first()
    if before and before.state not in {*OPEN, RequestState.DONE}:
        key = uuid4()
    request, is_new = m.SigningRequest.objects.get_or_create(key=key, defaults=_new(verb, credential.id, by))
    if request.account != by.account:
        raise RequestNotFound
    if not is_new:
        return key  # pressed twice: the first press prepares it
    begun = [_begun(document, act, by) for document, act in acts.items()]
    if len(begun) == 1 and begun[0].refusal:
        request.delete()
        raise begun[0].refusal
    _keep(request, begun)
    return key


def _new(verb: Verb, credential: int, by: Actor) -> dict[str, object]:
    now = clock.real_now()
    return {
        "verb": verb,
        "credential": credential,
        "account": by.account,
        "name": by.name,
        "agency": by.agency,
        "position": by.position,
        "code": f"{secrets.randbelow(10_000):04}",
        "state": RequestState.NEW,
        "asked_at": now,
        "until": now + PATIENCE,
    }


def _begun(document: int, act: Callable[[], Started], by: Actor) -> _Begun:
    try:
        started = act()
        row = get_document(document, by=by)
    except Refusal as refusal:
        return _Begun(document, "", refusal=refusal)
    return _Begun(document, f"{row.title}, {row.subject}", started)


@transaction.atomic
def _keep(request: m.SigningRequest, begun: Sequence[_Begun]) -> None:
    titles = [one.title for one in begun if one.started]
    request.said = words_of(request.code, titles, seals=request.verb == Verb.SEALED)
    if not titles:
        request.state, request.ended_at = RequestState.DONE, clock.real_now()
    request.save()
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
    wake()


def wake() -> None:
    """The service is asked now, and not only when it is the job's time."""
    engine.soon(JOB)


def withdraw(*, key: UUID, by: Actor, at: datetime) -> None:
    """The person does not want to any more: whatever the telephone says from now on is not used."""
    row = m.SigningRequest.objects.filter(key=key, account=by.account, agency=by.agency).first()
    if row is None:
        raise RequestNotFound
    end(row, RequestState.WITHDRAWN, by, at)


@transaction.atomic
def end(row: m.SigningRequest, state: RequestState, by: Actor, at: datetime, *, words: str = "") -> None:
    """Nothing was signed. What was prepared goes; the ledger keeps who asked for what and how it ended."""
    unanswered = m.SigningRequest.objects.filter(pk=row.pk, state__in=UNANSWERED)
    is_mine = unanswered.update(state=state, words=words[:300], ended_at=clock.real_now())
    row.refresh_from_db()
    if not is_mine:
        return
    row.items.update(started={})
    record(
        by=by,
        verb="documents.not_signed",
        subject=f"signing:{row.pk}",
        agency=row.agency,
        at=at,
        details={"state": str(state), "words": row.words, "said": row.said},
    )
