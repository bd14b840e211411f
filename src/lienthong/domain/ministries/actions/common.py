"""What several verbs share: an entry that is there or made, its trace, a difference that settles itself."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import Q

from lienthong.domain.cases.queries import State
from lienthong.domain.ministries import models as m
from lienthong.domain.ministries.rules.vocabulary import Answer, Deed, Kind, Ours
from lienthong.spine.actor import Actor

ITSELF: Final = "Hai bên đã khớp."
"""The explanation of what settled itself."""


_RESULT: Final = frozenset({State.SIGNED, State.READY, State.GIVEN})
_NOTHING: Final = frozenset({State.WITHDRAWN, State.STOPPED, State.DENIED, State.TURNED_AWAY})


def ours_of(state: State) -> Ours:
    if state in _RESULT:
        return Ours.RESULT
    return Ours.NOTHING if state in _NOTHING else Ours.OPEN


@dataclass(frozen=True, slots=True)
class Act:
    """Who does something when, by which file."""

    by: Actor
    at: datetime
    batch: m.Batch | None = None


def trace(
    entry: m.Entry, deed: Deed, act: Act, *, before: str = "", status: str = "", reason: str = ""
) -> m.Trace:
    """Of an entry as it stands now; not saved."""
    return m.Trace(
        entry=entry,
        deed=deed.value,
        number=entry.number,
        before=before,
        status=status,
        reason=reason[:500],
        batch=act.batch,
        recorded_at=act.at,
        account=act.by.account,
        name=act.by.name,
    )


def settle_all_themselves(entries: Sequence[m.Entry], act: Act, *kinds: Kind) -> None:
    """Of these, and of their numbers as ones that nobody knew: both sides say the same now."""
    open_ = m.Difference.objects.filter(settled_at=None)
    ours = Q(entry__in=[one.pk for one in entries], kind__in=[kind.value for kind in kinds])
    theirs = Q(
        kind=Kind.UNKNOWN.value,
        there__in=[one.number for one in entries if one.number],
        system__in={one.system_id for one in entries},
        agency__in={place for one in entries for place in (one.owner, one.seat)},
    )
    open_.filter(ours | theirs).update(
        answer=Answer.ITSELF.value,
        explanation=ITSELF,
        settled_at=act.at,
        settled_by=act.by.account,
        settler=act.by.name,
    )
