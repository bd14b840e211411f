"""What happened to a duty, told as sentences that people read: who did what, how early or late, in whose words.

One sentence is one message of the catalogue; its ``|`` parts who did what from the rest, and is never shown.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final, Literal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from lienthong.domain.organisations.queries import get_tree
from lienthong.domain.plans.queries import HappeningRow, ObligationRow
from lienthong.domain.plans.rules.standing import Event, Stand, State, Terms, Verb, apply, begin
from lienthong.spine import clock
from lienthong.spine.calendar.queries import Almanac, Calendar, almanac

type Tone = Literal["past", "returned", "late", "paused"]

PLATFORM: Final = "platform"
LONG_NAME: Final = 60
QUARTERS: Final = ("I", "II", "III", "IV")


class Workdays:
    """Working days at agencies as a day knew them; the almanac and the tree of agencies are read once, when needed."""

    def __init__(
        self, as_of: date, known: datetime | None = None, parents: Mapping[str, str] | None = None
    ) -> None:
        self._as_of, self._known, self._parents = as_of, known, parents
        self._almanac: Almanac | None = None
        self._scopes: frozenset[str] = frozenset()
        self._calendars: dict[tuple[str, ...], Calendar] = {}

    def between(self, agency: str, after: date, until: date) -> int:
        """Working days later than ``after`` up to ``until``; negative when ``until`` is the earlier one."""
        if until < after:
            return -self.between(agency, until, after)
        calendar = self._calendar(agency)
        return sum(
            bisect_right(days, until.toordinal()) - bisect_right(days, after.toordinal())
            for days in (calendar.year(year).days for year in range(after.year, until.year + 1))
        )

    def _calendar(self, agency: str) -> Calendar:
        """Agencies whose places have no hours of their own share one; the tree is read only where some have."""
        if self._almanac is None:
            self._almanac = almanac(known=self._known)
            self._scopes = frozenset(hours.scope for hours in self._almanac.hours) - {""}
        places = self._places(agency) if self._scopes else ()
        own = tuple(place for place in places if place in self._scopes)
        if own not in self._calendars:
            self._calendars[own] = self._almanac.calendar(*own)
        return self._calendars[own]

    def _places(self, agency: str) -> Iterable[str]:
        """The agency and its superiors, nearest first."""
        if self._parents is None:
            tree = get_tree(self._as_of, self._known)
            self._parents = {row.agency.code: row.agency.parent for row in tree}
        seen: list[str] = []
        while agency and agency not in seen:
            seen.append(agency)
            agency = self._parents.get(agency, "")
        return seen


@dataclass(frozen=True, slots=True)
class Told:
    """``deed`` says who did what (shown in bold), ``rest`` goes on to the full stop; ``quote`` is verbatim."""

    happening: HappeningRow
    duty: ObligationRow
    deed: str
    rest: str
    quote: str = ""
    hint: str = ""
    tone: Tone = "past"

    @property
    def sentence(self) -> str:
        return self.deed + self.rest


@dataclass(frozen=True, slots=True)
class Scene:
    """One event between what was and what is after it; ``again`` when it was handed in before."""

    row: HappeningRow
    duty: ObligationRow
    before: Stand
    after: Stand
    again: bool
    teller: "Teller"

    @property
    def data(self) -> dict[str, Any]:
        return self.row.data

    @property
    def day(self) -> str:
        """The day that the event speaks of."""
        return write_day(self.data["due"])


@dataclass(frozen=True, slots=True)
class Teller:
    """``names`` of agencies by code, ``people`` by account; whoever is missing is called by the code.

    ``says_whose``: the stories of several agencies stand together, so a duty is called by its agency too.
    """

    names: Mapping[str, str]
    workdays: Workdays
    people: Mapping[str, str] = field(default_factory=dict)
    says_whose: bool = False

    def tell(self, happenings: Sequence[HappeningRow], duties: Iterable[ObligationRow]) -> list[Told]:
        """A sentence for each happening, in the order given. ``happenings`` holds the whole story of each duty."""
        laid = {duty.id: duty for duty in duties}
        scenes = {scene.row.id: scene for scene in self._scenes(happenings, laid)}
        return [_told(scenes[row.id]) for row in happenings if row.id in scenes]

    def _scenes(self, happenings: Iterable[HappeningRow], laid: Mapping[int, ObligationRow]) -> list[Scene]:
        stands: dict[int, Stand] = {}
        handed_in: dict[int, bool] = defaultdict(bool)
        scenes = []
        for row in sorted(happenings, key=lambda row: (row.occurred_at, row.id)):
            duty = laid.get(row.obligation)
            if duty is None:
                continue
            before = stands.get(duty.id) or _begun(duty, row.occurred_at)
            after = stands[duty.id] = apply(before, Event(row.verb, row.occurred_at, row.data))
            scenes.append(Scene(row, duty, before, after, handed_in[duty.id], self))
            handed_in[duty.id] |= row.verb == Verb.SUBMITTED
        return scenes

    def name(self, code: str) -> str:
        return self.names.get(code, code)

    def person(self, account: str) -> str:
        return self.people.get(account, account)

    def margin(self, agency: str, due: date | None, on: date | None) -> str:
        """“2 working days early”, “on its day”; empty where there is no day to compare with."""
        if due is None or on is None:
            return ""
        days = self.workdays.between(agency, due, on)
        if on <= due:
            early = ngettext("%(count)s working day early", "%(count)s working days early", -days)
            return early % {"count": -days} if days else _("on its due day")
        return say_late(max(days, 1))


def say_late(days: int) -> str:
    return ngettext("%(count)s working day late", "%(count)s working days late", days) % {"count": days}


def _begun(duty: ObligationRow, at: datetime) -> Stand:
    return begin(Terms(duty.laid_on, duty.first_due, max(len(duty.outputs), 1), at))


def agencies_told(happenings: Iterable[HappeningRow], duties: Iterable[ObligationRow]) -> set[str]:
    """The codes of every agency that the sentences will name."""
    codes = {code for duty in duties for code in (duty.agency, duty.laid_on)}
    for row in happenings:
        codes |= {row.agency, row.data.get("to", "")}
    return codes - {""}


def people_told(happenings: Iterable[HappeningRow], duties: Iterable[ObligationRow]) -> set[str]:
    accounts = {account for duty in duties for account in (duty.head, duty.focal)}
    for row in happenings:
        accounts |= {row.data.get("head", ""), row.data.get("focal", "")}
    return accounts - {""}


def write_day(iso: str) -> str:
    return f"{date.fromisoformat(iso):%d/%m/%Y}" if iso else ""


def name_duty(duty: ObligationRow) -> str:
    """What is owed inside a sentence: its first letter small unless an abbreviation begins it, its period named.

    Of a long name the first of its parts.
    """
    words = duty.title.rstrip(" .;")
    if len(words) > LONG_NAME:
        words = words.split(";")[0].rstrip()
    if len(words) > 1 and words[1].islower():
        words = words[0].lower() + words[1:]
    return f"{words} {period}" if (period := name_period(duty)) else words


def name_period(duty: ObligationRow) -> str:
    """“quarter III”, “September”, “first half”: which occurrence of a recurring duty; empty for others."""
    if duty.kind != "recurring" or duty.start is None or duty.first_due is None:
        return ""
    return say_period(duty.start, duty.first_due)


def say_period(start: date, end: date) -> str:
    months = (end.year - start.year) * 12 + end.month - start.month + 1
    if start.day != 1 or (months > 1 and (start.month - 1) % months):
        return f"{start:%d/%m}–{end:%d/%m/%Y}"
    match months:
        case 1:
            return _("month %(month)s") % {"month": start.month}
        case 3:
            return _("quarter %(quarter)s") % {"quarter": QUARTERS[start.month // 3]}
        case 6:
            return _("first half of the year") if start.month == 1 else _("second half of the year")
        case 12:
            return _("year %(year)s") % {"year": start.year}
    return f"{start:%d/%m}–{end:%d/%m/%Y}"


def _told(scene: Scene) -> Told:
    deed, rest = _SENTENCES[Verb(scene.row.verb)](scene)
    return Told(
        scene.row,
        scene.duty,
        deed,
        rest,
        quote=_quote(scene),
        hint=_hint(scene),
        tone=_TONES.get(Verb(scene.row.verb), "past"),
    )


_TONES: dict[Verb, Tone] = {
    Verb.RETURNED: "returned",
    Verb.REOPENED: "returned",
    Verb.ESCALATED: "late",
    Verb.EXCUSED: "paused",
    Verb.DROPPED: "paused",
}


def _quote(scene: Scene) -> str:
    """The words of who acted: a reason, an explanation. What was handed in answers for itself (see ``_hint``)."""
    return str(scene.data.get("reason") or scene.data.get("text") or "")


def _hint(scene: Scene) -> str:
    note = scene.data.get("note", "")
    if not note:
        return ""
    template = _("Answers what it was returned for: “%(note)s”") if scene.again else _("With it: “%(note)s”")
    return template % {"note": note}


def _say(scene: Scene, message: str, **words: object) -> tuple[str, str]:
    """The message in the language at hand, parted at its ``|`` before any name could bring one in."""
    deed, _bar, rest = _(message).partition("|")
    filled = {"who": _who(scene), "what": _what(scene), **words}
    return deed % filled, rest % filled


def _what(scene: Scene) -> str:
    """The duty; of which agency, where several stand together and another one acts."""
    what, agency = name_duty(scene.duty), scene.before.agency
    if not scene.teller.says_whose or scene.row.agency == agency:
        return what
    return _("%(what)s of %(agency)s") % {"what": what, "agency": scene.teller.name(agency)}


def _who(scene: Scene) -> str:
    """The agency whose hat was worn; the platform calls itself the system."""
    row = scene.row
    return _("The system") if row.account == PLATFORM or not row.agency else scene.teller.name(row.agency)


def _assigned(scene: Scene) -> tuple[str, str]:
    head, focal = (scene.teller.person(scene.data.get(part, "")) for part in ("head", "focal"))
    if head and focal:
        message = gettext_noop("%(who)s names|: %(head)s answers for %(what)s, %(focal)s sees to it.")
    elif head:
        message = gettext_noop("%(who)s names|: %(head)s answers for %(what)s.")
    elif focal:
        message = gettext_noop("%(who)s names|: %(focal)s sees to %(what)s.")
    else:
        message = gettext_noop("%(who)s takes %(what)s| off the person named for it.")
    return _say(scene, message, head=head, focal=focal)


def _submitted(scene: Scene) -> tuple[str, str]:
    last = max(date.fromisoformat(one["on"]) for one in scene.data["documents"])
    margin = scene.teller.margin(scene.before.agency, scene.before.due, last)
    if scene.again:
        message = gettext_noop("%(who)s hands in again| %(what)s.")
    elif margin:
        message = gettext_noop("%(who)s hands in| %(what)s, %(margin)s.")
    else:
        message = gettext_noop("%(who)s hands in| %(what)s.")
    return _say(scene, message, margin=margin)


def _returned(scene: Scene) -> tuple[str, str]:
    if scene.data.get("again_by"):
        message = gettext_noop("%(who)s returns it|, to be handed in again before %(day)s.")
        return _say(scene, message, day=write_day(scene.data["again_by"]))
    return _say(scene, gettext_noop("%(who)s returns it|, to be handed in again."))


def _accepted(scene: Scene) -> tuple[str, str]:
    stand = scene.after
    if stand.state == State.PART_DONE:
        left = stand.asked - len(stand.met)
        return _say(
            scene, gettext_noop("%(who)s accepts| a part of %(what)s; %(left)s more is owed."), left=left
        )
    if scene.data.get("on_time"):
        return _say(scene, gettext_noop("%(who)s accepts| %(what)s as done on time."))
    margin = scene.teller.margin(stand.agency, stand.due, stand.evidence_on)
    if stand.on_time:
        return _say(scene, gettext_noop("%(who)s accepts| %(what)s: done on time."))
    return _say(scene, gettext_noop("%(who)s accepts| %(what)s: done %(margin)s."), margin=margin)


def _dated(scene: Scene) -> tuple[str, str]:
    basis = scene.data.get("basis", "")
    message = gettext_noop("%(who)s sets the due day| of %(what)s: %(day)s, by %(basis)s.")
    return _say(scene, message, day=scene.day, basis=basis)


def _granted(scene: Scene) -> tuple[str, str]:
    return _say(
        scene, gettext_noop("%(who)s grants an extension|: %(what)s is now due %(day)s."), day=scene.day
    )


def _asked(scene: Scene) -> tuple[str, str]:
    message = gettext_noop("%(who)s asks for an extension| of %(what)s until %(day)s.")
    return _say(scene, message, day=scene.day)


def _handed_over(scene: Scene) -> tuple[str, str]:
    giver, taker = scene.teller.name(scene.before.agency), scene.teller.name(scene.data["to"])
    message = gettext_noop("%(taker)s takes over| %(what)s from %(giver)s.")
    return _say(scene, message, giver=giver, taker=taker, what=name_duty(scene.duty))


def _dropped(scene: Scene) -> tuple[str, str]:
    decision = scene.data.get("decision", "")
    if decision:
        message = gettext_noop("Decision %(decision)s drops| %(what)s from the plan.")
    else:
        message = gettext_noop("A new version of the plan drops| %(what)s.")
    return _say(scene, message, decision=decision)


def _reminded(scene: Scene) -> tuple[str, str]:
    agency, due = scene.before.agency, scene.before.due
    named = {"agency": scene.teller.name(agency), "what": name_duty(scene.duty)}
    if due is None:
        return _say(scene, gettext_noop("%(who)s reminds| %(agency)s of %(what)s."), **named)
    ahead = scene.teller.workdays.between(agency, clock.local(scene.row.occurred_at).date(), due)
    if ahead < 0:
        message = gettext_noop("%(who)s urges| %(agency)s for %(what)s, %(late)s.")
    else:
        message = gettext_noop("%(who)s reminds| %(agency)s of %(what)s, due %(day)s.")
    return _say(scene, message, **named, late=say_late(-ahead), day=f"{due:%d/%m/%Y}")


def _escalated(scene: Scene) -> tuple[str, str]:
    number = scene.data.get("number", "")  # of a letter that was issued, not only drafted
    message = _ISSUED if number else _RUNGS.get(str(scene.data.get("rung", "")), _RUNGS[""])
    agency = scene.teller.name(scene.before.agency)
    return _say(scene, message, agency=agency, what=name_duty(scene.duty), number=number)


_ISSUED = gettext_noop("%(who)s urges by letter %(number)s| %(agency)s for %(what)s.")


_RUNGS = {
    "FOCAL": gettext_noop("%(who)s tells the focal official| of %(agency)s that %(what)s is late."),
    "HEAD": gettext_noop("%(who)s tells the head| of %(agency)s that %(what)s is late."),
    "LETTER": gettext_noop("%(who)s drafts a letter of urging| to %(agency)s for %(what)s."),
    "COMMITTEE": gettext_noop("%(who)s tells the People's Committee| that %(agency)s is late with %(what)s."),
    "": gettext_noop("%(who)s tells the superiors| of %(agency)s that %(what)s is late."),
}


def _plain(message: str) -> Callable[[Scene], tuple[str, str]]:
    return lambda scene: _say(scene, message)


_SENTENCES: dict[Verb, Callable[[Scene], tuple[str, str]]] = {
    Verb.ASSIGNED: _assigned,
    Verb.SUBMITTED: _submitted,
    Verb.TAKEN_BACK: _plain(gettext_noop("%(who)s takes back| what it handed in for %(what)s.")),
    Verb.RETURNED: _returned,
    Verb.ACCEPTED: _accepted,
    Verb.REOPENED: _plain(gettext_noop("%(who)s takes its acceptance back|: %(what)s is owed again.")),
    Verb.DATED: _dated,
    Verb.EXTENSION_ASKED: _asked,
    Verb.EXTENSION_GRANTED: _granted,
    Verb.EXTENSION_REFUSED: _plain(gettext_noop("%(who)s refuses the extension| of %(what)s.")),
    Verb.EXCUSED: _plain(gettext_noop("%(who)s excuses| %(what)s: it does not apply.")),
    Verb.RESTORED: _plain(gettext_noop("%(who)s says that %(what)s| applies after all.")),
    Verb.HANDED_OVER: _handed_over,
    Verb.DROPPED: _dropped,
    Verb.REMINDED: _reminded,
    Verb.ESCALATED: _escalated,
    Verb.EXPLAINED: _plain(gettext_noop("%(who)s says why| %(what)s is late.")),
}


def say_done_about(duty: ObligationRow, happenings: Sequence[HappeningRow]) -> str:
    """In a few words what became of a duty, or what was done about it: “Reminded 3 times, no answer yet”."""
    if duty.state == State.SUBMITTED and duty.submitted_at:
        words = _("Handed in on %(day)s, to be accepted")
        return words % {"day": f"{clock.local(duty.submitted_at):%d/%m/%Y}"}
    if duty.state == State.DONE and duty.evidence_on and duty.accepted_at:
        words = _("Document of %(day)s, accepted on %(accepted)s")
        accepted = f"{clock.local(duty.accepted_at):%d/%m/%Y}"
        return words % {"day": f"{duty.evidence_on:%d/%m/%Y}", "accepted": accepted}
    first, *others = [*_asked_or_returned(duty, happenings), *_urged(happenings), _("Not handed in yet")]
    if not others:
        return first
    return "; ".join([first, *(words[:1].lower() + words[1:] for words in others[:-1])])


def _asked_or_returned(duty: ObligationRow, happenings: Sequence[HappeningRow]) -> list[str]:
    if duty.extension:
        words = _("Extension until %(day)s asked, not decided")
        return [words % {"day": f"{duty.extension:%d/%m/%Y}"}]
    times = _times(happenings, Verb.RETURNED)
    if duty.state == State.RETURNED and times:
        words = ngettext(
            "Returned %(count)s time, not handed in again",
            "Returned %(count)s times, not handed in again",
            times,
        )
        return [words % {"count": times}]
    if duty.state == State.PART_DONE:
        left = max(len(duty.outputs), 1) - len(duty.met)
        return [
            ngettext("%(count)s product is still owed", "%(count)s products are still owed", left)
            % {"count": left}
        ]
    return []


def _urged(happenings: Sequence[HappeningRow]) -> list[str]:
    said = []
    if times := _times(happenings, Verb.REMINDED):
        said.append(ngettext("Reminded %(count)s time", "Reminded %(count)s times", times) % {"count": times})
    if _times(happenings, Verb.ESCALATED):
        said.append(_("superiors were told"))
    if _times(happenings, Verb.EXPLAINED):
        said.append(_("the cause was given"))
    return said


def _times(happenings: Sequence[HappeningRow], verb: Verb) -> int:
    return sum(row.verb == verb for row in happenings)
