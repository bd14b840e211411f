"""What happened to a case, told as sentences: who did what, where it went, in whose words, on which share of the time.

One sentence is one message of the catalogue; its ``|`` parts who did what from the rest, and is never shown.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final, Literal

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from lienthong.domain.cases.queries import (
    RETURN_LABELS,
    STATE_LABELS,
    HappeningRow,
    ReturnBy,
    State,
    Status,
    Verb,
)
from lienthong.spine import clock
from lienthong.spine.calendar.rules.wording import WEEKDAYS

type Tone = Literal["past", "returned", "late", "paused"]
PLATFORM: Final = "platform"
HOUR, DAY = 3_600, 8 * 3_600


@dataclass(frozen=True, slots=True)
class Told:
    """``deed`` says who did what (shown in bold), ``rest`` goes on to the full stop; ``quote`` is verbatim."""

    happening: HappeningRow
    deed: str
    rest: str
    quote: str = ""
    hint: str = ""
    tone: Tone = "past"

    @property
    def sentence(self) -> str:
        return self.deed + self.rest


@dataclass(frozen=True)
class Names:
    """``steps`` by row, ``agencies`` and ``people`` by code and account, ``papers`` by place."""

    steps: Mapping[int, str]
    agencies: Mapping[str, str]
    people: Mapping[str, str]
    papers: Mapping[int, str]

    def step(self, data: Mapping[str, Any]) -> str:
        row = int(data.get("step", 0))
        return self.steps.get(row, str(row))

    def agency(self, code: object) -> str:
        return self.agencies.get(str(code), str(code))

    def person(self, account: object) -> str:
        return self.people.get(str(account), "")


def tell_all(happenings: Sequence[HappeningRow], names: Names) -> list[Told]:
    """In the order given."""
    originals = [name for one in happenings if one.verb == Verb.ORIGINALS_TAKEN for name in one.data["names"]]
    return [_tell(one, names, originals) for one in happenings]


def _tell(one: HappeningRow, names: Names, originals: Sequence[str]) -> Told:
    verb = Verb(one.verb)
    deed, _bar, rest = str(_SENTENCES[verb]).partition("|")
    words = {
        "agency": names.agency(one.agency),
        "seat": names.agency(one.data.get("agency", "")),
        "step": names.step(one.data),
        "holder": names.person(one.data.get("holder", "")),
        "due": _due(one.data),
        "before": _moment(one.data.get("before")),
        "to": one.data.get("to", ""),
        "document": one.data.get("document", ""),
        "asked": names.agency(one.data.get("asked", "")),
        "to_agency": names.agency(one.data.get("to_agency", "")),
        "originals": _named(one.data, originals),
        "number": one.data.get("number", ""),
        "side": names.steps.get(one.data.get("side", 0), ""),
        "answer": _moment((one.data.get("answer_due") or {}).get("due")),
        "named": names.agency(one.data.get("named", "")),
        "causes": _causes(one.data, names),
        "way": RETURN_LABELS[ReturnBy(one.data.get("way", "COUNTER"))],
    }
    return Told(
        happening=one,
        deed=deed % words,
        rest=f"{rest % words}{_more(verb, one.data, names)}",
        quote=next((str(one.data[name]) for name in _QUOTED if one.data.get(name)), ""),
        hint=" ".join(
            [
                *_entered(one),
                *_hints(verb, one.data, names),
                *_begun(one.data, names),
                *_of_originals(verb, one.data, originals),
            ]
        ),
        tone=_TONES.get(verb, "past"),
    )


OF_ORIGINALS: Final = frozenset(
    {Verb.ORIGINALS_TAKEN, Verb.ORIGINALS_SENT, Verb.ORIGINALS_SIGNED, Verb.ORIGINALS_RETURNED}
)
_QUOTED: Final = ("reason", "note", "opinion", "question")
_SENTENCES: Final[dict[Verb, Promise]] = {
    Verb.FILED: gettext_lazy("The applicant filed it online|, to be answered by %(due)s."),
    Verb.RECEIVED: gettext_lazy("%(agency)s received it|; the result is due %(due)s."),
    Verb.TURNED_AWAY: gettext_lazy("%(agency)s did not receive it|."),
    Verb.TAKEN: gettext_lazy("Taken up by %(holder)s|."),
    Verb.ASSIGNED: gettext_lazy("Given to %(holder)s|."),
    Verb.HANDED_OVER: gettext_lazy("Handed over to “%(step)s”|, %(seat)s."),
    Verb.SENT_BACK: gettext_lazy("%(agency)s sent it back|, to “%(step)s”."),
    Verb.SUPPLEMENT_ASKED: gettext_lazy("%(agency)s asked the applicant for papers|, the clock waits."),
    Verb.SUPPLEMENT_RECEIVED: gettext_lazy("The papers have come|; the result is due %(due)s."),
    Verb.PAUSED: gettext_lazy("The applicant has to pay first|, the clock waits."),
    Verb.RESUMED: gettext_lazy("The duty is met|; the result is due %(due)s."),
    Verb.PUT_TO_SIGN: gettext_lazy("Submitted for signature|."),
    Verb.SIGNED: gettext_lazy("%(agency)s signed the result|: the time for handling ends here."),
    Verb.BROUGHT: gettext_lazy("The result is at the one-stop|."),
    Verb.GIVEN: gettext_lazy("The result was given to %(to)s|."),
    Verb.WITHDRAWN: gettext_lazy("The applicant took it back|."),
    Verb.DENIED: gettext_lazy("%(agency)s refused what was applied for|."),
    Verb.STOPPED: gettext_lazy("%(agency)s stopped it|."),
    Verb.REAPPOINTED: gettext_lazy(
        "%(agency)s apologised and promised another day|: %(due)s instead of %(before)s."
    ),
    Verb.RECOUNTED: gettext_lazy("The day was counted anew|: %(due)s."),
    Verb.CONSULTED: gettext_lazy(
        "%(agency)s asked %(asked)s for its opinion|, to be answered by %(answer)s."
    ),
    Verb.OPINION_GIVEN: gettext_lazy("%(asked)s gave its opinion|."),
    Verb.QUESTION_DROPPED: gettext_lazy("The opinion of %(asked)s is not needed any more|."),
    Verb.ORIGINALS_TAKEN: gettext_lazy("%(agency)s kept originals|: %(originals)s."),
    Verb.ORIGINALS_SENT: gettext_lazy("%(agency)s handed originals on to %(to_agency)s|: %(originals)s."),
    Verb.ORIGINALS_SIGNED: gettext_lazy("%(agency)s signed for originals|: %(originals)s."),
    Verb.ORIGINALS_RETURNED: gettext_lazy("Originals were given back to %(to)s|: %(originals)s."),
    Verb.SIDE_DONE: gettext_lazy("%(agency)s finished “%(side)s”|, done beside."),
    Verb.CORRECTED: gettext_lazy("What was typed was put right|."),
    Verb.LINKED: gettext_lazy("It belongs together with case %(number)s|."),
    Verb.EXPLAINED: gettext_lazy("%(agency)s said why it is late|: %(causes)s."),
    Verb.CONTESTED: gettext_lazy("%(named)s does not accept its part in the lateness|."),
}
_TONES: Final[dict[Verb, Tone]] = {
    Verb.SENT_BACK: "returned",
    Verb.SUPPLEMENT_ASKED: "paused",
    Verb.PAUSED: "paused",
    Verb.REAPPOINTED: "late",
    Verb.EXPLAINED: "late",
    Verb.TURNED_AWAY: "returned",
    Verb.DENIED: "returned",
    Verb.STOPPED: "returned",
}


def _more(verb: Verb, data: Mapping[str, Any], names: Names) -> str:
    """What else belongs to the sentence: whom it was given to, the paper's number."""
    if verb in {Verb.HANDED_OVER, Verb.PUT_TO_SIGN, Verb.SENT_BACK} and names.person(data.get("holder", "")):
        return " " + _("With %(name)s.") % {"name": names.person(data["holder"])}
    if data.get("document") and data.get("document_on"):
        day = date.fromisoformat(data["document_on"])
        told = {"number": data["document"], "day": f"{day:%d/%m/%Y}"}
        return " " + _("Document %(number)s of %(day)s.") % told
    if data.get("document"):
        return " " + _("Document %(number)s.") % {"number": data["document"]}
    return ""


