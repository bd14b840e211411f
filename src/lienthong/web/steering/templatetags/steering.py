"""Cells that several tables of a plan share. Written as tags: a table of forty rows draws each of them forty times."""

from collections.abc import Iterable, Sequence

from django import template
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lienthong.domain.plans.queries import PlanRow, TaskRow
from lienthong.spine.text import bind
from lienthong.web.steering.plans.reading import DeadlineShown, PartyShown
from lienthong.web.ui.words import write_name

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
