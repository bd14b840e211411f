"""A case's result, and its letter of apology, as documents of the register."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from lienthong.domain.cases.actions.blocking import refuse_blocked_case
from lienthong.domain.cases.actions.common import happen, hold
from lienthong.domain.cases.errors import Blocked, CaseNotFound, NotNow, NotYours
from lienthong.domain.cases.permissions import Permission
from lienthong.domain.cases.rules.documents import Purpose, about_of
from lienthong.domain.cases.rules.moves import UNSIGNED, Verb
from lienthong.domain.documents import actions as documents
from lienthong.domain.documents.queries import Content, get_signature
from lienthong.domain.organisations.queries import build_actor, list_hats
from lienthong.spine import clock
from lienthong.spine.actor import Actor


@transaction.atomic
def draft_document(
    *, case: int, purpose: Purpose, key: UUID, content: Content, by: Actor, at: datetime
) -> int:
    """Begins the document where the case lies. Raises CaseNotFound, NotYours, NotNow, and what drafting refuses."""
    held = hold(case, by=by, at=at)
    seat = held.stand.agency
    if by.agency != seat or not by.may(Permission.HANDLE, seat):
        raise NotYours
    if held.stand.state not in UNSIGNED:
        raise NotNow(verb=Verb.SIGNED)
    draft = documents.Draft(key, content, about_of(case, purpose))
    return documents.draft(draft=draft, by=by, at=at)


@transaction.atomic
def sign_by_document(*, case: int, document: int, by: Actor) -> bool:
    """The result was signed as a document and is issued: the business clock ends at the leader's signature.

    False where the case does not wait for that person's signature: then it is signed off by hand, with the number.
    """
    signature = get_signature(document)
    day = clock.local(signature.at).date()
    hats = list_hats(signature.account, day)
    hat = next((one.position for one in hats if one.agency == signature.agency and not one.acting_for), None)
    signer = build_actor(signature.account, signature.name, by.origin, signature.at, hat)
    try:
        held = hold(case, by=signer, at=signature.at, verb=Verb.SIGNED)
        refuse_blocked_case(held.case, held.at, dict(held.stand.corrected).get("content", ""))
    except (CaseNotFound, NotYours, NotNow, Blocked):
        return False
    told = {"document": signature.code, "document_id": document, **held.share()}
    happen(held, Verb.SIGNED, told)
    return True
