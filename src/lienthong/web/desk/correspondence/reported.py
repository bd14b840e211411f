"""What the pages of a report on documents share: the question of the address, who may ask it, and its lines."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cached_property
from typing import Final

from django import forms
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from lienthong.domain.correspondence import queries as correspondence
from lienthong.domain.correspondence.exchange import ReportLine
from lienthong.domain.correspondence.queries import (
    Asked,
    HandledBy,
    SenderKind,
    Sent,
    Span,
    Stretch,
    holding,
    stretch_of,
)
from lienthong.domain.documents import queries as documents
from lienthong.domain.documents.permissions import Permission as Documents
from lienthong.domain.documents.queries import KINDS, Issued, IssuedBy, Kind
from lienthong.domain.organisations.queries import get_tree, list_positions
from lienthong.domain.plans.permissions import Permission as Plans
from lienthong.web.desk.correspondence.measures import PeriodForm
from lienthong.web.desk.correspondence.page import Desk, desk_of
from lienthong.web.ui.parts import Link

A_FEW_DAYS: Final = timedelta(days=3)
"""So long a new month is not what one reports on."""
PAPER: Final = "paper"


class Side(StrEnum):
    INCOMING = "incoming"
    OUTGOING = "outgoing"


type By = HandledBy | IssuedBy
LINES: Final[dict[By, str | Promise]] = {
    HandledBy.KIND: pgettext_lazy("lines of a report on documents", "by kind"),
    HandledBy.SENDER: pgettext_lazy("lines of a report on documents", "by sender"),
    HandledBy.UNIT: pgettext_lazy("lines of a report on documents", "by who leads"),
    HandledBy.PERSON: pgettext_lazy("lines of a report on documents", "by who handles it"),
    HandledBy.AGENCY: pgettext_lazy("lines of a report on documents", "by agency"),
}
ISSUED_LINES: Final[dict[By, str | Promise]] = {
    IssuedBy.KIND: pgettext_lazy("lines of a report on documents", "by kind"),
    IssuedBy.UNIT: pgettext_lazy("lines of a report on documents", "by drafting unit"),
    IssuedBy.DRAFTER: pgettext_lazy("lines of a report on documents", "by who drafted it"),
    IssuedBy.SIGNER: pgettext_lazy("lines of a report on documents", "by who signed it"),
    IssuedBy.AGENCY: pgettext_lazy("lines of a report on documents", "by agency"),
}
OF_OTHERS: Final = frozenset(
    {HandledBy.KIND, HandledBy.SENDER, HandledBy.AGENCY, IssuedBy.KIND, IssuedBy.AGENCY}
)
"""What is told of other agencies: how they stand, never who of them."""
SENDERS: Final = {
    SenderKind.HOUSE: gettext_lazy("Agencies of the platform, electronically"),
    SenderKind.OUTSIDE: gettext_lazy("Agencies outside, over the document axis"),
    SenderKind.HOUSE_ON_PAPER: gettext_lazy("Agencies of the platform, on paper"),
    SenderKind.OTHERS: pgettext_lazy("sender of a document", "Others"),
}


class ReportForm(PeriodForm):
    by = forms.ChoiceField(label=pgettext_lazy("lines of a board", "Lines"), required=False)
    agency = forms.ChoiceField(label=gettext_lazy("Agency"), required=False)


@dataclass(frozen=True)
class Reported:
    """One report. ``agency`` is whose figures are shown, of lines that are no agencies."""

    request: HttpRequest
    desk: Desk
    side: Side
    days: PeriodForm
    since: date
    until: date
    by: By
    agency: str
    names: Mapping[str, str]

    @property
    def asked(self) -> Asked:
        agencies = tuple(self.names) if self.is_of_agencies else (self.agency,)
        return Asked(agencies, self.since, self.until)

    @property
    def is_of_agencies(self) -> bool:
        return self.by in {HandledBy.AGENCY, IssuedBy.AGENCY}

    @property
    def may_open(self) -> bool:
        """Whether this person sees every document that their own agency's figures count."""
        if self.side is Side.INCOMING:
            return self.desk.sees_all
        return self.desk.by.may(Documents.FOLLOW, self.desk.by.agency)

    @cached_property
    def lines(self) -> list[ReportLine]:
        """Those of agencies in the order of the tree, others with the most first."""
        told = _handled(self) if self.side is Side.INCOMING else _issued(self)
        named = _names_of(self, list(told))
        lines = [ReportLine(key, named[key], *figures) for key, figures in told.items()]
        if self.is_of_agencies:
            order = {code: place for place, code in enumerate(self.names)}
            return sorted(lines, key=lambda line: order[line.key])
        return sorted(lines, key=lambda line: (-max(line.counts.values()), line.name))

    @property
    def words(self) -> dict[str, str]:
        told = {"since": f"{self.since:%d/%m/%Y}", "until": f"{self.until:%d/%m/%Y}", "by": self.by.value}
        return told | ({"agency": self.agency} if self.agency != self.desk.by.agency else {})

    def url(self, route: str = "report", **words: str) -> str:
        return f"{reverse(f'desk:{self.side}_{route}')}?{urlencode(self.words | words)}"

    @property
    def period(self) -> str:
        days = _("%(first)s – %(last)s") % {
            "first": f"{self.since:%d/%m/%Y}",
            "last": f"{self.until:%d/%m/%Y}",
        }
        found = stretch_of(self.since, self.until)
        return f"{name_stretch(found)} ({days})" if found else days

    def stretches(self) -> list[tuple[Link, bool]]:
        """Month, quarter, half-year and year in which the last day lies, and whether it is the one that is shown."""
        found = [holding(span, self.until) for span in Span]
        return [(self._link(one), (one.first, one.last) == (self.since, self.until)) for one in found]

    def beside(self) -> list[Link]:
        """The stretch before and the one after, of the same kind; none of any other days."""
        found = stretch_of(self.since, self.until)
        return [self._link(found.moved(by)) for by in (-1, 1)] if found else []

    def _link(self, one: Stretch) -> Link:
        days = {"since": f"{one.first:%d/%m/%Y}", "until": f"{one.last:%d/%m/%Y}"}
        return Link(name_stretch(one), self.url(**days))

    def form(self) -> ReportForm:
        given = self.request.GET.copy()
        if self.days.is_valid():
            given.update({name: value for name, value in self.words.items() if name not in given})
        given["by"], given["agency"] = self.by.value, self.agency
        form = ReportForm(given)
        choices = {"by": lines_for(self.side, self.agency == self.desk.by.agency), "agency": self.names}
        for name, offered in choices.items():
            form.fields[name].choices = list(offered.items())  # type: ignore[attr-defined]
        if len(self.names) < 2:
            del form.fields["agency"]
        return form


