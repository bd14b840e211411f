"""Reports on documents over a period: a sentence, one table, every figure of one's own agency with its documents."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.html import conditional_escape, escape
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, npgettext, pgettext

from lienthong.domain.correspondence.exchange import ReportLine, total_of, write_handled, write_issued
from lienthong.domain.correspondence.permissions import Permission
from lienthong.domain.correspondence.queries import Handled, Sent
from lienthong.domain.documents.queries import Issued
from lienthong.domain.plans.permissions import Permission as Plans
from lienthong.spine.money import format_number
from lienthong.web.desk.correspondence.page import base_crumbs
from lienthong.web.desk.correspondence.reported import Reported, Side, labels_of, lines_for, reported
from lienthong.web.desk.registers import send_sheet
from lienthong.web.entrance.access import requires
from lienthong.web.ui.parts import Tab
from lienthong.web.ui.words import write_name

TITLES = {
    Side.INCOMING: lambda: _("How incoming documents were handled"),
    Side.OUTGOING: lambda: _("What became of outgoing documents"),
}


@requires(Permission.REGISTER, Permission.INSTRUCT, Plans.MONITOR)
def report(request: HttpRequest, side: Side) -> HttpResponse:
    found = reported(request, side)
    total = total_of(found.lines, _("In all"))
    context = {
        "found": found,
        "title": TITLES[side](),
        "lead": lead(total) if side is Side.INCOMING else lead_of_issued(total),
        "whose": "" if found.is_of_agencies else found.names[found.agency],
        "tabs": _tabs(found),
        "kinds": found.stretches(),
        "beside": found.beside(),
        "form": found.form(),
        "table": draw(found, total) if found.lines else "",
        "is_incoming": side is Side.INCOMING,
        "xlsx": found.url("report_workbook"),
        "crumbs": base_crumbs(TITLES[side]()),
    }
    return render(request, "desk/correspondence/report.html", context)


@requires(Permission.REGISTER, Permission.INSTRUCT, Plans.MONITOR)
def workbook(request: HttpRequest, side: Side) -> HttpResponse:
    found = reported(request, side)
    write = write_handled if side is Side.INCOMING else write_issued
    name = "van-ban-den" if side is Side.INCOMING else "van-ban-di"
    content = write(found.lines, _name_of_lines(found), found.since, found.until)
    return send_sheet(content, f"bao-cao-{name}-{found.since:%Y%m%d}-{found.until:%Y%m%d}.xlsx")


def lead(total: ReportLine) -> str:
    """What is so, before any figure of the table."""
    counts = total.counts
    all_ = counts.get(Handled.RECEIVED, 0) + counts.get(Handled.CARRIED_OVER, 0)
    if not all_:
        return _("No incoming document was to be handled in this period.")
    said = _("%(all)s documents to be handled, %(handled)s handled") % {
        "all": format_number(all_),
        "handled": format_number(counts[Handled.HANDLED]),
    }
    late = counts[Handled.OPEN_LATE]
    if not late:
        return said + pgettext("report on documents", "; none is overdue.")
    words = npgettext("report on documents", "; %(count)s is overdue.", "; %(count)s are overdue.", late)
    return said + words % {"count": format_number(late)}


def lead_of_issued(total: ReportLine) -> str:
    issued = total.counts.get(Issued.ISSUED, 0)
    if not issued:
        return _("No document was issued in this period.")
    words = ngettext(
        "%(count)s document issued, %(sent)s sent electronically; %(silent)s recipients are silent.",
        "%(count)s documents issued, %(sent)s sent electronically; %(silent)s recipients are silent.",
        issued,
    )
    silent = total.counts[Sent.SILENT] + total.counts[Sent.UNREACHED]
    told = {"count": issued, "sent": total.counts[Sent.DOCUMENTS], "silent": silent}
    return words % {name: format_number(count) for name, count in told.items()}


def _tabs(found: Reported) -> list[Tab]:
    words = {name: value for name, value in found.words.items() if name != "by"}
    names = {Side.INCOMING: _("Incoming documents"), Side.OUTGOING: _("Outgoing documents")}
    return [
        Tab(name, f"../{side}/?{urlencode(words)}", current=side is found.side)
        for side, name in names.items()
    ]


def _name_of_lines(found: Reported) -> str:
    words = str(lines_for(found.side, is_own=True)[found.by])
    return f"{words[:1].upper()}{words[1:]}"


def draw(found: Reported, total: ReportLine) -> SafeString:
    """As one string: of a province it holds some thousand figures."""
    labels = {column: (escape(words), tone) for column, (words, tone) in labels_of(found.side).items()}
    has_days = found.side is Side.OUTGOING
    days = _("Days to the number (mean)")
    heads = [*(words for words, _tone in labels.values()), *([escape(days)] if has_days else [])]
    head = "".join(f'<th scope="col" class="number">{words}</th>' for words in heads)
    rows = "".join(_row(line, found, labels, days if has_days else "") for line in found.lines)
    foot = _row(total, found, labels, days if has_days else "", is_sum=True)
    return SafeString(
        f'<table class="rows rows-dense board"><caption class="unseen">{escape(found.period)}</caption><thead><tr>'
        f'<th scope="col">{escape(_name_of_lines(found))}</th>{head}</tr></thead><tbody>{rows}</tbody>'
        f"<tfoot>{foot}</tfoot></table>"
    )


def _row(
    line: ReportLine,
    found: Reported,
    labels: Mapping[str, tuple[Any, str]],
    days: str,
    *,
    is_sum: bool = False,
) -> str:
    name = conditional_escape(write_name(line.name))
    is_own = found.agency == found.desk.by.agency and not (found.is_of_agencies and is_sum)
    is_own &= not found.is_of_agencies or line.key == found.desk.by.agency
    words = {} if is_sum else {"key": line.key}
    base = escape(found.url("counted", **words)) if is_own and found.may_open else ""
    mean = "" if line.mean_days is None else f"{line.mean_days:.1f}".replace(".", ",")
    more = f'<td class="number" data-label="{escape(days)}">{mean}</td>' if days else ""
    return f'<tr><th scope="row" class="head" lang="vi">{name}</th>{"".join(_cells(line, base, labels))}{more}</tr>'


def _cells(line: ReportLine, base: str, labels: Mapping[str, tuple[Any, str]]) -> Iterable[str]:
    """A nought is not told on a phone; what nobody here may open is no link."""
    for column, (words, tone) in labels.items():
        count = line.counts.get(column, 0)
        shown = format_number(count)
        if count and base:
            shown = f'<a href="{base}&amp;column={column}">{shown}</a>'
        look = f" {tone}" if count or tone == "whole" else " none"
        yield f'<td class="number{look.rstrip()}" data-label="{words}">{shown}</td>'


urlpatterns = [
    path(address, view, {"side": side}, name=name)
    for side in Side
    for address, view, name in (
        (f"reports/{side}/", report, f"{side}_report"),
        (f"reports/{side}.xlsx", workbook, f"{side}_report_workbook"),
    )
]