def _entered(one: HappeningRow) -> Iterable[str]:
    """Of what was taken by hand while the system was down, or done by the post: on which slip, when and why; by which
    agreement.
    """
    if slip := one.data.get("slip"):
        told = {
            "slip": slip,
            "when": _moment(one.recorded_at.isoformat()),
            "why": one.data.get("slip_why", ""),
        }
        yield _("Taken on slip %(slip)s, entered %(when)s: %(why)s") % told
    if agreement := one.data.get("agreement"):
        told = {"name": one.name, "number": agreement}
        yield _("Done by %(name)s of the public post under agreement no. %(number)s.") % told


def _hints(verb: Verb, data: Mapping[str, Any], names: Names) -> Iterable[str]:
    if verb is Verb.SUPPLEMENT_ASKED:
        yield from _asked(data, names)
    if verb is Verb.CORRECTED:
        yield from _corrections(data)
    if verb is Verb.OPINION_GIVEN and not data.get("in_time", True):
        yield _("The answer came after its day.")
    if verb is Verb.REAPPOINTED and not data.get("in_time", True):
        yield _("The apology came later than the working day before.")
    if verb is Verb.SUPPLEMENT_ASKED or "used" not in data:
        return
    used, given = data["used"], data.get("given", 0)
    if given:
        yield _("Given %(given)s, used %(used)s.") % {"given": span(given), "used": span(used)}
    elif used:
        yield _("Used %(used)s.") % {"used": span(used)}


