"""Original papers of a case: taken from the applicant, handed on, signed for, given back."""

from collections.abc import Collection, Sequence
from datetime import datetime

from django.db import transaction

from lienthong.domain.cases.actions.common import Held, happen, hold, said
from lienthong.domain.cases.errors import AgencyMissing, NothingKept, OriginalMissing
from lienthong.domain.cases.rules.custody import Custody
from lienthong.domain.cases.rules.moves import Verb
from lienthong.domain.organisations.queries import codes_in_force
from lienthong.spine.actor import Actor
from lienthong.spine.text import clean, clean_lines


@transaction.atomic
def take_originals(*, case: int, names: Sequence[str], note: str = "", by: Actor, at: datetime) -> None:
    """Keeps original papers where the case lies; ``names`` say which, with their numbers.

    Raises CaseNotFound, NotYours, NotNow, OriginalMissing.
    """
    held = hold(case, by=by, at=at, verb=Verb.ORIGINALS_TAKEN)
    if not (told := [name for given in names if (name := clean(given)[:200])]):
        raise OriginalMissing
    happen(held, Verb.ORIGINALS_TAKEN, {"names": told, "keeper": by.account, "note": clean_lines(note)})


@transaction.atomic
def send_originals(
    *, case: int, originals: Collection[int], to: str, note: str = "", by: Actor, at: datetime
) -> None:
    """Hands originals that one's agency keeps to another, without the case; it signs for them.

    Raises CaseNotFound, NotYours, NotNow, NothingKept, AgencyMissing.
    """
    held = hold(case, by=by, at=at, verb=Verb.ORIGINALS_SENT)
    places = _of(held, originals, Custody.KEPT)
    if to == by.agency or not codes_in_force([to], held.clocks.day):
        raise AgencyMissing
    happen(held, Verb.ORIGINALS_SENT, {"originals": places, "to_agency": to, "note": clean_lines(note)})


@transaction.atomic
def sign_originals(
    *, case: int, originals: Collection[int], reason: str = "", by: Actor, at: datetime
) -> None:
    """Signs for originals that were handed to one's agency. ``reason``: what is wanting and why, if not all are there.

    Raises CaseNotFound, NotYours, NotNow, NothingKept, ReasonMissing.
    """
    held = hold(case, by=by, at=at, verb=Verb.ORIGINALS_SIGNED)
    coming = [one.place for one in held.originals if _is_mine(one.agency, by) and one.custody is Custody.SENT]
    signed = sorted({*coming}.intersection(originals))
    if not coming:
        raise NothingKept
    told = {"originals": signed, "keeper": by.account, "signed_at": by.agency}
    wanting = {} if signed == sorted(coming) else {"reason": said(reason)}
    happen(held, Verb.ORIGINALS_SIGNED, told | wanting)


@transaction.atomic
def return_originals(*, case: int, originals: Collection[int], to: str = "", by: Actor, at: datetime) -> None:
    """Gives originals that lie at the counter back before or after the result. Raises CaseNotFound, NotYours, NotNow,
    NothingKept.
    """
    held = hold(case, by=by, at=at, verb=Verb.ORIGINALS_RETURNED)
    places = _of(held, originals, Custody.KEPT)
    happen(held, Verb.ORIGINALS_RETURNED, {"originals": places, "to": clean(to) or held.case.applicant_name})


def _of(held: Held, chosen: Collection[int], custody: Custody) -> list[int]:
    """Those of the chosen that one's agency has in that custody. Raises NothingKept."""
    mine = [one for one in held.originals if _is_mine(one.agency, held.by) and one.custody is custody]
    if not (places := [one.place for one in mine if one.place in chosen]):
        raise NothingKept
    return places


def _is_mine(agency: str, by: Actor) -> bool:
    return agency == by.agency
