"""What a person writes into a draft, read by the very rules that read the document."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from lienthong.domain.plans import models as m
from lienthong.domain.plans.actions.mending import Sheet, party_sheet, target_sheet
from lienthong.domain.plans.errors import DeadlineUnreadable, NobodyCalled, TargetUnreadable, TitleMissing
from lienthong.domain.plans.queries.names import read_names
from lienthong.domain.plans.rules.agencies import Directory
from lienthong.domain.plans.rules.citations import find_citations
from lienthong.domain.plans.rules.deadlines import Deadline, read_deadlines
from lienthong.domain.plans.rules.targets import find_targets

UNREAD = frozenset({"deadline_unread", "date_invalid"})


@dataclass(frozen=True, slots=True)
class TaskWords:
    """A task in words, several on lines of their own."""

    title: str
    details: str = ""
    outputs: str = ""
    leads: str = ""
    coordinating: str = ""
    deadlines: str = ""
    targets: str = ""
    number: int | None = None


@dataclass(frozen=True)
class Reader:
    """Reads words for one version: its plan's year, and names as they were on its day."""

    version: m.Version

    @cached_property
    def directory(self) -> Directory:
        return read_names(self.version.plan.agency.split("-")[0], self.version.occurred_on)

    def parties(self, words: str, kept: Iterable[Sheet] = ()) -> list[Sheet]:
        """One or several a line; a line that stands in ``kept`` keeps its reading. Raises NobodyCalled."""
        known = list(kept)
        found: list[Sheet] = []
        for line in lines_of(words):
            found += [one for one in known if one["text"] == line] or self._named(line)
        return [one for place, one in enumerate(found) if one not in found[:place]]

    def _named(self, line: str) -> list[Sheet]:
        readings = self.directory.read(line, self.version.occurred_on)
        for one in readings:
            if one.agency is None and one.group is None:
                raise NobodyCalled(text=one.text)
        if not readings:
            raise NobodyCalled(text=line)
        return [party_sheet(one) for one in readings]

    def deadlines(self, words: str, kept: Sequence[Sheet] = ()) -> list[Sheet]:
        """As ``parties``; no words at all are an unstated deadline. Raises DeadlineUnreadable."""
        found: list[Sheet] = []
        for line in lines_of(words):
            found += [one for one in kept if one["text"] == line] or self._dated(line)
        stays_blank = not found and [one for one in kept if not one["text"]]
        return list(stays_blank or found or [_sheet(one) for one in read_deadlines("", None)])

    def _dated(self, line: str) -> list[Sheet]:
        found = read_deadlines(line, self.version.plan.year)
        if any(UNREAD & set(one.doubts) for one in found):
            raise DeadlineUnreadable(text=line)
        return [_sheet(one) for one in found]

    def targets(self, words: str, kept: Sequence[Sheet] = ()) -> list[Sheet]:
        """As ``parties``. Raises TargetUnreadable."""
        found: list[Sheet] = []
        for line in lines_of(words):
            of_line = [one for one in kept if one["text"] == line] or [
                target_sheet(one) for one in find_targets(line)
            ]
            if not of_line:
                raise TargetUnreadable(text=line)
            found += of_line
        return found

    def reworded(self, sheet: Sheet, words: TaskWords) -> Sheet:
        """The sheet with other words; what they leave as it was keeps its reading."""
        if not words.title.strip() and sheet["title"]:
            raise TitleMissing
        title = " ".join(words.title.split())
        parts: Sheet = {
            "title": title or None,
            "details": lines_of(words.details),
            "outputs": lines_of(words.outputs),
            "leads": self.parties(words.leads, sheet["leads"]),
            "coordinating": self.parties(words.coordinating, sheet["coordinating"]),
            "deadlines": self.deadlines(words.deadlines, sheet["deadlines"]),
            "targets": self.targets(words.targets, sheet["targets"]),
        }
        text = "\n".join([title, *parts["details"], *parts["outputs"]])
        named = [one.citation.number for one in find_citations(text)]
        kept = [one for one in sheet["citations"] if one in text or one in named]
        return sheet | parts | {"citations": list(dict.fromkeys([*kept, *named]))}


def lines_of(words: str) -> list[str]:
    """The lines with something on them, single spaces."""
    return [line for part in words.splitlines() if (line := " ".join(part.split()))]


def _sheet(deadline: Deadline) -> dict[str, Any]:
    return {
        "text": deadline.text,
        "subject": deadline.subject,
        "kind": deadline.kind.value,
        "start": deadline.start.isoformat() if deadline.start else None,
        "due": deadline.due.isoformat() if deadline.due else None,
        "occurrences": [[part.start.isoformat(), part.end.isoformat()] for part in deadline.occurrences],
        "inherited": deadline.inherited,
    }
