"""Questionnaires and answering times from the reference's files."""

import csv
import json
from datetime import date
from pathlib import Path

from lienthong.domain.surveys.rules import Answering, Question, Sheet


def read_sheets(path: Path) -> list[Sheet]:
    return [
        Sheet(
            since=date.fromisoformat(one["since"]),
            title=one["title"],
            basis=one["basis"],
            questions=tuple(Question(each["code"], each["text"]) for each in one["questions"]),
            confirmed=one["confirmed"],
        )
        for one in json.loads(path.read_text(encoding="utf-8"))
    ]


def read_answering(path: Path) -> list[Answering]:
    with path.open(encoding="utf-8", newline="") as file:
        return [
            Answering(
                date.fromisoformat(row["since"]),
                int(row["working_days"]),
                row["basis"],
                confirmed=row["confirmed"] == "yes",
            )
            for row in csv.DictReader(file)
        ]