def _causes(data: Mapping[str, Any], names: Names) -> str:
    """Each cause with whose part it is."""
    return "; ".join(f"{one['words']} ({names.agency(one['agency'])})" for one in data.get("causes", ()))


def _named(data: Mapping[str, Any], originals: Sequence[str]) -> str:
    """The originals that an event takes or names; "none" where somebody signed for nothing."""
    names = data.get("names") or [
        originals[place - 1] for place in data.get("originals", ()) if 0 < place <= len(originals)
    ]
    return "; ".join(names) or pgettext("originals", "none")


def _corrections(data: Mapping[str, Any]) -> Iterable[str]:
    """Each field that was put right: as it was, as it is."""
    for name, value in data["changes"].items():
        was = data["was"][name]
        if name == "return_by":
            was, value = RETURN_LABELS[ReturnBy(was)], RETURN_LABELS[ReturnBy(value)]
        yield _("“%(was)s” is now “%(now)s”.") % {"was": was, "now": value}


def _begun(data: Mapping[str, Any], names: Names) -> Iterable[str]:
    """Rows that began beside."""
    for side in data.get("sides", ()):
        told = {"step": names.step(side), "agency": names.agency(side["agency"])}
        yield _("Beside it “%(step)s” begins at %(agency)s.") % told


def _of_originals(verb: Verb, data: Mapping[str, Any], originals: Sequence[str]) -> Iterable[str]:
    """Of a move of the case, which originals went along."""
    if data.get("originals") and verb not in OF_ORIGINALS:
        told = {"names": _named(data, originals)}
        yield (
            _("Originals given back: %(names)s.")
            if verb is Verb.GIVEN
            else _("Originals go along: %(names)s.")
        ) % told
    if data.get("astray"):
        yield _("Not given back: %(why)s") % {"why": data["astray"]}


def _asked(data: Mapping[str, Any], names: Names) -> Iterable[str]:
    papers = [names.papers.get(place, str(place)) for place in data.get("papers_asked", ())]
    wanted = [*papers, *data.get("items", ())]
    if wanted:
        yield _("Wanted: %(what)s.") % {"what": "; ".join(wanted)}
    if data.get("override"):
        yield _("Round %(round)s, allowed by a leader: %(why)s") % {
            "round": data["round"],
            "why": data["override"],
        }


def span(seconds: int) -> str:
    """Working time as people count it: 2 days 6 hours; less than an hour in minutes."""
    days, rest = divmod(max(seconds, 0), DAY)
    hours, rest = divmod(rest, HOUR)
    parts = []
    if days:
        parts.append(ngettext("%(count)s day", "%(count)s days", days) % {"count": days})
    if hours:
        parts.append(ngettext("%(count)s hour", "%(count)s hours", hours) % {"count": hours})
    if not parts:
        minutes = rest // 60
        parts.append(ngettext("%(count)s minute", "%(count)s minutes", minutes) % {"count": minutes})
    return " ".join(parts)


def _due(data: Mapping[str, Any]) -> str:
    due = data.get("due")
    return _moment(due["due"]) if due else ""


def _moment(iso: object) -> str:
    """thứ Hai 18/10/2021, 17:00"""
    if not iso:
        return ""
    at = clock.local(datetime.fromisoformat(str(iso)))
    return f"{WEEKDAYS[at.weekday()]} {at:%d/%m/%Y, %H:%M}"


_OF_STATUS: Final[dict[Status, Callable[[], object]]] = {
    Status.LATE: lambda: _("Overdue"),
    Status.TODAY: lambda: _("Due today"),
    Status.SOON: lambda: _("Due soon"),
    Status.RETURNED: lambda: _("Sent back"),
    Status.TO_ANSWER: lambda: STATE_LABELS[State.FILED],
    Status.NOT_HANDED_OVER: lambda: STATE_LABELS[State.RECEIVED],
}


def name_status(status: Status) -> str:
    """The word of a status, for lists and tags."""
    named = _OF_STATUS.get(status)
    return str(named() if named else STATE_LABELS[State(status.value)])
