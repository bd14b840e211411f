"""Who looked at whose data: sums by person and day, unusual amounts first; each look; all of it to take away."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.http import content_disposition_header, urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from lienthong.domain.accounts.queries import find_account, get_account
from lienthong.domain.organisations.queries import get_names
from lienthong.domain.parties import queries
from lienthong.domain.parties.actions import Part
from lienthong.domain.parties.exchange import write_looks
from lienthong.domain.parties.permissions import Permission, can_read_log
from lienthong.spine import clock
from lienthong.spine.actor import Actor
from lienthong.spine.readings.queries import LookerDay, ReadingRow, Within, list_within, sum_looks
from lienthong.web.entrance.access import actor_of, requires
from lienthong.web.ui.forms import DayField
from lienthong.web.ui.parts import Link
from lienthong.web.ui.words import write_day

AT_ONCE: Final = 50
MOST: Final = 5_000
"""Looks in one workbook: longer periods are taken away in parts."""
XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PARTS: Final = {
    Part.RECORD.value: pgettext_lazy("look", "the record, masked"),
    Part.NUMBERS.value: gettext_lazy("Identity numbers"),
    Part.BIRTH.value: gettext_lazy("Day of birth"),
    Part.CONTACTS.value: gettext_lazy("Telephone, e-mail, address"),
    Part.FILES.value: gettext_lazy("A paper about them"),
}


class LooksForm(forms.Form):
    first = DayField(label=gettext_lazy("From day"), required=False)
    last = DayField(label=gettext_lazy("To day"), required=False)
    who = forms.CharField(
        label=pgettext_lazy("look", "Who looked"),
        required=False,
        widget=forms.TextInput({"placeholder": gettext_lazy("Sign-in name or e-mail"), "size": "22"}),
    )


@dataclass(frozen=True, slots=True)
class Asked:
    """What of the log is looked at: by whose hats, in which days, of whom, by whom."""

    by: Actor
    within: Within
    party: int | None
    form: LooksForm

    def query(self, **more: str | int) -> str:
        told: dict[str, str | int] = {"first": _typed(self.within.first), "last": _typed(self.within.last)}
        told |= {"who": self.form.data.get("who", "")} if self.form.data.get("who") else {}
        told |= {"party": self.party} if self.party else {}
        return urlencode(told | more)


def _asked(request: HttpRequest) -> Asked:
    """Without a choice the last seven days. Raises Http404 for a person whose log is not this reader's to see."""
    by, today = actor_of(request), clock.today()
    form = LooksForm(request.GET or None)
    given: dict[str, Any] = form.cleaned_data if form.is_bound and form.is_valid() else {}
    last = given.get("last") or today
    first = given.get("first") or last - timedelta(days=6)
    party, hats = _party(request, by), by.reach(Permission.READ_LOG)
    within = Within(
        None if party else hats,
        first,
        max(first, last),
        queries.subjects_of(party) if party else (),
        _account(given.get("who", "")),
    )
    return Asked(by, within, party, form)


def _party(request: HttpRequest, by: Actor) -> int | None:
    """Of one person every look is shown, also from other agencies, to who may read the log of theirs."""
    told = request.GET.get("party", "")
    if not told:
        return None
    party = int(told) if told.isascii() and told.isdecimal() and len(told) < 19 else 0
    if not party or not can_read_log(by, queries.agencies_of(party)):
        raise Http404
    return party


def _account(typed: str) -> str:
    """A person whom nobody knows has looked at nothing."""
    if not typed.strip():
        return ""
    found = find_account(typed.strip()) or get_account(typed.strip())
    return found.id if found else "-"


@requires(Permission.READ_LOG)
def looks(request: HttpRequest) -> HttpResponse:
    asked = _asked(request)
    days = sum_looks(asked.within)
    before = request.GET.get("before", "")
    rows = list_within(asked.within, before=int(before) if _is_id(before) else None, limit=AT_ONCE + 1)
    shown = rows[:AT_ONCE]
    agencies = get_names({row.hat for row in shown} | {one.hat for one in days}, clock.today())
    whose = queries.name_subjects({row.subject for row in shown}, asked.by)
    older = asked.query(before=shown[-1].id) if len(rows) > AT_ONCE else ""
    context = {
        "form": asked.form,
        "lead": lead(days, asked),
        "days": [(one, agencies.get(one.hat, one.hat), _of(one)) for one in days],
        "looks": [
            (row, agencies.get(row.hat, row.hat), whose.get(row.subject, ""), _parts(row)) for row in shown
        ],
        "older": f"?{older}" if older else "",
        "xlsx": f"{reverse('desk:looks_xlsx')}?{asked.query()}",
        "party": asked.party,
        "crumbs": [Link(_("Reading log of personal data"))],
    }
    response = render(request, "desk/parties/looks.html", context)
    response["Cache-Control"] = "no-store"
    return response


def lead(days: list[LookerDay], asked: Asked) -> str:
    """Who looked at far more than others, first of all."""
    period = {"first": write_day(asked.within.first), "last": write_day(asked.within.last)}
    if not days:
        return _("Nobody looked at personal data from %(first)s to %(last)s.") % period
    unusual = sum(one.is_unusual for one in days)
    if unusual:
        words = ngettext(
            "From %(first)s to %(last)s one person looked at unusually many people’s data on a day. Ask why.",
            "From %(first)s to %(last)s it happened %(count)s times that a person looked at unusually many "
            "people’s data on a day. Ask why.",
            unusual,
        )
        return words % (period | {"count": unusual})
    return _("From %(first)s to %(last)s nobody looked at unusually many people’s data.") % period


def _of(one: LookerDay) -> str:
    """The address of what one person looked at on one day."""
    day = _typed(one.day)
    return f"?{urlencode({'first': day, 'last': day, 'who': one.account})}"


def _parts(row: ReadingRow) -> str:
    return ", ".join(str(PARTS.get(part, part)) for part in row.parts)


@requires(Permission.READ_LOG)
def workbook(request: HttpRequest) -> HttpResponse:
    asked = _asked(request)
    rows = list_within(asked.within, limit=MOST)
    content = write_looks(
        rows,
        whose=queries.name_subjects({row.subject for row in rows}, asked.by),
        agencies=get_names({row.hat for row in rows}, clock.today()),
        parts={part: str(words) for part, words in PARTS.items()},
    )
    answer = HttpResponse(content, content_type=XLSX)
    name = f"nhat-ky-xem-du-lieu-{asked.within.first:%Y%m%d}-{asked.within.last:%Y%m%d}.xlsx"
    disposition = content_disposition_header(as_attachment=True, filename=name)
    answer["Content-Disposition"] = disposition or "attachment"
    answer["Cache-Control"] = "private, no-store"
    return answer


def _is_id(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 19


def _typed(day: date) -> str:
    return f"{day:%d/%m/%Y}"


urlpatterns = [
    path("people/looks/", looks, name="looks"),
    path("people/looks.xlsx", workbook, name="looks_xlsx"),
]