def reported(request: HttpRequest, side: Side) -> Reported:
    """Raises Http404 for who neither keeps nor steers documents there, and for an agency that is not below."""
    desk = desk_of(request)
    is_monitor = desk.by.may(Plans.MONITOR, desk.by.agency)
    if not (desk.sees_all or is_monitor):
        raise Http404
    usual = holding(Span.MONTH, desk.day - A_FEW_DAYS)
    first = {"since": usual.first, "until": usual.last}
    form = PeriodForm(request.GET if "since" in request.GET or "until" in request.GET else first)
    told = form.cleaned_data if form.is_valid() else first
    names = {
        row.agency.code: row.agency.name
        for row in get_tree(desk.day, root="" if is_monitor else desk.by.agency)
    }
    agency = request.GET.get("agency") or desk.by.agency
    if agency not in names:
        raise Http404
    offered = lines_for(side, agency == desk.by.agency)
    by = next((one for one in offered if one == request.GET.get("by")), next(iter(offered)))
    return Reported(request, desk, side, form, told["since"], told["until"], by, agency, names)


def lines_for(side: Side, is_own: bool) -> dict[By, str | Promise]:
    offered = LINES if side is Side.INCOMING else ISSUED_LINES
    return {by: words for by, words in offered.items() if is_own or by in OF_OTHERS}


def name_stretch(one: Stretch) -> str:
    words = {
        Span.MONTH: _("Month %(number)s/%(year)s"),
        Span.QUARTER: _("Quarter %(number)s/%(year)s"),
        Span.HALF_YEAR: _("First half of %(year)s") if one.number == 1 else _("Second half of %(year)s"),
        Span.YEAR: _("Year %(year)s"),
    }
    return words[one.span] % {"number": one.number, "year": one.year}


def _handled(found: Reported) -> dict[str, tuple[Mapping[str, int], int]]:
    told = correspondence.report_handled(found.asked, HandledBy(found.by), found.desk.day)
    return {key: (dict(counts.items()), 0) for key, counts in told.items()}


