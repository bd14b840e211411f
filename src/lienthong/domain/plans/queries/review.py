"""A draft as people review it: the document's own words beside their reading, questions with their answers.

A page takes the same number of queries however large the plan is.
"""

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from django.db.models import OuterRef, Subquery

from lienthong.domain.plans import models as m
from lienthong.domain.plans.errors import PlanNotFound
from lienthong.domain.plans.queries.document import (
    AreaRow,
    DeadlineRow,
    PartyRow,
    PlanRow,
    SectionRow,
    TaskRow,
    find_tasks,
    list_sections,
    read_tasks,
)
from lienthong.domain.plans.rules.answers import Answer, answers_to
from lienthong.domain.plans.rules.targets import lost_signs
from lienthong.domain.plans.rules.words import roman
from lienthong.spine.text import search_key

IN_BODY = frozenset({"percent_sign_lost", "citation_year_missing", "citation_dates_differ"})
ROWS = frozenset({"orphan_row", "row_continues", "columns_uncertain"})
ABOVE = 60_000
"""How far above a page, in positions of tasks, a cell is looked for that its rows carry on."""


class Which(StrEnum):
    """What of a draft is listed."""

    OPEN = "open"
    SETTLED = "settled"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """What somebody said or did; ``refs`` names tasks that it took out or put in, of a change made unasked all that it
    touched.
    """

    id: int
    answer: str
    reason: str
    account: str
    name: str
    at: dt.datetime
    refs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """A warning with the answers it can have, the suggested one first; ``given`` is the one in force."""

    id: int
    code: str
    about: str
    line: int | None
    answers: tuple[str, ...]
    given: AnswerRow | None


