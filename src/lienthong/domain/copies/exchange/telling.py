"""What happened to a copy, as sentences."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from lienthong.domain.copies.queries.rows import HappeningRow
from lienthong.domain.copies.rules.moves import Verb

type Tone = Literal["past", "returned"]

DEEDS: Final[dict[Verb, str | Promise]] = {
    Verb.ASKED: pgettext_lazy("copy", "Asked for"),
    Verb.ORDERED: pgettext_lazy("copy", "Ordered"),
    Verb.REFUSED: pgettext_lazy("copy", "Refused"),
    Verb.WITHDRAWN: pgettext_lazy("copy", "Taken back"),
    Verb.NUMBERED: pgettext_lazy("copy", "Numbered"),
    Verb.MADE: pgettext_lazy("copy", "Made"),
    Verb.CANCELLED: pgettext_lazy("copy", "Number cancelled"),
}
_BACK: Final = frozenset({Verb.REFUSED, Verb.WITHDRAWN, Verb.CANCELLED})


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
    quote = str(one.data.get("reason") or one.data.get("purpose") or "")
    return Told(one, DEEDS[one.verb], _rest(one, people), quote, "returned" if one.verb in _BACK else "past")


def _rest(one: HappeningRow, people: Mapping[str, str]) -> str:
    if one.verb is Verb.ASKED:
        return " " + _("To be ordered by %(name)s.") % {"name": people.get(str(one.data["to"]), "")}
    if one.verb is Verb.ORDERED:
        return " " + _("As %(block)s.") % {"block": one.data["block"]}
    if one.verb in {Verb.NUMBERED, Verb.MADE}:
        return " " + _("Number %(number)s.") % {"number": one.data["number"]}
    return ""
