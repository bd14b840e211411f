"""What happened to a document, as sentences: who did what, and their own words."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from lienthong.domain.documents.queries import HappeningRow, Verb

type Tone = Literal["past", "returned"]

DEEDS: Final[dict[Verb, str | Promise]] = {
    Verb.DRAFTED: pgettext_lazy("document", "Drafted"),
    Verb.WRITTEN: pgettext_lazy("document", "Written anew"),
    Verb.ATTACHED: pgettext_lazy("document", "Attachments changed"),
    Verb.COMMENTED: pgettext_lazy("document", "Comment"),
    Verb.SUBMITTED: pgettext_lazy("document", "Submitted"),
    Verb.INITIALLED: pgettext_lazy("document", "Initialled"),
    Verb.RETURNED: pgettext_lazy("document", "Returned"),
    Verb.TAKEN_BACK: pgettext_lazy("document", "Taken back"),
    Verb.SIGNED: pgettext_lazy("document", "Signed"),
    Verb.NUMBERED: pgettext_lazy("document", "Numbered"),
    Verb.SEALED: pgettext_lazy("document", "Signed for the agency and issued"),
    Verb.CANCELLED: pgettext_lazy("document", "Number cancelled"),
    Verb.DROPPED: pgettext_lazy("document", "Dropped"),
}
_WORDS: Final = ("reason", "text", "note", "why")


@dataclass(frozen=True, slots=True)
class Told:
    """``deed`` is what was done, ``rest`` its particulars, ``quote`` somebody's own words."""

    happening: HappeningRow
    deed: str | Promise
    rest: str
    quote: str
    tone: Tone


def tell_all(happenings: Sequence[HappeningRow], people: Mapping[str, str]) -> list[Told]:
    """``people`` are full names by account."""
    return [_tell(one, people) for one in happenings]


def _tell(one: HappeningRow, people: Mapping[str, str]) -> Told:
    quote = next((str(one.data[name]) for name in _WORDS if one.data.get(name)), "")
    tone: Tone = "returned" if one.verb in {Verb.RETURNED, Verb.CANCELLED} else "past"
    rest = _RESTS.get(one.verb, _nothing)(one.data, people)
    return Told(one, DEEDS[one.verb], rest, quote, tone)


def _nothing(_data: Mapping[str, Any], _people: Mapping[str, str]) -> str:
    return ""


def _version(data: Mapping[str, Any], _people: Mapping[str, str]) -> str:
    return " " + _("Version %(version)s.") % {"version": data["version"]} if "version" in data else ""


def _onward(data: Mapping[str, Any], people: Mapping[str, str]) -> str:
    return " " + _("Version %(version)s, to %(name)s.") % {
        "version": data["version"],
        "name": people.get(str(data["to"]), ""),
    }


def _number(data: Mapping[str, Any], _people: Mapping[str, str]) -> str:
    return " " + _("Number %(number)s.") % {"number": data["number"]}


_RESTS: Final[dict[Verb, Callable[[Mapping[str, Any], Mapping[str, str]], str]]] = {
    Verb.WRITTEN: _version,
    Verb.ATTACHED: _version,
    Verb.SUBMITTED: _onward,
    Verb.INITIALLED: _onward,
    Verb.SIGNED: _version,
    Verb.NUMBERED: _number,
    Verb.SEALED: _number,
}
