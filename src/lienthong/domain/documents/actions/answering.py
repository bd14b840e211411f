"""The job's part of signing by telephone: the service is asked how far it is, and what it has signed enters the papers.

One run at a time. Each step may be taken again after a crash: a question asked twice is one at the service, and what it
has signed is kept before it enters a paper, since it signs once.
"""

import base64
from datetime import datetime, timedelta
from typing import Any, Final

from django.db import transaction
from django.db.models import Q

from lienthong.connectors.remote_signing import client as service
from lienthong.connectors.remote_signing.messages import Answer, Question
from lienthong.domain.documents import models as m
from lienthong.domain.documents.actions import elsewhere
from lienthong.domain.documents.actions.elsewhere import Started
from lienthong.domain.documents.actions.signing import outcome_of
from lienthong.domain.documents.actions.telephone import end
from lienthong.domain.documents.rules.asking import GRACE, KEPT, OPEN, UNANSWERED, RequestState
from lienthong.domain.documents.rules.moves import Verb
from lienthong.domain.organisations.queries import build_actor, list_hats
from lienthong.spine import clock
from lienthong.spine.actor import Actor, platform
from lienthong.spine.errors import Refusal
from lienthong.spine.ledger.actions import record
from lienthong.spine.log import get_logger
from lienthong.spine.signatures.errors import KeyEnded, NoTime, NotYourKey, TokenDeclined, TokenSilent
from lienthong.spine.signatures.queries import KeyRow, get_key
from lienthong.spine.signatures.signing import Helpers

MOST_AT_ONCE: Final = 500
MOST_SILENCES: Final = 3
"""So often in a row may the service be silent; then it is not asked again until the next run."""
_log = get_logger(__name__)


def go_on(*, helpers: Helpers, at: datetime) -> int:
    """A step for each question that is open. Returns how many were looked at."""
    prepared = Q(items__isnull=False) | Q(until__lt=clock.real_now())
    rows = m.SigningRequest.objects.filter(prepared, ended_at=None).distinct().order_by("id")
    silences = count = 0
    for row in rows[:MOST_AT_ONCE]:
        count += 1
        try:
            _step(row, helpers, at)
        except Exception:
            _log.exception("a signature by telephone could not be taken", request=row.pk)
        silences = silences + 1 if row.is_silent else 0
        if silences >= MOST_SILENCES:
            break
    return count


def _step(row: m.SigningRequest, helpers: Helpers, at: datetime) -> None:
    by = _actor_of(row, at)
    if by is None:
        _give_up(row, at)
        return
    if row.state in UNANSWERED:
        grace = GRACE if row.state == RequestState.WAITING else timedelta()
        if clock.real_now() >= row.until + grace:
            end(row, RequestState.LAPSED, by, at)
        else:
            _hear(row, by, at)
    if row.state == RequestState.MADE:
        _take(row, helpers, by, at)


def _hear(row: m.SigningRequest, by: Actor, at: datetime) -> None:
    """What the person has said by now."""
    try:
        answer = _asked(row)
        if not answer.sad:
            _note(row, state=RequestState.WAITING, handle=answer.handle, is_silent=False)
        elif _note(row, is_confirmed=True):
            _fetch(row, answer.sad)
    except TokenSilent:
        _note(row, is_silent=True)
    except TokenDeclined as no:
        state = RequestState.LOST if row.is_confirmed else RequestState.DECLINED
        end(row, state, by, at, words=str(no.facts.get("why") or ""))
    except KeyEnded:
        end(row, RequestState.VOID, by, at)


def _asked(row: m.SigningRequest) -> Answer:
    if row.state == RequestState.WAITING:
        return service.check(row.handle)
    contents = [part.content for one in map(_started, _open_items(row)) for part in one.parts]
    return service.authorize(Question(str(row.key), _credential(row).handle, contents, row.said))


