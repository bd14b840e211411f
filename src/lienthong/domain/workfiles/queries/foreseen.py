"""A line of the list as somebody writes it, and what it lacks."""

from collections.abc import Iterable
from dataclasses import dataclass

from lienthong.domain.documents.queries import is_secret
from lienthong.domain.workfiles.errors import (
    CodeMissing,
    RetentionWrong,
    SecretFile,
    TitleMissing,
    UnitMissing,
)
from lienthong.domain.workfiles.rules.keeping import LONGEST
from lienthong.spine.text import clean


@dataclass(frozen=True, slots=True)
class Foreseen:
    """A line as somebody writes it. ``years`` None: kept for good."""

    unit: str
    code: str
    title: str
    years: int | None
    keeper: str
    note: str = ""

    def clean(self) -> "Foreseen":
        """Raises UnitMissing, CodeMissing, TitleMissing, RetentionWrong, SecretFile."""
        told = Foreseen(
            clean(self.unit),
            clean(self.code),
            clean(self.title),
            fit_years(self.years),
            self.keeper,
            clean(self.note),
        )
        for text, missing in ((told.unit, UnitMissing), (told.code, CodeMissing), (told.title, TitleMissing)):
            if not text:
                raise missing
        refuse_secret([told.title, told.note, told.code])
        return told


def refuse_secret(texts: Iterable[str]) -> None:
    """Raises SecretFile."""
    if is_secret(texts):
        raise SecretFile


def fit_years(years: int | None) -> int | None:
    """Raises RetentionWrong."""
    if years is not None and not 1 <= years <= LONGEST:
        raise RetentionWrong
    return years
