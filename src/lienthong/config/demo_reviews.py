"""Reviews of procedures in the demonstration: the plan of 2021 with finished and open reviews, and one legal draft.

``data/demo/reviews.json`` is invented from the first line to the last; the platform's own verbs play it, by the people
named there.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from lienthong.config.demo import PASSWORD
from lienthong.config.demo_procedures import CONTROLLER, OFFICE
from lienthong.config.ground.paths import DATA
from lienthong.domain.accounts import actions as account_actions
from lienthong.domain.accounts import queries as accounts
from lienthong.domain.organisations import actions as organisations
from lienthong.domain.organisations.queries import build_actor
from lienthong.domain.procedures.queries import list_in_force
from lienthong.domain.reviews import actions, queries
from lienthong.domain.reviews.queries import (
    Answer,
    Cost,
    EntryGiven,
    PlanGiven,
    Proposal,
    TextKind,
    Verdict,
)
from lienthong.spine import clock
from lienthong.spine.actor import Actor

FILE = DATA / "demo" / "reviews.json"
EVE = datetime(2021, 1, 26, 8, tzinfo=clock.ZONE)
"""When the people of the file enter the platform."""


@transaction.atomic
def play(*, by: Actor, until: datetime) -> None:
    """Once, where the procedures of the demonstration are in force and nobody reviewed any yet."""
    told: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
    is_there = accounts.find_account(told["people"][0]["username"]) or queries.list_plans(until.date())
    if until < _moment(told["plan"]["issued_at"]) or is_there or not _is_ready(told):
        return
    for person in told["people"]:
        _open(person, by=by)
    entries = _issue(told["plan"])
    reviews = {one["code"]: _review(one, entries[one["code"]], until=until) for one in told["reviews"]}
    _decide(told["decision"], reviews, until=until)
    for text in told["texts"]:
        _enter(text, until=until)


def _is_ready(told: Mapping[str, Any]) -> bool:
    """Also its people: those of a demonstration that was begun by an earlier version came later than its story."""
    wanted = {one["code"] for one in told["reviews"]}
    known = {row.code for row in list_in_force(keeper=None, search="", limit=1_000)}
    writers = [(one["writer"], one["entered_at"]) for one in told["texts"]]
    return wanted <= known and all(
        accounts.find_account(name) and _actor(name, _moment(at)).agency
        for name, at in [(CONTROLLER, told["plan"]["drawn_up_at"]), *writers]
    )


def _open(person: Mapping[str, str], *, by: Actor) -> None:
    account = account_actions.open_account(
        username=person["username"], full_name=person["full_name"], by=by, at=EVE
    )
    token = accounts.link_token(account, accounts.INVITATION)
    account_actions.set_password_by_link(token=token, password=PASSWORD, by=by, at=EVE)
    organisations.assign(
        account=account,
        agency=person["agency"],
        title=person["title"],
        role=person["role"],
        on=EVE.date(),
        by=by,
        at=EVE,
    )


def _issue(told: Mapping[str, Any]) -> dict[str, int]:
    """The row of the plan by the code of each procedure."""
    at = _moment(told["issued_at"])
    given = PlanGiven(told["year"], told["title"], tuple(_entry(one) for one in told["entries"]))
    drawn_up = _moment(told["drawn_up_at"])
    plan = actions.draw_up(plan=given, office=OFFICE, by=_actor(CONTROLLER, drawn_up), at=drawn_up)
    decided_on = date.fromisoformat(told["decided_on"])
    actions.issue(plan=plan, number=told["number"], decided_on=decided_on, by=_actor(CONTROLLER, at), at=at)
    return {code: row.id for row in queries.get_plan(plan, at.date()).entries for code in row.codes}


def _entry(told: Mapping[str, Any]) -> EntryGiven:
    return EntryGiven(
        name=told["name"],
        codes=tuple(told["codes"]),
        lead=told["lead"],
        coordinating=tuple(told["coordinating"]),
        begins_on=date.fromisoformat(told["begins_on"]),
        due_on=date.fromisoformat(told["due_on"]),
        product=told["product"],
    )


def _review(told: Mapping[str, Any], entry: int, *, until: datetime) -> int:
    """As far as it is by ``until``; 0 when it is not begun by then."""
    at = _moment(told["begun_at"])
    if at > until:
        return 0
    review = actions.begin(entry=entry, code=told["code"], by=_actor(told["writer"], at), at=at)
    if (at := _moment(told["written_at"])) <= until:
        _write(review, told, by=_actor(told["writer"], at), at=at)
    _submit(review, told, "submitted_at", until=until)
    if _is_past(told, "returned_at", until):
        at = _moment(told["returned_at"])
        actions.send_back(review=review, reason=told["returned_because"], by=_actor(CONTROLLER, at), at=at)
        _submit(review, told, "again_at", until=until)
    if _is_past(told, "agreed_at", until):
        at = _moment(told["agreed_at"])
        actions.agree(review=review, opinion=told["opinion"], by=_actor(CONTROLLER, at), at=at)
    return review


def _is_past(told: Mapping[str, Any], when: str, until: datetime) -> bool:
    return when in told and _moment(told[when]) <= until


def _submit(review: int, told: Mapping[str, Any], when: str, *, until: datetime) -> None:
    if _is_past(told, when, until):
        at = _moment(told[when])
        seen = queries.get_review(review, at.date()).revision
        actions.submit(review=review, seen=seen, by=_actor(told["submitter"], at), at=at)


def _write(review: int, told: Mapping[str, Any], *, by: Actor, at: datetime) -> None:
    sheet, _gaps = queries.get_sheet(review)
    last = told.get("unanswered_from", len(sheet.answers))
    answers = [
        _answered(one, told["answers"]) if place < last else one for place, one in enumerate(sheet.answers)
    ]
    verdict = Verdict(told["verdict"]) if told["verdict"] else None
    actions.answer(
        review=review, answers=answers, verdict=verdict, conclusion=told["conclusion"], seen=1, by=by, at=at
    )
    before, after = (_costs(told[side], told["people"]) for side in ("before", "after"))
    actions.reckon(review=review, before=before, after=after, seen=2, by=by, at=at)


def _answered(answer: Answer, told: Mapping[str, Mapping[str, Any]]) -> Answer:
    """Well, unless the file says otherwise of an item that begins so."""
    said = next((words for begins, words in told.items() if answer.item.startswith(begins)), {})
    return replace(
        answer,
        necessary=said.get("necessary", True),
        lawful=said.get("lawful", True),
        reasonable=said.get("reasonable", True),
        reason=said.get("reason", ""),
        proposal=Proposal(said.get("proposal", Proposal.KEEP)),
        change=said.get("change", ""),
    )


def _costs(rows: Sequence[Sequence[Any]], people: int) -> list[Cost]:
    return [
        Cost(activity, Decimal(hours), service=service, other=other, fee=fee, people=people)
        for activity, hours, service, other, fee in rows
    ]


def _decide(told: Mapping[str, Any], reviews: Mapping[str, int], *, until: datetime) -> None:
    at = _moment(told["entered_at"])
    if at > until:
        return
    held = [reviews[code] for code in told["codes"]]
    entry = queries.get_review(held[0], at.date()).entry
    plan, _row = queries.find_entry(entry or 0, at.date())
    actions.decide(
        plan=plan.id,
        reviews=held,
        number=told["number"],
        decided_on=date.fromisoformat(told["decided_on"]),
        by=_actor(CONTROLLER, at),
        at=at,
    )


def _enter(told: Mapping[str, Any], *, until: datetime) -> None:
    at = _moment(told["entered_at"])
    if at > until:
        return
    by = _actor(told["writer"], at)
    text = actions.enter_text(
        title=told["title"], kind=TextKind(told["kind"]), agency=by.agency, by=by, at=at
    )
    for name in told["procedures"]:
        actions.assess(text=text, name=name, code="", by=by, at=at)


def _actor(username: str, at: datetime) -> Actor:
    account = accounts.find_account(username)
    if account is None:
        raise LookupError(username)
    return build_actor(account.id, account.full_name, "demo", at)


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=clock.ZONE)
