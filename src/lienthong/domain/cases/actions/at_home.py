"""What an applicant does from home. Whoever calls has made sure whose case it is; here nobody's office is asked."""

from datetime import datetime

from django.db import transaction

from lienthong.domain.cases.actions.common import Held, happen, hold, said
from lienthong.domain.cases.actions.ending import given
from lienthong.domain.cases.actions.waiting import brought_in
from lienthong.domain.cases.errors import FetchedInPerson, NotNow
from lienthong.domain.cases.rules.custody import Custody
from lienthong.domain.cases.rules.moves import Verb
from lienthong.domain.cases.rules.standing import allows
from lienthong.domain.cases.rules.vocabulary import ReturnBy
from lienthong.spine.actor import Actor


@transaction.atomic
def supplement_at_home(*, case: int, note: str = "", by: Actor, at: datetime) -> None:
    """What was asked for has come from home: the clock goes on as the procedure's rule says. Raises CaseNotFound,
    NotNow.
    """
    held = _own(case, Verb.SUPPLEMENT_RECEIVED, by=by, at=at)
    happen(held, Verb.SUPPLEMENT_RECEIVED, brought_in(held, note=note) | {"from_home": True})


@transaction.atomic
def withdraw_at_home(*, case: int, reason: str, by: Actor, at: datetime) -> None:
    """The applicant takes it back from home. Raises CaseNotFound, NotNow, ReasonMissing."""
    held = _own(case, Verb.WITHDRAWN, by=by, at=at)
    happen(held, Verb.WITHDRAWN, {"reason": said(reason), "from_home": True})


@transaction.atomic
def fetch_at_home(*, case: int, by: Actor, at: datetime) -> None:
    """The applicant takes the signed result as a document: it is given by that. Where originals wait at the counter, or
    the post brings it, it is given there. Raises CaseNotFound, NotNow, FetchedInPerson.
    """
    held = _own(case, Verb.GIVEN, by=by, at=at)
    way = dict(held.stand.corrected).get("return_by", held.case.return_by)
    if way == ReturnBy.POST or any(one.custody is not Custody.BACK for one in held.originals):
        raise FetchedInPerson
    happen(held, Verb.GIVEN, given(held, way=ReturnBy.ELECTRONIC) | {"from_home": True})


def _own(case: int, verb: Verb, *, by: Actor, at: datetime) -> Held:
    held = hold(case, by=by, at=at)
    if not allows(verb, held.stand):
        raise NotNow(verb=verb)
    return held