def _issued(found: Reported) -> dict[str, tuple[Mapping[str, int], int]]:
    by = IssuedBy(found.by)
    sent, nothing = correspondence.report_sent(found.asked, by), dict.fromkeys(Sent, 0)
    told: dict[str, tuple[Mapping[str, int], int]] = {}
    for key, figures in documents.report_issued(found.asked, by).items():
        went = sent.get(key, nothing)
        counts: dict[str, int] = dict(figures.counts.items())
        counts |= dict(went.items())
        counts[PAPER] = counts[Issued.ISSUED] - counts[Sent.DOCUMENTS]
        told[key] = (counts, figures.days)
    return told


def _names_of(found: Reported, keys: Sequence[str]) -> dict[str, str]:
    """What the lines are called; a person with the position that is worn at the end of the period."""
    if found.is_of_agencies:
        return dict(found.names)
    if found.by in {HandledBy.KIND, IssuedBy.KIND}:
        return {key: KINDS[Kind(key)].name for key in keys}
    if found.by is HandledBy.SENDER:
        return {key: str(SENDERS[SenderKind(key)]) for key in keys}
    if found.by is IssuedBy.UNIT:
        return {key: key or pgettext("unit", "no unit named") for key in keys}
    people, day = found.desk.people(keys), min(found.until, found.desk.day)
    titles = {hat.account: hat.title for hat in reversed(list_positions([found.agency], day))}
    nobody = {"": _("Nobody yet: with the clerk")}
    return nobody | {
        key: ", ".join(filter(None, (people.get(key, key), titles.get(key)))) for key in keys if key
    }


def labels_of(side: Side) -> dict[str, tuple[str | Promise, str]]:
    """Each column with its words and the tone of its figures."""
    return _HANDLED_LABELS if side is Side.INCOMING else _ISSUED_LABELS


_HANDLED_LABELS: Final[dict[str, tuple[str | Promise, str]]] = {
    correspondence.Handled.CARRIED_OVER: (pgettext_lazy("report on documents", "Carried over"), ""),
    correspondence.Handled.RECEIVED: (pgettext_lazy("report on documents", "Came in"), ""),
    correspondence.Handled.HANDLED: (pgettext_lazy("report on documents", "Handled"), "whole"),
    correspondence.Handled.BEFORE: (gettext_lazy("Before the day"), ""),
    correspondence.Handled.ON_DAY: (gettext_lazy("On the day"), ""),
    correspondence.Handled.AFTER: (pgettext_lazy("report on documents", "After the day"), "late"),
    correspondence.Handled.DAYLESS: (pgettext_lazy("report on documents", "Without a day"), ""),
    correspondence.Handled.REPLIED: (pgettext_lazy("report on documents", "Answered"), ""),
    correspondence.Handled.OPEN: (pgettext_lazy("report on documents", "Open"), "whole"),
    correspondence.Handled.OPEN_IN_TIME: (pgettext_lazy("report on documents", "Open, in time"), ""),
    correspondence.Handled.OPEN_LATE: (pgettext_lazy("report on documents", "Open, overdue"), "late"),
    correspondence.Handled.OPEN_DAYLESS: (pgettext_lazy("report on documents", "Open, without a day"), ""),
}
_ISSUED_LABELS: Final[dict[str, tuple[str | Promise, str]]] = {
    Issued.ISSUED: (pgettext_lazy("report on documents", "Issued"), "whole"),
    Issued.SEALED: (pgettext_lazy("report on documents", "Both signatures"), ""),
    Issued.UNSEALED: (pgettext_lazy("report on documents", "Agency’s signature missing"), "late"),
    Issued.MENDED: (pgettext_lazy("report on documents", "Replaced or corrected"), ""),
    Issued.CANCELLED: (pgettext_lazy("report on documents", "Number cancelled"), ""),
    Sent.DOCUMENTS: (pgettext_lazy("report on documents", "Sent electronically"), ""),
    PAPER: (pgettext_lazy("report on documents", "Not electronically"), ""),
    Sent.RECIPIENTS: (pgettext_lazy("report on documents", "Recipients"), "whole"),
    Sent.ACKNOWLEDGED: (pgettext_lazy("report on documents", "Took it in"), ""),
    Sent.SILENT: (pgettext_lazy("report on documents", "Silent"), "late"),
    Sent.UNREACHED: (pgettext_lazy("report on documents", "Not reached"), "late"),
    Sent.REFUSED: (pgettext_lazy("report on documents", "Refused"), ""),
    Sent.ASKED_BACK: (pgettext_lazy("report on documents", "Asked back"), ""),
    Sent.TAKEN_BACK: (pgettext_lazy("report on documents", "Taken back"), ""),
}
