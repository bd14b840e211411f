"""What the pages share: the span of days that is looked at, kept in every link, and the words of a difference."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final
from urllib.parse import urlencode

from django import forms
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from lienthong.domain.national.queries import SPAN, Gap, GapRow
from lienthong.spine import clock
from lienthong.web.console.fields import day_field
from lienthong.web.ui.words import write_number

USUAL: Final = timedelta(days=31)
TAGS: Final = {
    Gap.WAITS: "in_progress",
    Gap.SILENT: "due_soon",
    Gap.REFUSED: "overdue",
    Gap.LOST: "overdue",
    Gap.STATUS: "returned",
    Gap.THEIRS: "returned",
}


class SpanForm(forms.Form):
    since = day_field(gettext_lazy("Received from"))
    until = day_field(gettext_lazy("Received up to"))

    def clean(self) -> dict[str, date]:
        given: dict[str, date] = super().clean() or {}
        since, until = given.get("since"), given.get("until")
        if since and until and not since <= until <= since + SPAN:
            words = _("Choose a first day before the last, at most %(days)s days apart.") % {
                "days": SPAN.days
            }
            self.add_error("until", words)
        return given


@dataclass(frozen=True)
class Seen:
    """A span of days with its form; the usual one when what was typed is none."""

    since: date
    until: date
    form: SpanForm

    def url(self, route: str, **more: str) -> str:
        told = {"since": f"{self.since:%d/%m/%Y}", "until": f"{self.until:%d/%m/%Y}"} | more
        return f"{reverse(f'console:{route}')}?{urlencode({k: v for k, v in told.items() if v})}"


def seen_in(request: HttpRequest) -> Seen:
    today = clock.today()
    usual = {"since": today - USUAL, "until": today}
    given = request.POST if request.method == "POST" else request.GET
    if "since" not in given and "until" not in given:
        return Seen(usual["since"], usual["until"], SpanForm(initial=usual))
    form = SpanForm(given)
    told = form.cleaned_data if form.is_valid() else usual
    return Seen(told["since"], told["until"], form)


def explain(row: GapRow) -> str:
    """Why this case counts on one side only, or otherwise there; what happens next."""
    match row.gap:
        case Gap.WAITS:
            return _("It is told in one of the next minutes.")
        case Gap.SILENT:
            return _("The portal did not answer: %(words)s") % {"words": row.words}
        case Gap.REFUSED:
            return row.words
        case Gap.LOST:
            return _("It was taken, and the portal’s list does not name it.")
        case Gap.STATUS:
            return _("The portal’s list says otherwise than what it was told last.")
    return _("Not a case of ours; the portal names %(agency)s.") % {"agency": row.agency or "?"}


def explain_next(row: GapRow) -> str:
    """What happens by itself, or that nothing does."""
    if row.is_given_up:
        words = ngettext("Given up after %(count)s try.", "Given up after %(count)s tries.", row.tries)
        return words % {"count": write_number(row.tries)}
    if row.again_at:
        return _("Tried again on %(when)s.") % {"when": f"{clock.local(row.again_at):%d/%m/%Y, %H:%M}"}
    return ""
