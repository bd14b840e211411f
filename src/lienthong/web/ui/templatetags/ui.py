"""``{% load ui %}``: every component and word filter. A tag draws one file of ``ui/components``."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from django import template
from django.forms import BaseForm, BoundField
from django.forms.utils import flatatt
from django.http import HttpRequest, QueryDict
from django.template.context import Context, RequestContext
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from lienthong.spine import text as spine_text
from lienthong.spine.qr import draw_qr
from lienthong.web.ui import cells, charts, parts, shapes, words
from lienthong.web.ui.doors import url_of
from lienthong.web.ui.paging import Paging
from lienthong.web.ui.statuses import STATUSES

MOST_IN_A_CODE = 1_000
register = template.Library()

register.filter("day", words.write_day)
register.filter("short_day", words.write_short_day)
register.filter("due_date", words.write_due)
register.filter("moment", words.write_moment)
register.filter("number", words.write_number)
register.filter("counter", words.write_counter)
register.filter("name", words.write_name)
register.filter("province", words.write_province)
register.filter("province_within", words.write_province_within)
register.simple_tag(words.write_name, name="name")
register.simple_tag(url_of, name="url_of")
register.simple_tag(shapes.icon, name="icon")
register.simple_tag(shapes.tag_shape, name="tag_shape")
register.simple_tag(cells.draw_cell, name="heat_cell")

TONES = {"success": "ok", "warning": "warning", "error": "bad"}
ALERT_ICONS = {"info": "info", "ok": "ok", "warning": "warning", "bad": "bad"}


@register.filter(is_safe=True)
def bind(text: object) -> str:
    """Words that must not part (compounds, document numbers, dates, money, "TP. Pleiku") held together."""
    return spine_text.bind(str(text))


@register.filter
def key(number: object) -> str:
    """What names a row, for machines: an id of 1793 is not written 1.793 in a form or an address."""
    return str(number)


@register.filter
def money(amount: int | None) -> str:
    return words.write_money(amount)


@register.filter
def money_short(amount: int | None) -> str:
    return words.write_money(amount, short=True)


@register.filter
def figures(text: object) -> SafeString:
    """Digits that stand in columns: codes, dates, times, money."""
    return format_html('<span class="figures">{}</span>', text)


@register.filter
def tone(level: str) -> str:
    """The kind of alert for a level of Django's messages."""
    return TONES.get(level, "info")


@register.simple_tag
def tag(status: str, word: parts.Text = "") -> SafeString:
    """A status of ``STATUSES``: shape, word and ground; ``word`` says it more exactly ("Quá hạn 2 ngày")."""
    look = STATUSES[status]
    return format_html(
        '<span class="tag tag-{}">{}{}</span>', look.tone, shapes.tag_shape(look.shape), word or look.word
    )


@register.simple_tag
def button(label: parts.Text, kind: str = "primary", **options: Any) -> SafeString:
    """A button, or a link that looks like one when ``href`` is given.

    ``kind``: primary, secondary, quiet, danger, final. ``icon`` and ``after`` name drawings before and behind
    the words, ``key`` its key. ``blocked``: reachable without effect, and ``label`` says why. Other options
    become attributes (``data_hx_get`` gives ``data-hx-get``).
    """
    before, behind = options.pop("icon", ""), options.pop("after", "")
    key, href = options.pop("key", ""), options.pop("href", "")
    content = format_html(
        "{}{}{}{}",
        shapes.icon(before) if before else "",
        label,
        shapes.icon(behind) if behind else "",
        format_html('<kbd aria-hidden="true">{}</kbd>', key) if key else "",
    )
    attributes = {name.replace("_", "-"): value for name, value in options.items() if name != "blocked"}
    attributes |= {"data-key": key, "aria-keyshortcuts": key} if key else {}
    if options.get("blocked"):
        return _blocked(content)
    if href:
        attributes["href"] = href
        return format_html('<a class="button button-{}"{}>{}</a>', kind, flatatt(attributes), content)
    return format_html('<button class="button button-{}"{}>{}</button>', kind, flatatt(attributes), content)


