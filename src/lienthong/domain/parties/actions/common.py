"""What every action of the room does: hold the party, look up the day, tell the ledger."""

from datetime import date, datetime

from django.conf import settings
from django.db import connection

from lienthong.domain.parties.errors import ReasonMissing, UnknownParty
from lienthong.domain.parties.models import Dealing, Party, Profile
from lienthong.spine import clock
from lienthong.spine.actor import Actor
from lienthong.spine.ledger.actions import record
from lienthong.spine.ledger.rules import Json
from lienthong.spine.text import clean


def held(party: int) -> Party:
    """The party, held until the transaction ends, so that changes to it come one after another.

    Raises UnknownParty.
    """
    found = Party.objects.select_for_update(no_key=True).filter(pk=party).first()
    if found is None:
        raise UnknownParty
    return found


def profile_now(party: Party) -> Profile:
    """The profile that nobody ended: every party has one from its registration on."""
    return Profile.objects.standing().get(party=party)


def day_of(at: datetime) -> date:
    return clock.local(at).date()


def reason_of(text: str) -> str:
    """The cleaned reason. Raises ReasonMissing."""
    if not (reason := clean(text)):
        raise ReasonMissing
    return reason


def meet(party: Party, *, by: Actor, at: datetime) -> None:
    """The agency whose hat is worn has dealt with the party from now on."""
    if by.agency:
        Dealing.objects.bulk_create(
            [Dealing(party=party, agency_id=by.agency, recorded_at=at, recorded_by=by.account)],
            ignore_conflicts=True,
        )


def hold_keys(keys: list[bytes]) -> None:
    """Whoever works with one of these numbers or names waits; one order for all, so nobody waits in a circle."""
    numbers = sorted(int.from_bytes(key[:8], signed=True) for key in set(keys))
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(key) FROM unnest(%s::bigint[]) key", [numbers])


def tell(verb: str, party: int, *, by: Actor, at: datetime, **details: Json) -> None:
    """The last deed of an action: one ledger row, in which no personal data stand."""
    record(
        by=by,
        verb=f"parties.{verb}",
        subject=f"party:{party}",
        agency=by.agency or settings.LIENTHONG_PROVINCE,
        at=at,
        details=details,
    )