@dataclass(frozen=True, slots=True)
class SourceWords:
    """A line of the document; ``doubts`` are the stretches (begin, end) that a question is about."""

    line: int | None
    text: str
    doubts: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of a review: a task, or something about the whole document (``task`` is None).

    ``follows`` is the name of the task above it in its area. ``above`` gives, by the words, the line of the cell
    above that inherited words stand in.
    """

    task: TaskRow | None
    source: tuple[SourceWords, ...]
    questions: tuple[Question, ...]
    origin: dict[str, str] | None = None
    above: dict[str, int] = field(default_factory=dict)
    follows: str | None = None


def count_answers(draft: PlanRow) -> tuple[int, int]:
    """How many questions are open, how many are settled."""
    total = m.Warning.objects.filter(version=draft.version_id).count()
    settled = _in_force(draft).filter(warning__isnull=False).count()
    return total - settled, settled


def list_keys(draft: PlanRow, which: Which) -> list[tuple[int | None, int | None]]:
    """(task, warning of the document) of each entry in order: the document's questions first, then tasks. Two queries.

    Slice it, then ``read_entries``.
    """
    rows: list[tuple[int, int | None, int | None]] = list(
        m.Warning.objects.filter(version=draft.version_id)
        .order_by("position")
        .values_list("pk", "task", "task__position")
    )
    settled = set(_in_force(draft).filter(warning__isnull=False).values_list("warning", flat=True))
    wanted = [row for row in rows if which is Which.ALL or (row[0] in settled) == (which is Which.SETTLED)]
    of_document: list[tuple[int | None, int | None]] = [(None, pk) for pk, task, _ in wanted if task is None]
    if which is Which.ALL:
        return [*of_document, *((pk, None) for pk in find_tasks(draft).values_list("pk", flat=True))]
    places = {task: place for _, task, place in wanted if task is not None}
    return [*of_document, *((task, None) for task in sorted(places, key=lambda task: places[task] or 0))]


def read_entries(draft: PlanRow, keys: Sequence[tuple[int | None, int | None]]) -> list[Entry]:
    """The entries of a page, in a dozen queries."""
    ids = [task for task, _ in keys if task]
    before = m.Task.objects.filter(area=OuterRef("area"), position__lt=OuterRef("position"))
    follows = Subquery(before.order_by("-position").values("ref")[:1])
    found = list(find_tasks(draft).filter(pk__in=ids).annotate(follows=follows))
    rows = {row.id: row for row in read_tasks(found)}
    tasks = {task.pk: task for task in found}
    questions = _questions(draft, ids, [warning for _, warning in keys if warning])
    above = _above(draft, found, rows)
    body = list_sections(draft) if any(warning for _, warning in keys) else []
    return [
        _entry(tasks[task], rows[task], questions[task, None], above)
        if task
        else Entry(None, _from_body(body, questions[None, warning]), tuple(questions[None, warning]))
        for task, warning in keys
        if task is None or task in tasks
    ]


def get_question(draft: PlanRow, warning: int) -> Question:
    """One question of the draft. Raises PlanNotFound when it has no such."""
    for questions in _questions(draft, [], [warning]).values():
        return questions[0]
    raise PlanNotFound


def get_answer(draft: PlanRow, settlement: int) -> AnswerRow:
    """One answer in force of the draft. Raises PlanNotFound when it has no such."""
    row = _in_force(draft).filter(pk=settlement).first()
    if row is None:
        raise PlanNotFound
    return _answer(row)


def _entry(task: m.Task, row: TaskRow, questions: list[Question], above: dict[tuple[int, str], int]) -> Entry:
    source = tuple(_mark(words, line, questions) for words, line in _lines(task.source))
    inherited = {text: line for (pk, text), line in above.items() if pk == task.pk}
    matched = {one.text for one in (*row.leads, *row.coordinating) if one.agency or one.group}
    asked = tuple(_with_answers(one, matched) for one in questions)
    return Entry(row, source, asked, task.origin, inherited, getattr(task, "follows", None))


def _with_answers(question: Question, matched: Collection[str]) -> Question:
    """Vague words that were matched may be right so."""
    answers = answers_to(question.code, is_matched=question.about in matched)
    return replace(question, answers=tuple(map(str, answers)))


def _questions(
    draft: PlanRow, tasks: Sequence[int], warnings: Sequence[int]
) -> dict[tuple[int | None, int | None], list[Question]]:
    """By (task, None), and by (None, warning) those asked for by id."""
    rows = m.Warning.objects.filter(version=draft.version_id).order_by("position")
    rows = rows.filter(pk__in=warnings) | rows.filter(task__in=tasks)
    asked = list(rows.order_by("position"))
    given = {
        row.warning_id: _answer(row) for row in _in_force(draft).filter(warning__in=[one.pk for one in asked])
    }
    found: dict[tuple[int | None, int | None], list[Question]] = defaultdict(list)
    for one in asked:
        key = (None, one.pk) if one.pk in warnings else (one.task_id, None)
        answers = tuple(str(answer) for answer in answers_to(one.code))
        found[key].append(Question(one.pk, one.code, one.about, one.line, answers, given.get(one.pk)))
    return found


def list_changes(draft: PlanRow, *, limit: int = 200) -> list[AnswerRow]:
    """What people changed unasked, newest first: tasks in other words, more, less."""
    rows = list(_in_force(draft).filter(warning__isnull=True).order_by("-settled_at", "-pk")[:limit])
    touched = {int(task) for row in rows for task in row.mended.get("tasks", {})}
    refs = dict(m.Task.objects.filter(pk__in=touched).values_list("pk", "ref"))
    return [_answer(row, refs) for row in rows]


def _in_force(draft: PlanRow) -> Any:
    return m.Settlement.objects.filter(version=draft.version_id, withdrawn_at__isnull=True)


def _answer(row: m.Settlement, refs: Mapping[int, str] | None = None) -> AnswerRow:
    tasks = tuple(_refs(row.mended, refs or {}))
    return AnswerRow(row.pk, row.answer, row.reason, row.account, row.name, row.settled_at, tasks)


def _refs(mended: dict[str, Any], refs: Mapping[int, str]) -> Iterator[str]:
    """Tasks that the change touched, by their names now; of one that is not there any more, its last name."""
    for task, made in mended.get("tasks", {}).items():
        gone = next((before or after for path, before, after in made if not path), None)
        if int(task) in refs:
            yield refs[int(task)]
        elif gone:
            yield gone["ref"]


def _lines(source: Iterable[dict[str, Any]]) -> Iterator[tuple[str, int | None]]:
    """Lines with words and their numbers; a cell that goes on with the one above bears words of another row."""
    for cell in source:
        if cell.get("merged"):
            continue
        for more, text in enumerate(cell["text"].split("\n")):
            if text.strip():
                line = cell.get("line")
                yield text.strip(), cell.get("row") if line is None else line + more


def _from_body(body: Sequence[SectionRow], questions: Sequence[Question]) -> tuple[SourceWords, ...]:
    """The sentence of the body that a question about the whole document is about; its words alone where it is not."""
    (question,) = questions
    for section in body if question.code in IN_BODY else ():
        for sentence in re.split(r"(?<=[;.])\s+(?=[^\W\d_])|\n", section.text):
            place = sentence.find(question.about.split(" . ")[0])
            if place >= 0:
                end = place + len(question.about.split(" . ")[0])
                return (SourceWords(question.line, sentence, ((place, end),)),)
    return (SourceWords(question.line, question.about, ((0, len(question.about)),)),)


def _mark(text: str, line: int | None, questions: Iterable[Question]) -> SourceWords:
    found = sorted({span for one in questions if one.given is None for span in _doubted(text, line, one)})
    apart: list[tuple[int, int]] = []
    for begin, end in found:
        if not apart or begin >= apart[-1][1]:
            apart.append((begin, end))
    return SourceWords(line, text, tuple(apart))


def _doubted(text: str, line: int | None, question: Question) -> Iterator[tuple[int, int]]:
    """Where the words in question stand in a line."""
    if question.code == "percent_sign_lost":
        words = [" ".join(lost.split()[-3:]) for lost in lost_signs(text) if question.about in text]
        words = [found[0] for one in words if (found := re.search(r"100.*", one))]
    elif question.code in ROWS:
        words = [text] if line == question.line and question.code != "columns_uncertain" else []
    elif question.code.startswith("agency_"):
        yield from (found.span(1) for found in re.finditer(_apart(question.about), text))
        return
    else:
        words = [question.about] if question.about else []
    for one in words:
        place = text.casefold().find(one.casefold())
        if place >= 0:
            yield place, place + len(one)


def _apart(words: str) -> str:
    """A name between signs, so that "UBND" is not found in "UBND tỉnh"."""
    return rf"(?:^|[;,:.–-]\s*|\bvà\s+)({re.escape(words)})(?=\s*(?:$|[;,.(]|và\b))"


def _above(draft: PlanRow, tasks: Sequence[m.Task], rows: dict[int, TaskRow]) -> dict[tuple[int, str], int]:
    """The line of the cell above that a task's inherited words stand in, by task and words."""
    wanted = {(task.pk, text) for task in tasks for text in _inherited(rows[task.pk])}
    if not wanted:
        return {}
    first, last = min(task.position for task in tasks), max(task.position for task in tasks)
    window = m.Task.objects.filter(version=draft.version_id, position__range=(max(first - ABOVE, 0), last))
    sources = list(window.order_by("-position").values_list("position", "area", "source"))
    found: dict[tuple[int, str], int] = {}
    for task in tasks:
        above = [source for place, area, source in sources if place < task.position and area == task.area_id]
        for text in _inherited(rows[task.pk]):
            lines = (line for source in above for words, line in _lines(source) if line and text in words)
            if line := next(lines, None):
                found[task.pk, text] = line
    return found