def _blocked(content: SafeString) -> SafeString:
    return format_html('<button class="button" type="button" aria-disabled="true">{}</button>', content)


@register.simple_block_tag
def alert(content: str, kind: str = "info") -> SafeString:
    """``{% alert "warning" %}<p><b>First words.</b> …</p>{% endalert %}``; info, ok, warning, bad."""
    return format_html(
        '<div class="alert alert-{}">{}<div>{}</div></div>', kind, shapes.icon(ALERT_ICONS[kind]), content
    )


@register.simple_block_tag
def panel(content: str, title: parts.Text = "", level: int = 2) -> SafeString:
    """A titled box; a page's panels are its sections."""
    heading = format_html('<h{0} class="panel-title">{1}</h{0}>', level, title) if title else ""
    return format_html('<section class="panel">{}{}</section>', heading, content)


@register.simple_block_tag
def dialog(content: str, title: parts.Text, id: str = "", is_page: bool = False) -> SafeString:
    """A question about something irreversible; ``is_page`` draws the page that stands in without scripts."""
    if is_page:
        return format_html('<section class="dialog"><h1>{}</h1>{}</section>', title, content)
    return format_html(
        '<dialog class="dialog" id="{0}" aria-labelledby="{0}-title"><h2 id="{0}-title">{1}</h2>{2}</dialog>',
        id,
        title,
        content,
    )


@register.simple_block_tag
def fold(content: str, title: parts.Text) -> SafeString:
    """A disclosure: law sentences, numbers behind a chart, steps behind a promise."""
    return format_html('<details class="fold"><summary>{}</summary><div>{}</div></details>', title, content)


def _component(name: str, **context: Any) -> SafeString:
    return SafeString(render_to_string(f"ui/components/{name}.html", context))


@register.simple_tag
def breadcrumb(crumbs: Sequence[parts.Link]) -> SafeString:
    return _component("breadcrumb", crumbs=crumbs)


@register.simple_tag
def tabs(tabs: Sequence[parts.Tab], label: parts.Text = "") -> SafeString:
    return _tabs(tuple(tabs), label, get_language() or "")


@lru_cache(maxsize=1_000)
def _tabs(tabs: tuple[parts.Tab, ...], label: parts.Text, language: str) -> SafeString:
    """A row of tabs stays as it is until one of its counters moves."""
    del language  # only tells words of one language from those of another
    return _component("tabs", tabs=tabs, label=label)


@register.simple_tag
def pagination(paging: Paging) -> SafeString:
    return _component("pagination", paging=paging)


@register.simple_tag
def facts(facts: Sequence[parts.Fact]) -> SafeString:
    return _component("facts", facts=facts)


@register.simple_tag
def key_facts(facts: Sequence[parts.Fact]) -> SafeString:
    """Days, fee, where: the facts a citizen asks for first, each with its drawing."""
    return _component("key_facts", facts=facts)


@register.simple_tag
def thread(knots: Sequence[parts.Knot], label: parts.Text = "") -> SafeString:
    """What happened, in the order given: newest first at the desk, oldest first for citizens."""
    return _component("thread", knots=knots, label=label)


@register.simple_tag
def evidence(paper: parts.Evidence) -> SafeString:
    return _component("evidence", paper=paper)


@register.simple_tag
def stepper(steps: Sequence[parts.Step], label: parts.Text = "") -> SafeString:
    return _component("stepper", steps=steps, label=label)


@register.simple_tag
def steps_done(done: int, total: int) -> SafeString:
    """How far a citizen has come; the words stand beside it, so it is silent."""
    states = ["is-done" if place < done else "is-now" if place == done else "" for place in range(total)]
    return _component("steps_done", states=states)


