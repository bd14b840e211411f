"""Why a case is late, as its page shows it: each unit's time against its own share, the causes named, who contests."""

from dataclasses import dataclass

from lienthong.domain.cases.exchange import span
from lienthong.web.desk.cases.page import CasePage


@dataclass(frozen=True, slots=True)
class Line:
    """One unit's part in words, known by its ``steps``; ``share`` "62 %" of what was too much, or ""."""

    steps: str
    agency: str
    given: str
    used: str
    share: str


@dataclass(frozen=True, slots=True)
class Lateness:
    lines: list[Line]
    causes: list[tuple[str, str]]
    note: str
    contested: list[tuple[str, str]]


def lateness_of(page: CasePage) -> Lateness | None:
    """None for a case that is in its time and was never explained, and for who was only asked about it."""
    row, told = page.row, page.story.explained
    if page.is_only_asked or not (row.is_late or told):
        return None
    names, steps = page.names, _steps(page)
    parts = page.story.parts(row, page.handling, page.desk.days)
    lines = [
        Line(
            steps=", ".join(steps.get((part.agency, part.unit), ())),
            agency=names.agency(part.agency),
            given=span(part.given) if part.given else "",
            used=span(part.used),
            share=f"{part.share}\N{NO-BREAK SPACE}%" if part.share else "",
        )
        for part in parts
    ]
    if told is None:
        return Lateness(lines, [], "", [])
    return Lateness(
        lines=lines,
        causes=[(one.words, names.agency(one.agency)) for one in told.causes],
        note=told.note,
        contested=[(names.agency(agency), words) for agency, words in told.contested.items()],
    )


def _steps(page: CasePage) -> dict[tuple[str, str], list[str]]:
    """What each unit did, each step once."""
    found: dict[tuple[str, str], list[str]] = {}
    for stay in page.story.stays(page.desk.now):
        done, name = found.setdefault((stay.agency, stay.unit), []), page.names.steps.get(stay.step, "")
        if name and name not in done:
            done.append(name)
    return found