def _inherited(row: TaskRow) -> list[str]:
    parts: list[PartyRow | DeadlineRow] = [*row.leads, *row.coordinating, *row.deadlines]
    return [one.text for one in parts if one.inherited and one.text]


@dataclass(frozen=True, slots=True)
class Gap:
    """An area that the appendix leaves out, and the part of the body that may tell its tasks."""

    numeral: str
    title: str
    address: str
    points: tuple[SectionRow, ...]


def find_gap(numeral: str, areas: Sequence[AreaRow], sections: Sequence[SectionRow]) -> Gap:
    """The body's part with the area's number, below the part whose headings are most like the areas' titles."""
    value = roman(numeral)
    titles = {roman(area.numeral): search_key(area.title) for area in areas}
    scores: dict[str, int] = defaultdict(int)
    for one in sections:
        root, _, number = one.address.partition(".")
        if number.isdigit():
            scores[root] += _shared(titles.get(int(number), ""), search_key(one.text.split("\n")[0]))
    root = max(scores, key=lambda root: scores[root], default="")
    address = f"{root}.{value}"
    heading = next((one.text.split("\n")[0] for one in sections if one.address == address), "")
    points = tuple(one for one in sections if one.address.startswith(f"{address}."))
    return Gap(numeral, heading, address, points)


def _shared(one: str, other: str) -> int:
    return len(set(one.split()) & set(other.split()))


__all__ = [
    "Answer",
    "AnswerRow",
    "Entry",
    "Gap",
    "Question",
    "SourceWords",
    "Which",
    "count_answers",
    "find_gap",
    "get_answer",
    "get_question",
    "list_changes",
    "list_keys",
    "read_entries",
]
