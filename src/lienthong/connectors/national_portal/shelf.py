"""Where the stand-in keeps what it was told and what was filed there: in memory, or in the demonstration."""

from dataclasses import dataclass, field
from typing import Any, Protocol

from lienthong.connectors.national_portal.models import KeptDossier, KeptFiling, KeptQuestion

type Body = dict[str, Any]


@dataclass(slots=True)
class Dossier:
    body: Body = field(default_factory=dict)
    steps: list[Body] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Filing:
    body: Body
    answer: str = ""
    words: str = ""


class Shelf(Protocol):
    def find(self, number: str) -> Dossier | None: ...

    def keep(self, number: str, dossier: Dossier) -> None: ...

    def all(self) -> list[Dossier]: ...

    def file(self, body: Body) -> None: ...

    def filings(self) -> list[Filing]: ...

    def answer(self, number: str, answer: str, words: str) -> None: ...

    def ask(self, body: Body) -> None: ...

    def questions(self) -> list[Body]: ...


class Memory:
    def __init__(self) -> None:
        self.dossiers: dict[str, Dossier] = {}
        self.filed: dict[str, Filing] = {}
        self.asked: dict[str, Body] = {}

    def find(self, number: str) -> Dossier | None:
        return self.dossiers.get(number)

    def keep(self, number: str, dossier: Dossier) -> None:
        self.dossiers[number] = dossier

    def all(self) -> list[Dossier]:
        return list(self.dossiers.values())

    def file(self, body: Body) -> None:
        self.filed.setdefault(body["MaHoSo"], Filing(body))

    def filings(self) -> list[Filing]:
        return list(self.filed.values())

    def answer(self, number: str, answer: str, words: str) -> None:
        self.filed[number].answer, self.filed[number].words = answer, words

    def ask(self, body: Body) -> None:
        self.asked[body["HOIDAPID"]] = body

    def questions(self) -> list[Body]:
        return list(self.asked.values())


class Table:
    """Kept in the demonstration's own database, seen by all its processes."""

    def find(self, number: str) -> Dossier | None:
        row = KeptDossier.objects.filter(number=number).first()
        return Dossier(row.body, row.steps, row.keys) if row else None

    def keep(self, number: str, dossier: Dossier) -> None:
        told = {"body": dossier.body, "steps": dossier.steps, "keys": dossier.keys}
        KeptDossier.objects.update_or_create(number=number, defaults=told)

    def all(self) -> list[Dossier]:
        return [Dossier(row.body, row.steps, row.keys) for row in KeptDossier.objects.all()]

    def file(self, body: Body) -> None:
        KeptFiling.objects.get_or_create(number=body["MaHoSo"], defaults={"body": body})

    def filings(self) -> list[Filing]:
        return [Filing(row.body, row.answer, row.words) for row in KeptFiling.objects.all()]

    def answer(self, number: str, answer: str, words: str) -> None:
        KeptFiling.objects.filter(number=number).update(answer=answer, words=words[:500])

    def ask(self, body: Body) -> None:
        KeptQuestion.objects.update_or_create(number=body["HOIDAPID"], defaults={"body": body})

    def questions(self) -> list[Body]:
        return [row.body for row in KeptQuestion.objects.all()]
