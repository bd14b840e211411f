"""Cells of the heat map as HTML: drawn here and not by a template, since one map holds hundreds of them."""

from functools import lru_cache

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from lienthong.web.ui.charts import Cell, HeatState
from lienthong.web.ui.shapes import tag_shape


def draw_cell(cell: Cell) -> SafeString:
    """One ``<td>``: figures first, ground second, and in words whatever the ground says."""
    state = cell.state
    shown = str(cell.due) if state == "ahead" else f"{cell.done}/{cell.due}"
    words = _words(state, shown, get_language() or "")
    inner = f'<a href="{escape(cell.url)}">{words}</a>' if cell.url else f"<span>{words}</span>"
    return SafeString(f'<td class="heat-{state}">{inner}</td>')


@lru_cache(maxsize=4096)
def _words(state: HeatState, shown: str, _language: str) -> SafeString:
    """What stands in a cell; kept per language, because the same few cells fill every map."""
    match state:
        case "none":
            return format_html('<span aria-hidden="true">·</span>{}', _unseen(_("none")))
        case "unknown":
            return _unseen(_("no figures"))
        case "late" | "very-late":
            return format_html("{}{}{}", tag_shape("triangle"), _unseen(_("overdue") + " "), shown)
        case "tardy":
            return format_html("{}{}", shown, _unseen(" " + _("some late")))
        case _:
            return format_html("{}", shown)


def _unseen(words: str) -> SafeString:
    return format_html('<span class="unseen">{}</span>', words)
