"""The heat map: agencies by months of the due day. Read into lines here, drawn as one string: it holds thousands of
cells, and a template would take longer than the database.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.utils.html import conditional_escape, escape
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from lienthong.domain.organisations.queries import Level
from lienthong.domain.plans.queries import NONE, Months, Tally, total
from lienthong.web.steering.plans.months import Column
from lienthong.web.steering.plans.places import Places
from lienthong.web.ui.shapes import tag_shape
from lienthong.web.ui.words import write_name

SHOWN = 9
"""Lines of a section from which the quiet ones fold; a fold hides two at least."""
NAMED_COMMUNES = 12
"""Late communes that stand by name; when there are more, each district's stand in one line."""


@dataclass(frozen=True, slots=True)
class Line:
    """An agency, or several folded into one. ``query`` is what its cells ask the list for."""

    label: str
    url: str
    query: Mapping[str, str]
    cells: tuple[Tally, ...]
    late: int
    is_fold: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    label: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Map:
    """``list_url`` is the list behind the cells, ``agency_url`` an agency's page with “CODE” for the code."""

    columns: Sequence[Column]
    sections: Sequence[Section]
    day: dt.date
    list_url: str
    label: str

    @property
    def current(self) -> int | None:
        return next((place for place, one in enumerate(self.columns) if one.holds(self.day)), None)


@dataclass(frozen=True, slots=True)
class Ground:
    """What lines are made of; ``is_whole``: nothing folds."""

    counts: Mapping[str, Months]
    columns: Sequence[Column]
    places: Places
    agency_url: str
    open_url: str
    is_whole: bool = False

    def cells(self, codes: Iterable[str]) -> tuple[Tally, ...]:
        codes = list(codes)
        return tuple(total(self._of(code, column) for code in codes) for column in self.columns)

    def _of(self, code: str, column: Column) -> Tally:
        months = self.counts[code]
        if len(column.key) == 7 and "Q" not in column.key:
            return months.get(column.first, NONE)
        return total(months[month] for month in months if month and column.holds(month))

    def late(self, codes: Iterable[str]) -> int:
        return sum(tally.overdue for code in codes for tally in self.counts[code].values())

    def line(self, code: str) -> Line:
        url = self.agency_url.replace("CODE", code)
        return Line(self.places.heading(code), url, {"agency": code}, self.cells([code]), self.late([code]))

    def fold(self, label: str, codes: Sequence[str], query: Mapping[str, str]) -> Line:
        return Line(label, self.open_url, query, self.cells(codes), self.late(codes), is_fold=True)


def sections_of(ground: Ground) -> list[Section]:
    """Departments, districts, communes, each in the order of the tree; the quiet fold, a late one never does."""
    by_level: dict[str, list[str]] = defaultdict(list)
    for code in ground.places.sort(ground.counts):
        by_level[ground.places.level(code)].append(code)
    return [
        Section(_heading(level, len(codes)), tuple(_lines(ground, level, codes)))
        for level, codes in by_level.items()
    ]


def _heading(level: str, count: int) -> str:
    words = {
        Level.PROVINCE.value: _("Departments and agencies of the province (%(count)s)"),
        Level.DISTRICT.value: _("People's Committees of districts (%(count)s)"),
        Level.COMMUNE.value: _("People's Committees of communes (%(count)s)"),
    }
    return words[level] % {"count": count}


def _lines(ground: Ground, level: str, codes: Sequence[str]) -> Iterator[Line]:
    if ground.is_whole or len(codes) <= SHOWN:
        yield from map(ground.line, codes)
        return
    late = [code for code in codes if ground.late([code])]
    if level == Level.COMMUNE and len(late) > NAMED_COMMUNES:
        yield from _districts(ground, codes)
        return
    kept = set(late)
    if level != Level.COMMUNE:
        kept |= set([code for code in codes if code not in kept][: max(SHOWN - 1 - len(late), 0)])
    quiet = [code for code in codes if code not in kept]
    if len(quiet) < 2:
        kept |= set(quiet)
        quiet = []
    yield from (ground.line(code) for code in codes if code in kept)
    if quiet:
        words = ngettext("%(count)s other agency", "%(count)s other agencies", len(quiet))
        if level == Level.COMMUNE:
            words = ngettext("%(count)s commune", "%(count)s communes", len(quiet))
        yield ground.fold(
            words % {"count": len(quiet)}, quiet, {"level": level, "but": ",".join(sorted(kept))}
        )