def _fetch(row: m.SigningRequest, sad: str) -> None:
    """The signatures, kept before any of them enters a paper."""
    key, items = _credential(row), _open_items(row)
    started = list(map(_started, items))
    contents = [part.content for one in started for part in one.parts]
    rest = iter(service.sign(key.handle, key.certificate, sad, contents))
    for item, one in zip(items, started, strict=True):
        item.made = [base64.b64encode(next(rest)).decode() for _part in one.parts]
    with transaction.atomic():
        if _note(row, state=RequestState.MADE, until=clock.real_now() + KEPT, is_silent=False):
            m.SigningItem.objects.bulk_update(items, ["made"])


def _take(row: m.SigningRequest, helpers: Helpers, by: Actor, at: datetime) -> None:
    """Each document for itself. Without a time-stamp what was signed is kept, and tried again while there is time."""
    is_over = clock.real_now() >= row.until
    for item in _open_items(row):
        try:
            refusal = _enter(row, item, helpers, by, at)
        except Exception:
            _log.exception("a signature by telephone did not enter its paper", document=item.document_id)
            if not is_over:
                continue
            refusal = TokenSilent()
        if isinstance(refusal, NoTime) and not is_over:
            break
        if not item.is_signed:
            _close(row, item, refusal, by, at)
    if not row.items.exclude(started={}).exists():
        _note(row, state=RequestState.DONE, ended_at=clock.real_now())


def _enter(
    row: m.SigningRequest, item: m.SigningItem, helpers: Helpers, by: Actor, at: datetime
) -> Refusal | None:
    def act() -> None:
        keep = elsewhere.finished(started=_started(item), made=made, helpers=helpers, by=by, at=at)
        with transaction.atomic():
            keep()
            _close(row, item, None, by, at)

    made = list(map(base64.b64decode, item.made))
    return outcome_of(item.document_id, Verb(row.verb), act, by).refusal


@transaction.atomic
def _close(
    row: m.SigningRequest, item: m.SigningItem, refusal: Refusal | None, by: Actor, at: datetime
) -> None:
    """What the key has signed and no paper bears is told in the ledger."""
    item.started, item.made, item.refusal, item.is_signed = {}, [], str(refusal or ""), refusal is None
    item.save()
    if refusal:
        record(
            by=by,
            verb="documents.not_signed",
            subject=f"document:{item.document_id}",
            agency=row.agency,
            at=at,
            details={"signing": row.pk, "why": refusal.code},
        )


def _give_up(row: m.SigningRequest, at: datetime) -> None:
    """Who asked does not wear that hat any more."""
    by = platform("job")
    end(row, RequestState.VOID, by, at)
    if row.state == RequestState.MADE:
        for item in _open_items(row):
            _close(row, item, NotYourKey(), by, at)
        _note(row, state=RequestState.DONE, ended_at=clock.real_now())


def _open_items(row: m.SigningRequest) -> list[m.SigningItem]:
    return list(row.items.exclude(started={}).order_by("place"))


def _started(item: m.SigningItem) -> Started:
    return Started.of(item.started)


def _credential(row: m.SigningRequest) -> KeyRow:
    key = get_key(row.credential)
    if key is None or key.ended_at:
        raise KeyEnded
    return key


def _note(row: m.SigningRequest, **changes: Any) -> bool:
    """Unless it is over: then what comes late changes nothing. ``row`` tells how it stands."""
    is_noted = bool(m.SigningRequest.objects.filter(pk=row.pk, state__in=OPEN).update(**changes))
    row.refresh_from_db()
    return is_noted


def _actor_of(row: m.SigningRequest, at: datetime) -> Actor | None:
    """Who asked, under the same hat, if it is still worn."""
    hats = list_hats(row.account, clock.local(at).date())
    worn = (one for one in hats if (one.agency, one.title) == (row.agency, row.position))
    hat = next((one for one in worn if not one.acting_for), None)
    return build_actor(row.account, row.name, "job", at, hat=hat.position) if hat else None
