"""From which day a page is seen: ``?as_of=`` what had occurred by then, ``&known=`` as it was known then."""

import datetime as dt
from dataclasses import dataclass

from django.core.exceptions import BadRequest
from django.http import HttpRequest
from django.utils.translation import gettext as _

from lienthong.spine import clock
from lienthong.spine.text import parse_date

FIRST, LAST = 1900, 2199
"""Years that pages know; beyond them a day is a slip of the pen."""


class NotADay(BadRequest):
    """What a parameter holds is no day; the message names the parameter and is shown to people."""


@dataclass(frozen=True, slots=True)
class Moment:
    """``known`` is None for what is known today, else the end of the day that was asked for."""

    today: dt.date
    as_of: dt.date
    known: dt.datetime | None = None

    @property
    def is_today(self) -> bool:
        return self.as_of == self.today and self.known is None


def moment_of(request: HttpRequest) -> Moment:
    """The day of the address, remembered on the request so that the frame of the page can tell it.

    Raises NotADay, with the parameter and the form it takes.
    """
    today = clock.today()
    as_of, known = _day(request, "as_of"), _day(request, "known")
    moment = Moment(today, as_of or today, _end_of(known) if known else None)
    request.moment = moment  # type: ignore[attr-defined]
    return moment


def _day(request: HttpRequest, name: str) -> dt.date | None:
    given = request.GET.get(name, "").strip()
    if not given:
        return None
    try:
        day = dt.date.fromisoformat(given) if given[:4].isdigit() and "-" in given else parse_date(given)
    except ValueError:
        day = None
    if day is None or not FIRST <= day.year <= LAST:
        refusal = _("“%(given)s” is not a day: write %(name)s=2021-10-15 or 15/10/2021.")
        raise NotADay(refusal % {"given": given[:40], "name": name})
    return day


def _end_of(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time.max, tzinfo=clock.ZONE)
