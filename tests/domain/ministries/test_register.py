"""The register of systems: described from a day on, used for a procedure from a day on, by who keeps it."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from lienthong.domain.ministries import actions, errors, queries
from lienthong.spine.ledger import queries as ledger
from tests.domain.cases.running import BEGUN, hour, procedure, province
from tests.domain.ministries.running import AT, CODE, KEEPER, SINCE, described, need, received, used

pytestmark = pytest.mark.django_db


def describe(told: actions.Described, *, is_new: bool = True) -> int:
    return actions.describe(told=told, is_new=is_new, by=KEEPER, at=AT)


def test_a_system_is_entered_and_described_anew_from_a_day_on() -> None:
    describe(described())
    describe(replace(described(), since=date(2021, 11, 1), pattern="HT-9999999"), is_new=False)
    assert queries.get_system(CODE, date(2021, 10, 31)).pattern == "HT9999-#"
    assert queries.get_system(CODE, date(2021, 11, 1)).pattern == "HT-9999999"
    assert [row.pattern for row in queries.list_systems(date(2021, 10, 15))] == ["HT9999-#"]
    assert len(queries.list_layouts(CODE)) == 2
    verbs = [one.verb for one in ledger.list_entries(subject=f"system:{CODE}")]
    assert verbs == ["ministries.describe"] * 2


@pytest.mark.parametrize(
    ("wrong", "refusal"),
    [
        ({"code": "hộ tịch"}, errors.CodeUnfit),
        ({"name": " "}, errors.WordsMissing),
        ({"address": "http://ho-tich.example/"}, errors.AddressUnfit),
        ({"address": "javascript:alert(1)"}, errors.AddressUnfit),
        ({"pattern": "HT"}, errors.PatternUnfit),
        ({"basis": ""}, errors.BasisMissing),
        ({"columns": {"number": ""}}, errors.WordsMissing),
    ],
)
def test_what_a_system_lacks_is_refused(wrong: dict[str, Any], refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        describe(replace(described(), **wrong))
    assert queries.list_systems(SINCE) == []


def test_a_code_is_taken_once_and_a_past_day_is_not_described_anew() -> None:
    describe(described())
    with pytest.raises(errors.CodeTaken):
        describe(described())
    with pytest.raises(errors.DayPast):
        describe(replace(described(), since=date(2021, 9, 30)), is_new=False)
    with pytest.raises(errors.SystemUnknown):
        describe(described("DKKD"), is_new=False)


def test_a_use_begins_on_a_day_once_and_ends() -> None:
    version = used()
    (use,) = queries.list_uses(CODE)
    with pytest.raises(errors.UsedAlready):
        actions.use_for(
            system=CODE, procedure=use.procedure, since=date(2021, 12, 1), basis="x", by=KEEPER, at=AT
        )
    case = received(version)
    assert need(case).system.code == CODE
    actions.end_use(use=use.id, until=BEGUN.date(), basis="Công văn 13", by=KEEPER, at=BEGUN)
    assert need(case).system.code == CODE, "what was received until then is still entered"
    later = received(version, hour("18/10 09:00"))
    with pytest.raises(ValueError, match="unpack"):
        need(later)
    with pytest.raises(errors.UseNotFound):
        actions.end_use(use=use.id, until=BEGUN.date(), basis="x", by=KEEPER, at=BEGUN)


def test_only_a_procedure_in_force_is_taken_into_use_and_never_for_the_past() -> None:
    province()
    procedure()
    describe(described())
    with pytest.raises(errors.ProcedureUnknown):
        actions.use_for(system=CODE, procedure="KHONG-CO", since=SINCE, basis="x", by=KEEPER, at=AT)
    with pytest.raises(errors.DayPast):
        actions.use_for(system=CODE, procedure="X", since=date(2021, 9, 1), basis="x", by=KEEPER, at=AT)
