"""What happened to an incoming document, as sentences: who did what, for whom, and their own words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from lienthong.domain.correspondence.queries import HappeningRow, Verb

type Tone = Literal["past", "returned"]

DEEDS: Final[dict[Verb, str | Promise]] = {
    Verb.REGISTERED: pgettext_lazy("incoming document", "Registered"),
    Verb.CORRECTED: pgettext_lazy("incoming document", "Entry corrected"),
    Verb.SUBMITTED: pgettext_lazy("incoming document", "Put before the leader"),
    Verb.INSTRUCTED: pgettext_lazy("incoming document", "Instruction"),
    Verb.ASSIGNED: pgettext_lazy("incoming document", "Assigned"),
    Verb.NOTED: pgettext_lazy("incoming document", "Note"),
    Verb.REPLYING: pgettext_lazy("incoming document", "Reply begun"),
    Verb.ANSWERED: pgettext_lazy("incoming document", "Answered"),
    Verb.CLOSED: pgettext_lazy("incoming document", "Closed without a reply"),
    Verb.FILED: pgettext_lazy("incoming document", "Filed"),
    Verb.GIVEN_BACK: pgettext_lazy("incoming document", "Given back to the clerk"),
    Verb.RETURNED: pgettext_lazy("incoming document", "Returned to its sender"),
    Verb.WITHDRAWN: pgettext_lazy("incoming document", "Taken back by its sender"),
}
_WORDS: Final = ("reason", "text", "note")
_BACK: Final = frozenset({Verb.GIVEN_BACK, Verb.RETURNED, Verb.WITHDRAWN})


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
    tone: Tone = "returned" if one.verb in _BACK else "past"
    return Told(one, DEEDS[one.verb], _rest(one, people), quote, tone)


def _rest(one: HappeningRow, people: Mapping[str, str]) -> str:
    data, parts = one.data, []
    if data.get("to"):
        label = _("Leads: %(name)s.") if one.verb is Verb.INSTRUCTED else _("To %(name)s.")
        parts.append(label % {"name": people.get(str(data["to"]), "")})
    if data.get("supporting"):
        names = ", ".join(people.get(account, "") for account in data["supporting"])
        parts.append(_("Support: %(names)s.") % {"names": names})
    if data.get("due"):
        parts.append(_("By %(day)s.") % {"day": f"{date.fromisoformat(data['due']):%d/%m/%Y}"})
    if data.get("number"):
        parts.append(_("By document %(number)s.") % {"number": data["number"]})
    return " " + " ".join(parts) if parts else ""