def _districts(ground: Ground, codes: Sequence[str]) -> Iterator[Line]:
    """The communes of each district in one line, that is late when one of them is."""
    below: dict[str, list[str]] = defaultdict(list)
    for code in codes:
        below[ground.places.parent(code)].append(code)
    for district, communes in below.items():
        words = ngettext("%(count)s commune: %(district)s", "%(count)s communes: %(district)s", len(communes))
        label = words % {"count": len(communes), "district": ground.places.heading(district)}
        yield ground.fold(label, communes, {"below": district})


def draw(heat: Map) -> SafeString:
    """The whole table: figures first, ground second, and in words whatever the ground says."""
    parts = [_head(heat)]
    for section in heat.sections:
        parts.append("<tbody>")
        span = len(heat.columns) + 2
        parts.append(
            f'<tr class="group"><th scope="rowgroup" colspan="{span}">{escape(section.label)}</th></tr>'
        )
        parts += [_row(heat, line) for line in section.lines]
        parts.append("</tbody>")
    return SafeString(f'<table class="heat">{"".join(parts)}</table>')


def _head(heat: Map) -> str:
    current = heat.current
    heads = "".join(
        f'<th scope="col"{" aria-current=date" if place == current else ""}>{escape(column.label)}</th>'
        for place, column in enumerate(heat.columns)
    )
    return (
        f'<caption class="unseen">{escape(heat.label)}</caption><thead><tr><th scope="col">{_("Agency")}</th>'
        f'{heads}<th scope="col">{_("Late now")}</th></tr></thead>'
    )


def _row(heat: Map, line: Line) -> str:
    name = conditional_escape(write_name(line.label))
    mark = '<span class="fold-mark" aria-hidden="true">›</span> ' if line.is_fold else ""
    base = f"{heat.list_url}{'&' if '?' in heat.list_url else '?'}{urlencode(line.query)}"
    address = escape(base)
    language = get_language() or ""
    cells = "".join(
        _cell(tally, f"{address}&amp;month={column.key}", language, has_come=column.first <= heat.day)
        for tally, column in zip(line.cells, heat.columns, strict=True)
    )
    late = f'<a href="{address}&amp;status=overdue">{line.late}</a>' if line.late else "0"
    css = "heat-sum heat-sum-late" if line.late else "heat-sum"
    head = f'<th scope="row">{mark}<a href="{escape(line.url)}">{name}</a></th>'
    return f'<tr{" class=fold-row" if line.is_fold else ""}>{head}{cells}<td class="{css}">{late}</td></tr>'


def _cell(tally: Tally, url: str, language: str, *, has_come: bool) -> str:
    if not tally.due:
        return _blank(language)
    state = state_of(tally)
    figures = f"{tally.done}/{tally.due}" if has_come or tally.done else str(tally.due)
    return f'<td class="heat-{state}"><a href="{url}">{_words(state, figures, language)}</a></td>'


def state_of(tally: Tally) -> str:
    """Late before everything, then what is still to come or to be judged, then how it was done."""
    if tally.overdue:
        return "late" if tally.overdue == 1 else "very-late"
    if tally.done < tally.due:
        return "ahead"
    return "tardy" if tally.tardy else "done"


@lru_cache(maxsize=8)
def _blank(_language: str) -> str:
    dot = f'<span aria-hidden="true">·</span><span class="unseen">{_("none")}</span>'
    return f'<td class="heat-none"><span>{dot}</span></td>'


@lru_cache(maxsize=4096)
def _words(state: str, figures: str, _language: str) -> str:
    unseen = '<span class="unseen">{}</span>'
    if state in ("late", "very-late"):
        return f"{tag_shape('triangle')}{unseen.format(_('overdue') + ' ')}{figures}"
    if state == "tardy":
        return f"{figures}{unseen.format(' ' + _('some late'))}"
    return figures
