"""Agreements with the post, and what is done under them, are kept whole or not at all."""

from dataclasses import dataclass
from functools import cache
from uuid import uuid4

from lienthong.domain.cases import actions as cases
from lienthong.domain.cases.models import Case, Happening
from lienthong.domain.transfers import actions, queries
from lienthong.domain.transfers import models as m
from lienthong.domain.transfers.queries import Standing, Step
from lienthong.spine.actor import Actor
from lienthong.spine.ledger import queries as ledger
from lienthong.spine.ledger.verification import verify
from lienthong.spine.numbering.models import Number
from tests.domain.cases.running import BEGUN, CITY, intake, procedure, province
from tests.domain.transfers.running import DAY, KEEPER, POSTMAN, agreed, terms
from tests.faults.harness import Swept


@dataclass(frozen=True)
class Run:
    agreement: int
    intake: cases.Intake

    @property
    def row(self) -> queries.AgreementRow:
        return queries.get_agreement(self.agreement, by=KEEPER, day=DAY)

    @property
    def by(self) -> Actor:
        return queries.acting(self.row, POSTMAN)


@cache
def version() -> int:
    province()
    return procedure()


def unsigned(k: int) -> str:
    del k
    return f"TT-{uuid4().hex[:12]}"


def working(k: int) -> Run:
    """Somebody of the post works under an agreement of its own."""
    known = version()
    return Run(agreed(known, Step.RECEIVE, number=unsigned(k)), intake(known))


def make(number: str) -> None:
    actions.make(terms=terms(number=number), by=KEEPER, at=BEGUN)


def end(run: Run) -> None:
    actions.end(agreement=run.agreement, reason="Hết việc", by=KEEPER, at=BEGUN)


def receive(run: Run) -> None:
    cases.receive(intake=run.intake, by=run.by, at=BEGUN)


def made_or_not(number: str, done: bool) -> None:
    row = m.Agreement.objects.filter(agency=CITY, number=number).first()
    assert row or not done
    if row:
        assert _verbs(row.pk) == ["make"]
    assert verify().is_sound


def ended_or_not(run: Run, done: bool) -> None:
    is_over = run.row.standing is Standing.OVER
    assert is_over or not done
    assert ("end" in _verbs(run.agreement)) == is_over
    assert verify().is_sound


def received_or_not(run: Run, done: bool) -> None:
    """With its number, its event and what the post did, which an agreement shows."""
    case = Case.objects.filter(key=run.intake.key).first()
    assert case or not done
    if case:
        deed = m.Deed.objects.select_related("agreement").get(about=f"case:{case.pk}")
        (told,) = Happening.objects.filter(case=case)
        assert (deed.number, told.data["agreement"]) == (case.number, deed.agreement.number)
        assert Number.objects.filter(subject=f"case:{case.pk}").count() == 1
    assert verify().is_sound


def _verbs(agreement: int) -> list[str]:
    told = ledger.list_entries(subject=f"transfer:{agreement}")
    return [one.verb.removeprefix("transfers.") for one in told]


SWEPT = [
    Swept("enter an agreement with the post", setup=unsigned, action=make, holds=made_or_not),
    Swept("end an agreement with the post", setup=working, action=end, holds=ended_or_not),
    Swept("take a case in by somebody of the post", setup=working, action=receive, holds=received_or_not),
]
