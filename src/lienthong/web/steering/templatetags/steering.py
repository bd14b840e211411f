"""Cells that several tables of a plan share. Written as tags: a table of forty rows draws each of them forty times."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from django import template
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from lienthong.domain.plans.queries import ObligationRow, PlanRow, TaskRow
from lienthong.spine.money import format_number
from lienthong.spine.text import bind
from lienthong.web.steering.plans.acts import ACTS
from lienthong.web.steering.plans.duty import DutyShown
from lienthong.web.steering.plans.measured import plain
from lienthong.web.steering.plans.page import Page
from lienthong.web.steering.plans.reading import DeadlineShown, PartyShown
from lienthong.web.ui.charts import Target
from lienthong.web.ui.shapes import tag_shape
from lienthong.web.ui.templatetags.ui import button, tag, targets
from lienthong.web.ui.words import write_day, write_name, write_short_day

register = template.Library()

CHIP = '<span class="inherited">{}</span>'


@register.simple_tag
def parties(plan: PlanRow, parties: Sequence[PartyShown]) -> SafeString:
    """Each agency or group leads to its page; words that matched nobody say so."""
    return _list(_party(plan, party) for party in parties)


@register.simple_tag
def deadlines(deadlines: Sequence[DeadlineShown]) -> SafeString:
    """The plan's own words, then how they were read."""
    return _list(
        format_html("{} {}<small>{}</small>", bind(one.text), _inherited(one.inherited), bind(one.reading))
        for one in deadlines
    )


@register.simple_tag
def outputs(outputs: Sequence[str]) -> SafeString:
    if len(outputs) == 1:
        return format_html("{}", bind(outputs[0]))
    return format_html(
        "<ol>{}</ol>", format_html_join("", "<li>{}</li>", ((bind(output),) for output in outputs))
    )


@register.simple_tag
def ref(plan: PlanRow, task: TaskRow) -> SafeString:
    return format_html('<a href="{}">{}</a>', _address(plan, task), task.ref)


@register.simple_tag
def called(plan: PlanRow, task: TaskRow) -> SafeString:
    """The task's title, or its first words where the plan lost it, and how many notes the reader left."""
    if not task.warnings:
        return format_html("{}", bind(task.called))
    notes = ngettext("%(count)s note", "%(count)s notes", task.warnings) % {"count": task.warnings}
    return format_html(
        '{} <a class="inherited" href="{}#notes">{}</a>', bind(task.called), _address(plan, task), notes
    )


def _party(plan: PlanRow, party: PartyShown) -> SafeString:
    if not party.is_known:
        return format_html("{} " + CHIP, write_name(party.name), _("not matched"))
    address = reverse("steering:plan_agency", args=(plan.slug, party.code))
    return format_html('<a href="{}">{}</a> {}', address, write_name(party.name), _inherited(party.inherited))


def _inherited(is_inherited: bool) -> SafeString:
    return format_html(CHIP, _("from the cell above")) if is_inherited else SafeString("")


def _list(items: Iterable[SafeString]) -> SafeString:
    return format_html(
        '<ul class="plain">{}</ul>', format_html_join("", "<li>{}</li>", ((item,) for item in items))
    )


def _address(plan: PlanRow, task: TaskRow) -> str:
    return reverse("steering:plan_task", args=(plan.slug, task.ref))


@register.simple_tag
def plan_url(page: Page, route: str, **words: Any) -> str:
    """An address of the plan that keeps the day it is seen from."""
    return page.url(route, **words)


@register.inclusion_tag("steering/plans/take_away.html")
def take_away(page: Page, query: str = "") -> dict[str, Any]:
    """What can be taken away; ``query`` narrows the list of duties as the page shows it."""
    return {"page": page, "plan": page.plan, "query": query}


@register.simple_tag
def late_item(duty: DutyShown) -> SafeString:
    """A late duty in a panel: what, whose, how late, and what was done about it."""
    ref = format_html('<span class="hint">{}</span> ', duty.row.ref) if duty.row.ref else ""
    due = _("Due %(day)s, %(late)s") % {"day": write_short_day(duty.row.due), "late": duty.lateness}
    return format_html(
        '<div class="late-item"><p>{}<a href="{}">{}</a></p><p>{}</p>'
        '<p class="late-words">{}<span class="figures">{}</span></p><p class="hint">{}</p></div>',
        ref,
        duty.url,
        bind(shorten(duty.called)),
        write_name(duty.agency),
        tag_shape("triangle"),
        due,
        duty.about,
    )


