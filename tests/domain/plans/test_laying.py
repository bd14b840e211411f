"""Which duties a task lays: each agency that leads, each occurrence of each deadline, each product; once."""

from collections import Counter
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lienthong.domain.plans.rules.laying import REST, Duty, Lead, Limit, lay, obliged

MEMBERS = {"G-SBN": ["GL-STP", "GL-SNV", "GL-SKHCN"], "G-HUYEN": ["GL-639", "GL-622"]}
QUARTERS = tuple((date(2021, month - 2, 1), date(2021, month, 28)) for month in (3, 6, 9, 12))


def agency(code: str) -> Lead:
    return Lead(code, None)


def group(code: str) -> Lead:
    return Lead(None, code)


def by(day: date, subject: str | None = None) -> Limit:
    return Limit(subject, "by", None, day)


def laid(**words: Any) -> list[Duty]:
    usual = {"title": "Rà soát", "outputs": ["Báo cáo"], "leads": [agency("GL-SNV")], "members": MEMBERS}
    return lay(**(usual | words))


@pytest.mark.parametrize(
    ("leads", "expected"),
    [
        ([agency("GL-SNV")], ["GL-SNV"]),
        ([agency("GL-STP"), agency("GL-SNV")], ["GL-STP", "GL-SNV"]),
        ([group("G-SBN")], ["GL-SKHCN", "GL-SNV", "GL-STP"]),
        ([group("G-SBN"), group("G-HUYEN")], ["GL-SKHCN", "GL-SNV", "GL-STP", "GL-622", "GL-639"]),
        ([agency("GL-STP"), group("G-SBN")], ["GL-STP", "GL-SKHCN", "GL-SNV"]),
        ([group("G-SBN"), agency("GL-STP")], ["GL-SKHCN", "GL-SNV", "GL-STP"]),
        ([agency("GL-SNV"), agency("GL-SNV")], ["GL-SNV"]),
        ([group("G-KHAC"), Lead(None, None)], []),
    ],
)
def test_each_agency_that_leads_is_obliged_once_in_the_plans_order(
    leads: list[Lead], expected: list[str]
) -> None:
    assert obliged(leads, MEMBERS) == expected


def test_each_occurrence_is_a_duty_of_its_own() -> None:
    quarterly = Limit(None, "recurring", date(2021, 1, 1), date(2021, 12, 31), QUARTERS)
    duties = laid(limits=[quarterly, by(date(2021, 12, 15))])
    assert [(duty.key, duty.start, duty.due) for duty in duties] == [
        ("1/1", date(2021, 1, 1), date(2021, 3, 28)),
        ("1/2", date(2021, 4, 1), date(2021, 6, 28)),
        ("1/3", date(2021, 7, 1), date(2021, 9, 28)),
        ("1/4", date(2021, 10, 1), date(2021, 12, 28)),
        ("2/1", None, date(2021, 12, 15)),
    ]


def test_a_task_without_a_deadline_lays_one_duty_without_a_day() -> None:
    (duty,) = laid(limits=[])
    assert (duty.key, duty.kind, duty.due, duty.outputs) == ("1/1", "unstated", None, ("Báo cáo",))


def test_a_deadline_asks_for_the_product_that_it_names_and_the_rest_is_owed_without_a_day() -> None:
    outputs = ["Kế hoạch của UBND tỉnh", "Báo cáo kết quả", "Quyết định công bố"]
    limits = [by(date(2021, 3, 31), "Ban hành kế hoạch"), by(date(2021, 12, 15), "Báo cáo")]
    duties = laid(outputs=outputs, limits=limits)
    assert [(duty.key, duty.outputs, duty.due) for duty in duties] == [
        ("1/1", ("Kế hoạch của UBND tỉnh",), date(2021, 3, 31)),
        ("2/1", ("Báo cáo kết quả",), date(2021, 12, 15)),
        (REST, ("Quyết định công bố",), None),
    ]


@pytest.mark.parametrize(
    ("outputs", "subject", "expected"),
    [
        (["Báo cáo"], "quý I", "Báo cáo"),
        (["Báo cáo", "Kế hoạch"], "Họp", "Họp"),
        (["Báo cáo", "Kế hoạch"], None, "Rà soát"),
        ([], None, "Rà soát"),
    ],
)
def test_a_duty_is_called_by_its_only_product_or_its_deadline_or_its_task(
    outputs: list[str], subject: str | None, expected: str
) -> None:
    assert laid(outputs=outputs, limits=[by(date(2021, 3, 31), subject)])[0].title == expected


words = st.lists(
    st.sampled_from(["báo cáo", "kế hoạch", "quyết định", "danh mục", "tỉnh", "kết quả", "công bố"]),
    max_size=4,
).map(" ".join)
codes = st.sampled_from([f"A{n}" for n in range(8)])
groups = st.dictionaries(st.sampled_from(["G1", "G2", "G3"]), st.lists(codes, max_size=5))
leads = st.lists(
    st.one_of(
        codes.map(agency), st.sampled_from(["G1", "G2", "G3", "G9"]).map(group), st.just(Lead(None, None))
    ),
    max_size=5,
)
due = st.dates(date(2021, 1, 1), date(2021, 12, 31))
limits = st.lists(
    st.one_of(
        st.builds(Limit, st.none() | words, st.just("by"), st.none(), due),
        st.builds(Limit, st.none() | words, st.just("external"), st.none(), st.none()),
        st.builds(
            Limit, st.none() | words, st.just("recurring"), st.none(), due,
            st.lists(st.tuples(due, due), max_size=4).map(tuple),
        ),
    ),
    max_size=4,
)  # fmt: skip
tasks = st.fixed_dictionaries(
    {"outputs": st.lists(words, max_size=4), "leads": leads, "limits": limits, "members": groups}
)


@given(tasks)
def test_every_lead_owes_every_occurrence_exactly_once(task: dict[str, Any]) -> None:
    duties = laid(**task)
    assert max(Counter((duty.agency, duty.key) for duty in duties).values(), default=0) <= 1
    expected = {lead.agency for lead in task["leads"] if lead.agency}
    expected |= {code for lead in task["leads"] if lead.group for code in task["members"].get(lead.group, [])}
    assert {duty.agency for duty in duties} == expected
    occurrences = sum(len(limit.occurrences or [0]) for limit in task["limits"]) or 1
    for code in expected:
        own = [duty for duty in duties if duty.agency == code]
        assert len([duty for duty in own if duty.key != REST]) == occurrences


@given(tasks)
def test_every_agency_owes_the_same(task: dict[str, Any]) -> None:
    shares: dict[str, list[tuple[Any, ...]]] = {}
    for duty in laid(**task):
        shares.setdefault(duty.agency, []).append((duty.key, duty.title, duty.outputs, duty.kind, duty.due))
    assert all(share == next(iter(shares.values())) for share in shares.values())


@given(tasks)
def test_every_product_is_asked_for(task: dict[str, Any]) -> None:
    duties = laid(**task)
    for code in {duty.agency for duty in duties}:
        asked = {output for duty in duties if duty.agency == code for output in duty.outputs}
        assert asked == set(task["outputs"])


@given(tasks, st.randoms(use_true_random=False))
def test_the_order_in_which_leads_are_named_changes_no_duty(task: dict[str, Any], chance: Any) -> None:
    mixed = list(task["leads"])
    chance.shuffle(mixed)
    assert set(laid(**task)) == set(laid(**(task | {"leads": mixed})))
