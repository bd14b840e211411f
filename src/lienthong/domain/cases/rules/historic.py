"""An old case as another system told it, and the events that it stands for here; refused when they contradict."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from lienthong.domain.cases.errors import HistoryUnfit, OrderUnfit
from lienthong.domain.cases.rules.moves import Verb
from lienthong.domain.cases.rules.standing import Event, Stand, allows, apply, begin
from lienthong.domain.cases.rules.vocabulary import Channel, ReturnBy

BEGINNINGS: Final = frozenset({Verb.FILED, Verb.RECEIVED})
TOLD: Final = frozenset(
    {
        Verb.FILED,
        Verb.RECEIVED,
        Verb.TURNED_AWAY,
        Verb.HANDED_OVER,
        Verb.SUPPLEMENT_ASKED,
        Verb.SUPPLEMENT_RECEIVED,
        Verb.PAUSED,
        Verb.RESUMED,
        Verb.PUT_TO_SIGN,
        Verb.SIGNED,
        Verb.BROUGHT,
        Verb.GIVEN,
        Verb.WITHDRAWN,
        Verb.DENIED,
        Verb.STOPPED,
    }
)
"""What another system can tell of; the rest exists only where somebody here did it."""

_BETWEEN: Final = {
    Verb.PAUSED: (Verb.HANDED_OVER,),
    Verb.SIGNED: (Verb.PUT_TO_SIGN,),
    Verb.DENIED: (Verb.PUT_TO_SIGN,),
    Verb.GIVEN: (Verb.BROUGHT,),
}
"""Moves that old systems do not tell apart from the one that follows: they are taken to have happened with it."""


_DATED: Final = frozenset({Verb.RECEIVED, Verb.SUPPLEMENT_RECEIVED, Verb.RESUMED})


@dataclass(frozen=True, slots=True)
class OldAct:
    """``row`` is the line of the file that tells it; ``due_at`` the day that was promised then, if it says so."""

    verb: Verb
    at: datetime
    row: int
    agency: str = ""
    due_at: datetime | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class OldCase:
    """``row`` is the first line that speaks of it; acts are in the order of time."""

    row: int
    number: str
    agency: str
    procedure: str
    applicant: str
    channel: Channel
    acts: tuple[OldAct, ...]
    name: str = ""
    field: str = ""
    identity: str = ""
    phone: str = ""
    content: str = ""
    return_by: ReturnBy = ReturnBy.COUNTER

    @property
    def received(self) -> OldAct | None:
        return next((act for act in self.acts if act.verb is Verb.RECEIVED), None)


@dataclass
class Telling:
    """Tells an old case by the table of moves, one act after another."""

    case: OldCase
    events: list[Event] = field(default_factory=list)
    stand: Stand | None = None
    legal: Mapping[str, Any] | None = None

    def tell(self, due: Mapping[str, Any] | None) -> Sequence[Event]:
        """``due`` is the legal day at the receipt, where the file says none. Raises HistoryUnfit, OrderUnfit."""
        for act in self.case.acts:
            if self.stand is None and act.verb not in BEGINNINGS:
                raise HistoryUnfit(row=act.row, verb=act.verb)
            for verb in _BETWEEN.get(act.verb, ()):
                if self.stand and not allows(act.verb, self.stand) and allows(verb, self.stand):
                    self._add(verb, act, None)
            self._add(act.verb, act, due)
        return self.events

    def _add(self, verb: Verb, act: OldAct, due: Mapping[str, Any] | None) -> None:
        if self.stand and not allows(verb, self.stand):
            raise OrderUnfit(row=act.row, verb=act.verb, state=self.stand.state)
        event = Event(verb, act.at, self._data(verb, act, due))
        self.stand = apply(self.stand, event) if self.stand else begin(event)
        self.events.append(event)

    def _data(self, verb: Verb, act: OldAct, due: Mapping[str, Any] | None) -> dict[str, Any]:
        data: dict[str, Any] = {"old": True}
        if act.reason:
            data["reason"] = act.reason
        if verb in _DATED and (legal := self._legal(verb, act, due)):
            self.legal = data["due"] = dict(legal)
        return data | self._place(verb, act)

    def _legal(self, verb: Verb, act: OldAct, due: Mapping[str, Any] | None) -> Mapping[str, Any] | None:
        """What the file says, else what is counted at the receipt; a wait without another day keeps the one before."""
        if act.due_at:
            return {"due": act.due_at.isoformat(), "rule": "", "explanation": "Ngày hẹn của hệ thống cũ."}
        return due if verb is Verb.RECEIVED else self.legal

    def _place(self, verb: Verb, act: OldAct) -> dict[str, Any]:
        owner = self.case.agency
        match verb:
            case Verb.FILED:
                return {"agency": owner}
            case Verb.RECEIVED:
                return {"agency": owner, "step": 1, "holder": "", "step_due": None, "papers": []}
            case Verb.HANDED_OVER:
                return {"agency": act.agency or owner, "done": 1, "holder": ""}
            case Verb.SUPPLEMENT_ASKED:
                return {
                    "items": [],
                    "papers_asked": [],
                    "round": (self.stand.rounds if self.stand else 0) + 1,
                }
            case Verb.BROUGHT:
                return {"agency": owner, "holder": ""}
            case Verb.GIVEN:
                return {"to": self.case.applicant, "way": self.case.return_by.value}
            case _:
                return {}