@register.simple_tag
def task_list(sections: Sequence[parts.TaskSection]) -> SafeString:
    return _component("task_list", sections=sections)


@register.simple_tag
def level_strip(
    lanes: Sequence[parts.Lane], days: Sequence[parts.Text], today: int | None = None, label: parts.Text = ""
) -> SafeString:
    """One lane a level over working days; ``today`` is the column of today."""
    rows = [(lane.label, _lay(lane.bars, len(days))) for lane in lanes]
    return _component("level_strip", rows=rows, days=days, today=today, label=label)


def _lay(bars: Sequence[parts.Bar], columns: int) -> list[tuple[int, parts.Bar | None]]:
    """Cells of a row: each with the columns it spans and its bar, or None where nothing happens."""
    cells: list[tuple[int, parts.Bar | None]] = []
    column = 0
    for bar in sorted(bars, key=lambda bar: bar.start):
        if bar.start > column:
            cells.append((bar.start - column, None))
        cells.append((bar.length, bar))
        column = bar.start + bar.length
    return [*cells, (columns - column, None)] if column < columns else cells


@register.simple_block_tag
def due_box(
    content: str,
    due: date,
    title: parts.Text,
    sum: Sequence[parts.SumRow],
    status: str,
    word: parts.Text = "",
) -> SafeString:
    """A due day and its sum; ``content`` names the calendar and leads to the count day by day."""
    ending = {"done": "due-done", "tardy": "due-done", "late": "due-late"}.get(STATUSES[status].tone, "")
    return _component(
        "due_box", due=due, title=title, sum=sum, status=status, word=word, ending=ending, content=content
    )


@register.simple_tag
def heat_map(
    groups: Sequence[charts.HeatGroup],
    columns: Sequence[parts.Text],
    current: int | None = None,
    label: parts.Text = "",
    row_name: parts.Text = "",
) -> SafeString:
    """Agencies by months of the due day; ``current`` is the column of the present month."""
    return _component(
        "heat_map", groups=groups, columns=columns, current=current, label=label, row_name=row_name
    )


@register.simple_tag
def proportion(segments: Sequence[charts.Segment], whole: parts.Text = "") -> SafeString:
    """The one proportion bar of a page; counts in its legend, ``whole`` says of how many."""
    return _component("proportion", slices=charts.slice_bar(segments), segments=segments, whole=whole)


@register.simple_tag
def targets(targets: Sequence[charts.Target]) -> SafeString:
    return _component("targets", targets=targets)


@register.simple_tag
def measures(measures: Sequence[charts.Measure], label: parts.Text) -> SafeString:
    return _component("measures", measures=measures, label=label)


@register.simple_tag
def line_chart(
    series: Sequence[charts.Series],
    ticks: Sequence[str],
    label: parts.Text,
    top: float = 100,
    target: float | None = None,
    target_label: parts.Text = "",
) -> SafeString:
    """At most three lines from zero to ``top`` per cent, with their table beneath."""
    columns = [[tick, *(one.values[place] for one in series)] for place, tick in enumerate(ticks)]
    return _component(
        "line_chart",
        plots=[charts.plot(series, ticks, top, target, frame) for frame in (charts.WIDE, charts.NARROW)],
        series=series,
        columns=columns,
        label=label,
        target_label=target_label,
    )


@register.simple_tag
def source(lines: Sequence[parts.SourceLine]) -> SafeString:
    return _component("source", lines=lines)


@register.simple_tag
def upload(papers: Sequence[parts.Paper]) -> SafeString:
    return _component("upload", papers=papers)


@register.simple_tag
def keys(keys: Sequence[parts.Key]) -> SafeString:
    return _component("keys", keys=keys)


@register.simple_block_tag
def empty(content: str, title: parts.Text) -> SafeString:
    """An empty list: why it is good or empty, then the next useful link."""
    return _component("empty", title=title, content=content)