@register.simple_tag
def duty_row(
    duty: DutyShown,
    has_marks: bool = False,
    may_mark: bool = False,
    marked: bool = False,
    names_agency: bool = True,
) -> SafeString:
    """A row of a list of duties, drawn here since a page holds forty of them."""
    row = duty.row
    task = "" if row.title == row.task else format_html("<small>{}</small>", bind(shorten(row.task)))
    ref = format_html('<span class="hint">{}</span> ', row.ref) if row.ref else ""
    return format_html(
        '<tr>{}<th scope="row" class="head">{}<a href="{}">{}</a>{}</th>{}'
        '<td data-label="{}" class="figures when">{}{}</td><td>{}</td><td class="about">{}{}</td></tr>',
        _mark(duty, may_mark=may_mark, marked=marked) if has_marks else "",
        ref,
        duty.url,
        bind(shorten(duty.called)),
        task,
        format_html('<td data-label="{}">{}</td>', _("Agency"), write_name(duty.agency))
        if names_agency
        else "",
        _("Due"),
        write_day(row.due) if row.due else _("not set"),
        _moved(duty),
        tag(duty.tag, duty.word),
        format_html("{}. ", capitalised(duty.lateness))
        if row.status == "DONE_LATE" and duty.lateness
        else "",
        duty.about,
    )


def _mark(duty: DutyShown, *, may_mark: bool, marked: bool) -> SafeString:
    if not may_mark:
        return SafeString('<td class="mark"></td>')
    return format_html(
        '<td class="mark"><input type="checkbox" name="duty" value="{}" aria-label="{}"{}></td>',
        duty.row.id,
        _("Mark %(duty)s of %(agency)s") % {"duty": duty.row.title[:80], "agency": duty.agency},
        SafeString(" checked") if marked else "",
    )


def _moved(duty: DutyShown) -> SafeString:
    """An extension, or a day that another set: the day of the plan stands under the one in force."""
    if not duty.due_moved:
        return SafeString("")
    return format_html("<small>{}</small>", _("was %(day)s") % {"day": write_day(duty.row.first_due)})


def shorten(words: str, length: int = 110) -> str:
    return words if len(words) <= length else words[:length].rsplit(" ", 1)[0] + "…"


def capitalised(words: str) -> str:
    return words[:1].upper() + words[1:]


@register.simple_tag
def target_bar(bar: Target) -> SafeString:
    """One bar alone, named beside it."""
    return targets([bar])


@register.filter
def figure(value: Decimal) -> str:
    """A count without the empty places it was kept with: 1.230."""
    return format_number(plain(value))


@register.simple_tag
def heat_legend() -> SafeString:
    keys = [
        ("heat-done", "1/1", _("done on time")),
        ("heat-tardy", "1/1", _("done, some late")),
        ("heat-late", tag_shape("triangle"), _("1 overdue")),
        ("heat-very-late", tag_shape("triangle"), _("2 or more")),
        ("heat-ahead", "5", _("to come, or to be accepted")),
    ]
    items = format_html_join("", '<li><span class="heat-key {}">{}</span> {}</li>', keys)
    return format_html('<ul class="legend" aria-label="{}">{}</ul>', _("Key to the cells"), items)


@register.simple_tag
def act_links(page: Page, row: ObligationRow, names: Sequence[str]) -> SafeString:
    """What can be decided, as links of a row."""
    links = ((page.url("plan_act", duty=row.id, name=name), ACTS[name].button) for name in names)
    return format_html(
        '<ul class="plain">{}</ul>', format_html_join("", '<li><a href="{}">{}</a></li>', links)
    )


