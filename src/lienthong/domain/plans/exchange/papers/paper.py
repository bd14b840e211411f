"""What the papers of a plan hold: the stable contract, the body with its addresses, who bears which name."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from lienthong.domain.plans import queries
from lienthong.domain.plans.exchange.kept import plan_contract
from lienthong.domain.plans.exchange.matching import read_names
from lienthong.domain.plans.rules.agencies import Directory
from lienthong.domain.plans.rules.citations import find_citations, merge
from lienthong.domain.plans.rules.refs import name_tasks
from lienthong.domain.plans.rules.words import one_line

RULE = "_______"
"""The short line under a title, which tells the reader too that the title ends here."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A plan to be written. ``sections`` are (address, text); ``issuer`` the full name of who issued it."""

    contract: dict[str, Any]
    sections: tuple[tuple[str, str], ...]
    directory: Directory
    issuer: str = ""

    @property
    def document(self) -> dict[str, Any]:
        found: dict[str, Any] = self.contract["document"]
        return found

    @property
    def tasks(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.contract["tasks"]
        return found

    @property
    def issued_on(self) -> date | None:
        given = self.document["issued_on"]
        return date.fromisoformat(given) if given else None

    @property
    def is_attached(self) -> bool:
        """True for a plan that a decision issues; false for one with a number of its own ("12/KH-UBND")."""
        return "/QĐ" in (self.document["number"] or "")

    def refs(self) -> list[str]:
        """How people call each task, in the order of tasks: VI.11."""
        return list(name_tasks((task["area"], task["number"]) for task in self.tasks))


def paper_of(plan: queries.PlanRow, *, province: str, issuer: str) -> Paper:
    """Everything the papers of a kept plan need, in a number of queries that does not grow with it."""
    sections = tuple((section.address, section.text) for section in queries.list_sections(plan))
    return Paper(plan_contract(plan), sections or _texts(plan), read_names(province, plan.issued_on), issuer)


def _texts(plan: queries.PlanRow) -> tuple[tuple[str, str], ...]:
    """The body of an agency's plan: what it says besides its tasks, each under its official heading."""
    texts = queries.get_texts(plan)
    said = {"TRỌNG TÂM": texts.focus, "KHÂU ĐỘT PHÁ": texts.breakthroughs, "GIẢI PHÁP": texts.solutions}
    lines = [f"{heading}\n{words}" for heading, words in said.items() if words]
    return tuple(zip(("I", "II", "III"), lines, strict=False))


def attachment_line(paper: Paper) -> str:
    """(Kèm theo Quyết định số 751/QĐ-UBND ngày 26 tháng 12 năm 2020 của UBND tỉnh)."""
    document, day = paper.document, paper.issued_on
    when = f" ngày {day:%d} tháng {written_month(day)} năm {day:%Y}" if day else ""
    of = f" của {document['issuer']}" if document["issuer"] else ""
    return f"(Kèm theo Quyết định số {document['number']}{when}{of})"


def written_month(day: date) -> str:
    """January and February take a nought before them, as the rules of official papers want."""
    return f"{day:%m}" if day.month < 3 else str(day.month)


def split_title(paper: Paper) -> tuple[str, str]:
    """The kind of document ("" when its title does not begin with one) and its subject."""
    title = paper.document["title"] or ""
    for kind in ("KẾ HOẠCH ", "CHƯƠNG TRÌNH "):
        if title.upper().startswith(kind):
            return title[: len(kind) - 1], title[len(kind) :]
    return "", title


def head_lines(paper: Paper) -> list[str]:
    """The lines from which the reader knows the document: number, day, issuer and title."""
    title = paper.document["title"] or ""
    if paper.is_attached:
        return [title, attachment_line(paper)]
    day = paper.issued_on
    when = f"Ngày {day:%d} tháng {written_month(day)} năm {day:%Y}" if day else ""
    return [paper.document["issuer"] or "", f"Số: {paper.document['number']}", when, title, RULE]


def body_lines(paper: Paper) -> list[tuple[int, str]]:
    """Level (1 to 3; 0 for a line without a mark of its own) and words of each line of the body."""
    return [line for address, text in paper.sections for line in _section(address, text)]


def _section(address: str, text: str) -> Iterator[tuple[int, str]]:
    first, *rest = text.split("\n")
    parts = address.split(".")
    sign = ")" if len(parts) == 3 else "."
    yield len(parts), f"{parts[-1]}{sign} {first}"
    yield from ((0, line) for line in rest)


def legal_bases(paper: Paper) -> list[str]:
    """Cited documents that stand in no line of the body and in no task, as lines "Căn cứ ..." before the
    body.
    """
    running = [*head_lines(paper), *(line for _, line in body_lines(paper))]
    wanted = [tuple(one.values()) for one in paper.contract["citations"]]
    lines = [_basis(one) for one in paper.contract["citations"]]
    told = {one[1] for one in _cited(paper, running)}
    lacking = [line for line, one in zip(lines, wanted, strict=True) if one[1] not in told]
    for bases in ([], lacking, lines):
        if _cited(paper, [*bases, *running]) == wanted:
            return bases
    return lacking


def _basis(citation: dict[str, Any]) -> str:
    """Căn cứ Nghị định số 108/2014/NĐ-CP ngày 20/11/2014 của Chính phủ;"""
    is_named = citation["number"].startswith(f"{citation['type']} ")
    name = citation["number"] if is_named else f"{citation['type']} số {citation['number']}"
    day = citation["issued_on"]
    when = f" ngày {date.fromisoformat(day):%d/%m/%Y}" if day else ""
    of = f" của {citation['issuer']}" if citation["issuer"] and not is_named else ""
    return f"Căn cứ {name}{when}{of};"


def _cited(paper: Paper, running: list[str]) -> list[tuple[Any, ...]]:
    """What the reader would find cited, in its order: running text first, then task by task."""
    own = paper.document["number"]
    of_lines = [
        one for line in running for one in find_citations(one_line(line)) if one.citation.number != own
    ]
    of_tasks = [one for task in paper.tasks for one in find_citations(_words(task))]
    cited, _ = merge([*of_lines, *of_tasks])
    return [
        (one.type, one.number, one.issued_on.isoformat() if one.issued_on else None, one.issuer)
        for one in cited
    ]


def _words(task: dict[str, Any]) -> str:
    outputs = [] if outputs_are_inherited(task) else task["outputs"]
    return "\n".join((task["title"] or "", *task["details"], *outputs))


def outputs_are_inherited(task: dict[str, Any]) -> bool:
    return any(warning["code"] == "output_inherited" for warning in task["warnings"])
