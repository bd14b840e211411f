"""What happened to a work file, as sentences: who did what, and their own words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from lienthong.domain.workfiles.queries import HappeningRow, Verb

type Tone = Literal["past", "returned"]

DEEDS: Final[Mapping[Verb, str | Promise]] = {
    Verb.OPENED: pgettext_lazy("work file", "Opened"),
    Verb.CORRECTED: pgettext_lazy("work file", "Corrected"),
    Verb.PUT: pgettext_lazy("work file", "Put in"),
    Verb.TAKEN_OUT: pgettext_lazy("work file", "Taken out"),
    Verb.MOVED: pgettext_lazy("work file", "Put in another order"),
    Verb.CLOSED: pgettext_lazy("work file", "Closed"),
    Verb.REOPENED: pgettext_lazy("work file", "Opened again"),
    Verb.HANDED: pgettext_lazy("work file", "Handed to the archive"),
    Verb.TAKEN_BACK: pgettext_lazy("work file", "Taken back from the archive"),
    Verb.RECEIVED: pgettext_lazy("work file", "Received by the archive"),
    Verb.RETURNED: pgettext_lazy("work file", "Given back by the archive"),
    Verb.CLEARED: pgettext_lazy("work file", "Cleared by decision"),
}


@dataclass(frozen=True, slots=True)
class Told:
    """``deed`` is what was done, ``rest`` its particulars, ``quote`` somebody's own words."""

    happening: HappeningRow
    deed: str | Promise
    rest: str
    quote: str
    tone: Tone


def tell_all(happenings: Sequence[HappeningRow]) -> list[Told]:
    return [_tell(one) for one in happenings]


def _tell(one: HappeningRow) -> Told:
    tone: Tone = "returned" if one.verb in {Verb.RETURNED, Verb.TAKEN_OUT} else "past"
    quote = str(one.data.get("reason", ""))
    return Told(one, DEEDS[one.verb], _rest(one), quote, tone)


def _rest(one: HappeningRow) -> str:
    if one.verb is Verb.OPENED and not one.data.get("is_foreseen"):
        return _("outside the list")
    if symbol := one.data.get("symbol"):
        return str(symbol)
    if "old_keeper" in one.data:
        return _("another keeper")
    return str(one.data.get("old_title", ""))