@register.simple_tag
def error_summary(form: BaseForm) -> SafeString:
    """It takes the focus, which no box of the form then takes from it."""
    if not form.errors:
        return SafeString("")
    for field in form.fields.values():
        field.widget.attrs.pop("autofocus", None)
    return _component("error_summary", form=form)


@register.inclusion_tag("ui/fields/field.html")
def question(field: BoundField) -> dict[str, Any]:
    """The only question of a page: its label is the page's title."""
    return {"field": field, "question": True}


@register.inclusion_tag("ui/components/filters.html", takes_context=True)
def filters(context: Context, form: BaseForm) -> dict[str, Any]:
    """The filter bar of a list: a GET form whose other parameters (as-of day, sort) are kept."""
    request = context["request"]
    own = {
        "page",
        *form.fields,
        *(f"{name}_of" for name in form.fields),
    }  # the marks below a box to pick from
    kept = [(name, value) for name, value in request.GET.items() if name not in own]
    clear = QueryDict(mutable=True)
    clear.update(dict(kept))
    return {
        "clear": _here(request, clear),
        "form": form,
        "kept": kept,
        "is_filtered": any(request.GET.get(name) for name in form.fields),
    }


@register.simple_tag(takes_context=True)
def here_without(context: Context, *names: str) -> str:
    """The address of this page without these parameters (and without a page number)."""
    query = context["request"].GET.copy()
    for name in (*names, "page"):
        query.pop(name, None)
    return _here(context["request"], query)


def _here(request: HttpRequest, query: QueryDict) -> str:
    return f"{request.path}?{query.urlencode()}" if query else request.path


@register.inclusion_tag("ui/components/as_of_picker.html", takes_context=True)
def as_of_picker(context: Context) -> dict[str, Any]:
    """From which day the page is seen (``as_of``, ``today`` of the context), and the way to another."""
    query = context["request"].GET.copy()
    for name in ("as_of", "known", "page"):
        query.pop(name, None)
    days = {name: context[name] for name in ("as_of", "today")}
    return {"kept": list(query.items()), "back": _here(context["request"], query), **days}


@register.inclusion_tag("ui/components/column.html", takes_context=True)
def column(context: RequestContext, label: parts.Text, sort: str, is_number: bool = False) -> dict[str, Any]:
    """A head that sorts its column: says which way and leads to the other one."""
    query = context["request"].GET.copy()
    chosen = query.get("sort", "")
    query["sort"] = f"-{sort}" if chosen == sort else sort
    query.pop("page", None)
    order = {sort: "ascending", f"-{sort}": "descending"}.get(chosen, "")
    return {"label": label, "url": f"?{query.urlencode()}", "order": order, "is_number": is_number}


@register.simple_tag
@lru_cache(maxsize=512)
def qr(content: str) -> SafeString:
    """``content`` as a QR code in plain SVG, for printed pages and papers; nothing for what is more than a telephone
    reads from a printed page, as an address into which somebody pasted a whole text.
    """
    if len(content.encode()) > MOST_IN_A_CODE:
        return SafeString("")
    return SafeString(draw_qr(content))


@register.filter
def lower_first(text: object) -> str:
    """ "Tỉnh Gia Lai" inside a sentence: "tỉnh Gia Lai"."""
    words_of = str(text)
    return words_of[:1].lower() + words_of[1:]


@register.filter
def error_words(field: BoundField) -> list[str]:
    """What is wrong with ``field``, the same words beside it and in the summary; an empty box is named."""
    return [
        _("Fill in “%(label)s”.") % {"label": field.label} if error.code == "required" else words_
        for error in field.errors.as_data()
        for words_ in error.messages
    ]


@register.filter
def box_id(field: BoundField) -> str:
    """The id of the first box of ``field``, where a link of the error summary leads."""
    return f"{field.auto_id}_0" if field.use_fieldset else field.id_for_label


@register.filter
def percent(value: float | Decimal) -> str:
    """54.2 gives 54,2%."""
    return f"{words.write_number(value)}%"