@register.simple_tag
def act_buttons(page: Page, duty: DutyShown, names: Sequence[str]) -> SafeString:
    """What can be decided about the duty a story is opened at: the likeliest as buttons, primary last."""
    if not names:
        return SafeString("")
    plain = [name for name in names if name != "accept"]
    near, rare = ([], plain) if "accept" not in names else (plain[:1], plain[1:])
    drawn = [_rare(page, duty, rare)] if rare else []
    drawn += [_act(page, duty, name, kind="secondary") for name in near]
    if "accept" in names:
        drawn.append(_act(page, duty, "accept", kind="primary", key="C"))
    return format_html_join("", "{}", ((one,) for one in drawn))


def _act(page: Page, duty: DutyShown, name: str, **look: str) -> SafeString:
    label = f"{ACTS[name].button} {duty.period}".strip() if name == "accept" else f"{ACTS[name].button}…"
    return button(label, href=page.url("plan_act", duty=duty.row.id, name=name), **look)


def _rare(page: Page, duty: DutyShown, names: Sequence[str]) -> SafeString:
    links = ((page.url("plan_act", duty=duty.row.id, name=name), ACTS[name].title) for name in names)
    return format_html(
        '<details class="menu-button"><summary class="button button-secondary">{}</summary>'
        '<ul class="plain">{}</ul></details>',
        pgettext("acts", "More"),
        format_html_join("", '<li><a href="{}">{}</a></li>', links),
    )


@register.simple_tag
def occurrence(duty: DutyShown, name: str, current: DutyShown | None, here: str) -> SafeString:
    """One occurrence of a task as a card: which, until when, how it stands, what became of it."""
    chosen = current is not None and current.row.id == duty.row.id
    return format_html(
        '<li{}><div class="both"><h2><a href="{}">{}</a></h2>{}</div><p>{}</p><p class="hint">{}</p></li>',
        SafeString(' class="is-current" aria-current="true"') if chosen else "",
        _opened(here, duty),
        bind(shorten(capitalised(name), 60)),
        tag(duty.tag, duty.word),
        _("Due %(day)s") % {"day": write_day(duty.row.due)} if duty.row.due else _("No day set yet"),
        _after(duty),
    )


def _after(duty: DutyShown) -> str:
    if duty.row.status == "DONE_LATE" and duty.lateness:
        return f"{capitalised(duty.lateness)}. {duty.about}"
    return duty.about if duty.about != _("Not handed in yet") or duty.row.status == "OVERDUE" else ""


def _opened(here: str, duty: DutyShown) -> str:
    return f"{here}{'&' if '?' in here else '?'}duty={duty.row.id}"


@register.simple_tag
def grid_table(
    heads: Sequence[str],
    lines: Sequence[tuple[str, Sequence[DutyShown | None]]],
    current: DutyShown | None,
    here: str,
) -> SafeString:
    """Agencies by occurrences; each cell says how it stands in word and shape and leads to that agency's story."""
    drawn = format_html_join("", '<th scope="col">{}</th>', ((head,) for head in heads))
    rows = format_html_join(
        "",
        '<tr><th scope="row" class="head">{}</th>{}</tr>',
        ((write_name(name), _grid_cells(heads, cells, current, here)) for name, cells in lines),
    )
    return format_html(
        '<div class="scroll" role="region" tabindex="0" aria-label="{}"><table class="rows stays rows-dense grid">'
        '<thead><tr><th scope="col">{}</th>{}</tr></thead><tbody>{}</tbody></table></div>',
        _("Agencies by occurrences"),
        _("Agency"),
        drawn,
        rows,
    )


def _grid_cells(
    heads: Sequence[str], cells: Sequence[DutyShown | None], current: DutyShown | None, here: str
) -> SafeString:
    return format_html_join(
        "", "{}", ((_grid_cell(head, cell, current, here),) for head, cell in zip(heads, cells, strict=True))
    )


def _grid_cell(head: str, cell: DutyShown | None, current: DutyShown | None, here: str) -> SafeString:
    if cell is None:
        return SafeString("<td></td>")
    chosen = current is not None and current.row.id == cell.row.id
    due = "" if head.endswith(write_day(cell.row.due)) else write_short_day(cell.row.due)
    return format_html(
        '<td{}><a href="{}">{}</a>{}</td>',
        SafeString(' class="is-chosen" aria-current="true"') if chosen else "",
        _opened(here, cell),
        tag(cell.tag, cell.word),
        format_html(' <small class="figures">{}</small>', due) if due else "",
    )
