"""Cases whose result was given, the questions that are asked of them, and who answers in the city."""

from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

from lienthong.domain.cases import actions as cases
from lienthong.domain.surveys import actions, queries
from lienthong.domain.surveys.exchange import read_answering, read_sheets
from lienthong.domain.surveys.permissions import Permission
from lienthong.domain.surveys.queries import RemarkKind
from lienthong.spine.actor import ANONYMOUS
from tests.domain.cases.running import BEGUN, CHIEF, CITY, CLERK, hour, someone, to_sign

FOLDER = Path(__file__).parents[3] / "data" / "surveys"
GIVEN = hour("18/10 10:00")
HEAD = someone("head", CITY, Permission.SEE, Permission.ANSWER)
READER = someone("reader", CITY, Permission.SEE)


def questions() -> None:
    actions.load_sheets(sheets=read_sheets(FOLDER / "citizen.json"), by=HEAD, at=BEGUN)
    actions.load_answering(rules=read_answering(FOLDER / "answering.csv"), by=HEAD, at=BEGUN)


def given(version: int, **more: Any) -> int:
    """A case whose result the applicant has."""
    case = to_sign(version, **more)
    cases.sign_off(case=case, by=CHIEF, at=hour("15/10 15:00"))
    cases.bring(case=case, by=CLERK, at=hour("18/10 08:00"))
    cases.give(case=case, by=CLERK, at=hour("18/10 09:00"))
    return case


def rated(case: int, level: int = 4, at: datetime = GIVEN, **more: Any) -> queries.RatingRow:
    return actions.rate(case=case, level=level, by=ANONYMOUS, at=at, **more)


def remarked(
    case: int, text: str = "Phải đi lại ba lần", at: datetime = GIVEN, **more: Any
) -> queries.RemarkRow:
    told: dict[str, Any] = {"key": uuid4(), "kind": RemarkKind.FEEDBACK} | more
    return actions.raise_remark(case=case, text=text, by=ANONYMOUS, at=at, **told)
