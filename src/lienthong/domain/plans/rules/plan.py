"""A whole plan read from its source: head, body, appendix, cited law, and everything a person should look
at.
"""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date

from lienthong.domain.plans.errors import NotAPlan, SecretDocument
from lienthong.domain.plans.rules.agencies import Directory
from lienthong.domain.plans.rules.body import (
    body_of,
    is_secret,
    read_document,
    read_objectives,
    read_sections,
)
from lienthong.domain.plans.rules.citations import Mention, find_citations, merge, without_citations
from lienthong.domain.plans.rules.deadlines import Kind
from lienthong.domain.plans.rules.reading import Caution, DocumentReading, PlanReading, TaskReading
from lienthong.domain.plans.rules.source import Line, Place, Source
from lienthong.domain.plans.rules.targets import lost_signs
from lienthong.domain.plans.rules.tasks import Appendix, Frame, read_tables
from lienthong.domain.plans.rules.words import composed, fold, one_line

_NAMED_YEAR = re.compile(r"(?:\bnam\s+|/\s*)(20\d{2})(?!\d)")
_PROVINCE = re.compile(r"(?:[Tt]ỉnh|TỈNH)\s+(?!NĂM|GIAI|VÀ|VỀ|THEO)[A-ZĐÀ-Ỹ]\w*")
_NEXT_YEAR_FROM = 11
"""Plans issued from November on are for the year after."""


def read_plan(source: Source, directory: Directory) -> PlanReading:
    """Read a plan. Names are matched as the directory stood when the plan was issued.

    Raises NotAPlan when the source holds no table of tasks, SecretDocument when it is marked secret.
    """
    if is_secret(source.lines):
        raise SecretDocument()
    document = read_document(source.lines)
    year, guess = _year(document, source)
    frame = Frame(directory, year, document.issued_on or (date(year, 1, 1) if year else None))
    appendix = read_tables(source.tables, frame)
    if not any(map(_binds, appendix.tasks)):
        raise NotAPlan()
    body = body_of(source.lines)
    sections = read_sections(body)
    running = _mentions(source.lines, document)
    citations, at_odds = merge([*(one for _, one in running), *appendix.mentions])
    cautions = (
        *guess,
        *_elsewhere(document, directory),
        *(Caution("hidden_read", one) for one in source.hidden),
        *_body_cautions(source.lines),
        *appendix.cautions,
        *_number_cautions(appendix),
        *_citation_cautions(running, appendix, at_odds),
    )
    return PlanReading(
        document=DocumentReading(document.number, document.issued_on, document.issuer, document.title, year),
        objectives=read_objectives(sections),
        sections=sections,
        areas=tuple(appendix.areas),
        tasks=tuple(appendix.tasks),
        citations=citations,
        cautions=cautions,
    )


def _binds(task: TaskReading) -> bool:
    """True for a row that says who or when."""
    return bool(task.lead or task.coordinating or any(one.kind != Kind.UNSTATED for one in task.deadlines))


def _year(document: DocumentReading, source: Source) -> tuple[int | None, tuple[Caution, ...]]:
    """The plan's year.

    A plan that names none follows the decision that issued it, else its year is the one its tables name most.
    """
    if document.year:
        return document.year, ()
    day = document.issued_on
    year = day.year + (day.month >= _NEXT_YEAR_FROM) if day else _commonest_year(source)
    return year, (Caution("year_assumed", str(year)) if year else Caution("year_unknown"),)


def _elsewhere(document: DocumentReading, directory: Directory) -> Iterator[Caution]:
    """A plan of another province: names without a province were matched with those at home."""
    words = [one for one in (document.issuer, document.title) if one and _PROVINCE.search(one)]
    home = fold(composed(directory.home))
    if home and words and not any(home in fold(one) for one in words):
        yield Caution("issued_elsewhere", words[0])


def _commonest_year(source: Source) -> int | None:
    cells = (composed(cell.text) for table in source.tables for row in table.rows for cell in row.cells)
    named = Counter(
        int(found) for text in cells for found in _NAMED_YEAR.findall(fold(without_citations(text)))
    )
    return named.most_common(1)[0][0] if named else None


def _mentions(lines: tuple[Line, ...], document: DocumentReading) -> list[tuple[Line, Mention]]:
    """Documents cited in running text, but for the decision that issued the plan."""
    return [
        (line, mention)
        for line in lines
        for mention in find_citations(one_line(line.text))
        if mention.citation.number != document.number
    ]


def _body_cautions(lines: tuple[Line, ...]) -> Iterator[Caution]:
    for line in lines:
        for lost in lost_signs(one_line(line.text)):
            yield Caution("percent_sign_lost", lost, line.place)


def _number_cautions(appendix: Appendix) -> Iterator[Caution]:
    """Numbers used twice or left out within an area."""
    if not appendix.numbered:
        yield Caution("tasks_unnumbered")
    for area in {task.area: None for task in appendix.tasks}:
        tasks = [task for task in appendix.tasks if task.area == area and task.number is not None]
        counts = Counter(task.number for task in tasks if task.number is not None)
        place = tasks[0].sources[0].place if tasks else Place()
        for number in range(1, max(counts, default=0) + 1):
            if counts[number] != 1:
                code = "task_number_repeated" if counts[number] else "task_number_missing"
                yield Caution(code, f"{area}.{number}" if area else str(number), place)


def _citation_cautions(
    running: list[tuple[Line, Mention]], appendix: Appendix, at_odds: tuple[str, ...]
) -> Iterator[Caution]:
    """Decrees and circulars cited without their year, and documents cited with two different days."""
    places = {mention.citation.number: line.place for line, mention in reversed(running)}
    lacking = [one for one in (*(one for _, one in running), *appendix.mentions) if one.year_missing]
    for number in dict.fromkeys(one.citation.number for one in lacking):
        yield Caution("citation_year_missing", number, places.get(number, Place()))
    for number in at_odds:
        yield Caution("citation_dates_differ", number, places.get(number, Place()))
