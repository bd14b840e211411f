"""Killed while cases are told to the national portal or filings fetched: no step overtakes, nothing is told twice."""

import atexit
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from django.conf import settings

from lienthong.connectors.national_portal import fake
from lienthong.connectors.national_portal.shelf import Memory
from lienthong.domain.cases import actions as cases
from lienthong.domain.cases.models import Case
from lienthong.domain.national import actions, jobs
from lienthong.domain.national import models as m
from lienthong.domain.national.queries import FilingState, State
from lienthong.domain.surveys.models import AnsweringTime
from lienthong.domain.surveys.permissions import Permission as Surveys
from lienthong.spine.actor import platform
from lienthong.spine.ledger import queries as ledger
from tests.domain.cases.running import CITY, LOADED, someone
from tests.domain.national.running import BEGUN, CLERK, KEEPER, OFFICIAL, a_filing, city, offered, received
from tests.faults.harness import Swept

HEAD = someone("head", CITY, Surveys.SEE, Surveys.ANSWER)
LATER = BEGUN + timedelta(hours=2)
OPEN = ExitStack()
"""Until the process ends: a line that is let go hangs up."""


@cache
def portal() -> fake.FakePortal:
    """It lives in the process that watches: what it heard outlives whoever is killed."""
    portal = fake.FakePortal(Memory())
    settings.LIENTHONG_NATIONAL_PORTAL_URL = OPEN.enter_context(fake.running(portal))
    atexit.register(OPEN.close)  # while its thread still runs: at the very end nobody would answer
    return portal


@cache
def version() -> int:
    there = portal()
    found = city()
    offered(there, found)
    return found


def moved(k: int) -> int:
    """Told once, and handed over since."""
    del k
    case = received(version())
    jobs.run(BEGUN)
    cases.hand_over(case=case, by=CLERK, at=BEGUN + timedelta(hours=1))
    return case


def run(_context: object) -> None:
    jobs.run(LATER)


def run_again(_context: object) -> None:
    m.Line.objects.update(again_at=None)
    jobs.run(LATER)


def told_in_order(case: int, done: bool) -> None:
    del done  # the next run does what the killed one did not
    line = m.Line.objects.get(case=case)
    there = portal().shelf.find(line.number)
    assert there, "the portal lost it"
    assert (line.state, line.status, there.body["TrangThaiHoSo"]) == (State.TOLD, "4", "4")
    assert [one["TrangThai"] for one in there.steps] == ["2", "4"]


@dataclass(frozen=True)
class Filed:
    number: str


def filed(k: int) -> Filed:
    """Alone: what the one killed before left is taken in first, or each run would have more steps than the last."""
    version()
    jobs.run(LATER)
    number = f"G22.99-211015-{k:04}"
    body = a_filing(version(), number=number, SoGiayToChuHoSo=f"0641901{k:05}", SoDienThoai=f"0906{k:06}")
    portal().shelf.file(body)
    return Filed(number)


def one_case(filing: Filed, done: bool) -> None:
    row = m.Filing.objects.filter(number=filing.number).first()
    assert (row and row.state == FilingState.TAKEN) or not done
    made = Case.objects.filter(pk=row.case_id or 0).count() if row else 0
    assert made == m.Line.objects.filter(number=filing.number, is_theirs=True).count() == bool(row)
    verbs = [one.verb for one in ledger.list_entries(subject=f"case:{row.case_id if row else 0}")]
    assert verbs.count("national.take_in") == verbs.count("cases.filed") == made
    answer = next(one.answer for one in portal().shelf.filings() if one.body["MaHoSo"] == filing.number)
    assert answer in {"", "done"} and (not answer or made), "answered before it was kept"


def told(k: int) -> int:
    case = moved(k)
    jobs.run(LATER)
    return m.Line.objects.get(case=case).pk


def send_again(line: int) -> None:
    actions.send_again(lines=[line], by=KEEPER, at=LATER)


def asked_with_its_entry(line: int, done: bool) -> None:
    row = m.Line.objects.get(pk=line)
    verbs = [one.verb for one in ledger.list_entries(subject=f"case:{row.case_id}")]
    assert verbs.count("national.send_again") == row.round
    assert row.round or not done
    assert (row.state == State.WAITING) is bool(row.round)


def quarantined(k: int) -> int:
    number = f"G22.98-211015-{k:04}"
    portal().shelf.file(a_filing(version(), number=number, MaTTHC="9.999999"))
    jobs.run(LATER)
    return m.Filing.objects.get(number=number).pk


def give_back(filing: int) -> None:
    actions.give_back(filing=filing, reason="Nộp tại nơi khác", by=KEEPER, at=LATER)


def given_back_with_its_entry(filing: int, done: bool) -> None:
    row = m.Filing.objects.get(pk=filing)
    is_back = row.state == FilingState.GIVEN_BACK
    assert is_back or not done
    verbs = [one.verb for one in ledger.list_entries(subject=f"filing:{row.digest[:12]}")]
    assert verbs.count("national.give_back") == is_back == (not bytes(row.sealed))


@cache
def _time_to_answer() -> None:
    given = {"since": date(2018, 1, 1), "working_days": 15, "basis": "Quyết định 766", "confirmed": False}
    AnsweringTime.objects.create(**given, recorded_at=LOADED, recorded_by="test")


def questioned(k: int) -> int:
    """A question that came and waits for its answer."""
    version()
    _time_to_answer()
    number = f"H-{k}"
    given = {"number": number, "field": "", "words": "Mất bao lâu?", "agency": OFFICIAL}
    actions.take_question(**given, by=platform("test"), at=BEGUN)
    return m.Question.objects.get(number=number).pk


def answer_question(question: int) -> None:
    actions.answer_question(question=question, answer="Năm ngày.", shown="Bao lâu?", by=HEAD, at=BEGUN)


def answered_whole(question: int, done: bool) -> None:
    row = m.Question.objects.get(pk=question)
    assert row.answered_at or not done
    assert (row.answer, row.shown, row.is_public) == (
        ("Năm ngày.", "Bao lâu?", True) if row.answered_at else ("", "", False)
    )
    verbs = [one.verb for one in ledger.list_entries(subject=f"question:{question}")]
    assert verbs.count("national.answer_question") == bool(row.answered_at)


SWEPT = [
    Swept(
        "answer a question of the national portal",
        setup=questioned,
        action=answer_question,
        holds=answered_whole,
    ),
    Swept("synchronise", setup=moved, action=run, recover=run_again, holds=told_in_order),
    Swept("take in what was filed at the national portal", setup=filed, action=run, holds=one_case),
    Swept(
        "send a case again to the national portal", setup=told, action=send_again, holds=asked_with_its_entry
    ),
    Swept(
        "give a filing back to the national portal",
        setup=quarantined,
        action=give_back,
        holds=given_back_with_its_entry,
    ),
]
