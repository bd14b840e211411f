"""Plays stories of a simulation by the room's own rules: each act's particulars are those that its action writes.

Nothing here decides anything: the story says what was chosen and when, the actions' own functions say what follows.
What a province's year asks a million times (calendars, units, paths) is read once.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache
from typing import Any, Final
from uuid import NAMESPACE_URL, uuid5

from django.conf import settings
from django.db import transaction

from lienthong.domain.cases import models as m
from lienthong.domain.cases.actions.branching import side_done
from lienthong.domain.cases.actions.common import Held, said
from lienthong.domain.cases.actions.ending import brought, given, reappointed
from lienthong.domain.cases.actions.filling import Said, Whole, fill
from lienthong.domain.cases.actions.handling import handed_over, sent_back, signed, submitted
from lienthong.domain.cases.actions.receiving import filed, first
from lienthong.domain.cases.actions.waiting import asked, brought_in, paused, resumed
from lienthong.domain.cases.queries.playing import PlayedClocks, World
from lienthong.domain.cases.queries.simulation import SUBJECT, VERB
from lienthong.domain.cases.rules.invented import SIGN
from lienthong.domain.cases.rules.moves import Verb
from lienthong.domain.cases.rules.numbers import write_number
from lienthong.domain.cases.rules.standing import Event, Stand, allows, apply, begin
from lienthong.domain.cases.rules.stories import Act, Story
from lienthong.domain.parties import actions as parties
from lienthong.spine.actor import Actor, platform
from lienthong.spine.clock import ZONE
from lienthong.spine.ledger.actions import record
from lienthong.spine.ledger.rules import Json
from lienthong.spine.numbering.queries import BookKey, last_of
from lienthong.spine.place.mode import number_sign

type Told = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Role:
    """One person of each agency does what this role does; invented, and nobody can sign in as them."""

    code: str
    title: str


CLERK: Final = Role("motcua", "Công chức Một cửa (mô phỏng)")
OFFICER: Final = Role("chuyenvien", "Chuyên viên (mô phỏng)")
PORTAL: Final = platform("simulation")
LEADER: Final = Role("lanhdao", "Lãnh đạo (mô phỏng)")
NAMES: Final = ("An", "Bình", "Chi", "Dũng", "Giang", "Hạnh", "Khoa", "Lan", "Minh", "Nhung", "Phước", "Tâm")

_BY: Final = {
    Verb.SIGNED: LEADER,
    Verb.DENIED: LEADER,
    Verb.STOPPED: LEADER,
    Verb.REAPPOINTED: LEADER,
    Verb.SENT_BACK: LEADER,
} | dict.fromkeys(
    (Verb.TAKEN, Verb.PAUSED, Verb.RESUMED, Verb.SUPPLEMENT_ASKED, Verb.SIDE_DONE), OFFICER
)  # fmt: skip
"""Who does it where the case lies; everything else is done by the counter, or at whatever step it lies."""
_ALONG: Final = frozenset({Verb.HANDED_OVER, Verb.PUT_TO_SIGN})


@lru_cache(maxsize=4_096)
def person(agency: str, role: Role) -> Actor:
    name = f"Mô phỏng {NAMES[sum(map(ord, agency + role.code)) % len(NAMES)]}"
    return Actor(
        account=f"{SIGN}{role.code}.{agency}",
        name=name,
        agency=agency,
        position=role.title,
        origin="simulation",
    )


@dataclass
class Player:
    """Plays one story: the case as it goes, and what was said of it so far. Acts later than ``until`` never happen."""

    world: World
    story: Story
    case: m.Case
    places: Counter[tuple[str, date]]
    stand: Stand | None = None
    events: list[Event] = field(default_factory=list)
    said: list[Said] = field(default_factory=list)

    def play(self, until: datetime) -> Whole:
        for act in self.story.acts:
            at = act.at.replace(tzinfo=ZONE)
            if at > until:
                break
            self._play(act, at)
        return Whole(self.case, self.said)

    def _play(self, act: Act, at: datetime) -> None:
        verb = Verb(act.verb)
        if self.stand and not allows(verb, self.stand):
            raise ValueError(f"{self.story}: {verb} at {at} cannot follow {self.stand.state}")
        by = self._by(verb, act)
        held = self._held(by, at)
        if verb is Verb.RECEIVED:
            self._number(at)
        event = Event(verb, at, _PLAYED[verb](held, act.chosen))
        self.stand = apply(self.stand, event) if self.stand else begin(event)
        self.events.append(event)
        self.said.append(Said(event, by, at))

    def _by(self, verb: Verb, act: Act) -> Actor:
        owner, stand = self.case.owner, self.stand
        if verb is Verb.FILED:
            return PORTAL
        if stand is None or (verb not in _BY and verb not in _ALONG):
            return person(owner, CLERK)
        if verb is Verb.SIDE_DONE:
            opened = [side for event in self.events for side in event.data.get("sides", ())]
            return person(
                next(s["agency"] for s in reversed(opened) if s["step"] == act.chosen["side"]), OFFICER
            )
        if verb in _ALONG:
            return person(stand.agency, CLERK if stand.step == 1 else OFFICER)
        return person(stand.agency, _BY[verb])

    def _held(self, by: Actor, at: datetime) -> Held:
        """As ``hold`` gives it, of what was read once."""
        held = Held(self.case, by, at, self.events)
        read = {
            "handling": self.world.handlings[self.story.procedure],
            "clocks": PlayedClocks(at, self.world),
            "units": self.world.units,
            "home": self.world.home(self.case.owner),
        }
        held.__dict__.update(read, **({"stand": self.stand} if self.stand else {}))
        return held

    def _number(self, at: datetime) -> None:
        case, day = self.case, at.date()
        self.places[case.owner, day] += 1
        case.day, case.place = day, self.places[case.owner, day]
        written = write_number(self.world.codes(case.owner, day), case.owner, day, case.place)
        case.number = number_sign(".") + written


def _reason(_held: Held, chosen: Mapping[str, Any]) -> Told:
    return {"reason": said(chosen["reason"])}


def _ended(held: Held, chosen: Mapping[str, Any]) -> Told:
    return {"reason": said(chosen["reason"]), "document": "", **held.share()}


def _papers(held: Held) -> list[int]:
    return [place for place, paper in enumerate(held.handling.papers, 1) if paper.required]


_PLAYED: Final[dict[Verb, Callable[[Held, Mapping[str, Any]], Told]]] = {
    Verb.FILED: lambda held, _: filed(held, _papers(held)),
    Verb.RECEIVED: lambda held, _: first(held, held.handling, _papers(held), holder=held.by.account),
    Verb.TURNED_AWAY: _reason,
    Verb.WITHDRAWN: _reason,
    Verb.TAKEN: lambda held, _: {"holder": held.by.account},
    Verb.HANDED_OVER: lambda held, chosen: handed_over(held, commune=chosen.get("commune", "")),
    Verb.SENT_BACK: lambda held, chosen: sent_back(held, step=chosen["step"], reason=chosen["reason"]),
    Verb.SUPPLEMENT_ASKED: lambda held, chosen: asked(
        held, items=[chosen["reason"]], reason=chosen["reason"]
    ),
    Verb.SUPPLEMENT_RECEIVED: lambda held, _: brought_in(held),
    Verb.PAUSED: lambda held, chosen: paused(held, reason=chosen["reason"]),
    Verb.RESUMED: lambda held, _: resumed(held),
    Verb.SIDE_DONE: lambda held, chosen: side_done(held, chosen["side"]),
    Verb.PUT_TO_SIGN: lambda held, _: submitted(held),
    Verb.SIGNED: lambda held, chosen: signed(held, document=chosen["document"]),
    Verb.DENIED: _ended,
    Verb.STOPPED: _ended,
    Verb.BROUGHT: lambda held, _: brought(held),
    Verb.GIVEN: lambda held, _: given(held),
    Verb.REAPPOINTED: lambda held, chosen: reappointed(
        held, on=date.fromisoformat(chosen["on"]), reason=chosen["reason"]
    ),
}


@dataclass(frozen=True, slots=True)
class Run:
    """Which simulation; ``journal`` is the digest of its file, ``until`` the moment at which it stops."""

    name: str
    journal: str
    until: datetime


def play(
    world: World, stories: Sequence[tuple[int, Story]], run: Run, people: Mapping[tuple[str, int], int]
) -> Iterator[Whole]:
    """Stories with their places in the journal, in the order in which they were received. Nothing is written.

    ``people`` are the parties, by agency and person.
    """
    places = _places(stories)
    for number, story in stories:
        case = _case(world, story, f"{run.name}:{number}")
        case.applicant_id = people[story.agency, story.person]
        yield Player(world, story, case, places).play(run.until)


@transaction.atomic
def play_batch(*, run: Run, batch: int, stories: Sequence[tuple[int, Story]], world: World, by: Actor) -> int:
    """Writes the stories of some whole agencies with the people in them; one line in the ledger. How many cases."""
    people = _enter([story for _, story in stories], by=by)
    cases = fill(play(world, stories, run, people))
    details: dict[str, Json] = {"run": run.name, "journal": run.journal, "batch": batch, "cases": cases}
    agency = settings.LIENTHONG_PROVINCE
    record(by=by, verb=VERB, subject=SUBJECT, agency=agency, at=run.until, details=details)
    return cases


def _places(stories: Sequence[tuple[int, Story]]) -> Counter[tuple[str, date]]:
    """Where the books of these agencies stand before anything is played: at nought, unless others use them."""
    books = {
        BookKey(story.agency, f"cases {act.at.date().isoformat()}"): (story.agency, act.at.date())
        for _, story in stories
        for act in story.acts
        if act.verb == Verb.RECEIVED
    }
    return Counter({books[book]: last for book, last in last_of(books).items()})


def _case(world: World, story: Story, key: str) -> m.Case:
    handling, began = world.handlings[story.procedure], story.acts[0].at.replace(tzinfo=ZONE)
    return m.Case(
        key=uuid5(NAMESPACE_URL, f"lienthong:simulation:{key}"),
        version_id=handling.version,
        procedure=handling.code,
        title=handling.name,
        field=handling.field,
        content=story.content,
        owner=story.agency,
        channel=story.channel,
        return_by=story.return_by,
        applicant_name=story.name,
        occurred_at=began,
        recorded_at=began,
    )


def _enter(stories: Sequence[Story], *, by: Actor) -> dict[tuple[str, int], int]:
    """The applicants' parties, each entered once. They have no numbers: none is made up."""
    faces = {(story.agency, story.person): story for story in reversed(stories)}
    drafts = [(story.agency, parties.Draft(name=story.name)) for story in faces.values()]
    at = min(story.acts[0].at for story in stories).replace(tzinfo=ZONE)
    return dict(zip(faces, parties.enter_all(drafts=drafts, by=by, at=at), strict=True))
