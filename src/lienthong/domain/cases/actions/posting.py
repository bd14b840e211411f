"""A result goes by public post: as the applicant chose when filing, or later; the post's delivery gives it."""

from datetime import datetime
from typing import Final

from django.db import transaction

from lienthong.domain.cases import models as m
from lienthong.domain.cases.actions.common import Held, happen, hold
from lienthong.domain.cases.actions.ending import given
from lienthong.domain.cases.errors import CaseNotFound, Erased, NoPostHere, TooLateForPost
from lienthong.domain.cases.queries.sight import now_standing
from lienthong.domain.cases.rules.moves import ON_THE_WAY, UNSIGNED, State, Verb
from lienthong.domain.cases.rules.paying import about_money
from lienthong.domain.cases.rules.vocabulary import ReturnBy
from lienthong.domain.deliveries import actions as deliveries
from lienthong.domain.deliveries import queries as parcels
from lienthong.domain.deliveries.queries import OrderRow
from lienthong.domain.parties import actions as parties
from lienthong.domain.parties.actions import Part
from lienthong.domain.payments import actions as payments
from lienthong.domain.payments.queries import Source, Told
from lienthong.domain.payments.queries import find_of as find_demand
from lienthong.domain.procedures.queries import get_filing
from lienthong.spine.actor import Actor

WHY: Final = "Địa chỉ nhận kết quả qua bưu chính công ích"
ASTRAY: Final = "Kết quả gửi qua bưu chính; bản chính chưa về Một cửa, trả sau."
CHOSEN: Final = "Người nộp chọn nhận kết quả qua bưu chính công ích."
ENDED: Final = "Hồ sơ đã kết thúc theo cách khác."
PLACES: Final = ("RESIDENCE", "STAY", "HEAD_OFFICE")


@transaction.atomic
def choose_post(*, case: int, receiver: deliveries.Receiver, by: Actor, at: datetime) -> OrderRow:
    """The result shall come by post to ``receiver``; whoever calls knows that the case is theirs.

    Raises CaseNotFound, TooLateForPost, NoPostHere and what ``deliveries`` refuses.
    """
    held = hold(case, by=by, at=at)
    if held.stand.state not in UNSIGNED | ON_THE_WAY:
        raise TooLateForPost
    if not get_filing(held.case.version_id).returns_by_post:
        raise NoPostHere
    made = deliveries.wish(parcel=_parcel(held.case, receiver), by=by, at=at)
    if held.stand.state is State.READY:
        made = deliveries.ready(parcel=_parcel(held.case, receiver), by=by, at=at)
    _correct(held)
    return made


def _correct(held: Held) -> None:
    """Lists and papers say from now on how it is returned."""
    was = dict(held.stand.corrected).get("return_by", held.case.return_by)
    if held.stand.state in UNSIGNED and was != ReturnBy.POST:
        told = {"changes": {"return_by": ReturnBy.POST.value}, "was": {"return_by": was}, "reason": CHOSEN}
        happen(held, Verb.CORRECTED, told)


@transaction.atomic
def post_result(*, case: int, by: Actor, at: datetime) -> OrderRow | None:
    """None where the applicant fetches it. Where it was not said to which address, it is that of the applicant."""
    stand = now_standing().select_related("case").filter(case=case).first()
    if stand is None or stand.state != State.READY:
        return None
    row, before = stand.case, parcels.find_of(about_money(case))
    is_wished = before is not None and before.state is parcels.State.WISHED
    if not is_wished and stand.corrected.get("return_by", row.return_by) != ReturnBy.POST:
        return None
    receiver = deliveries.Receiver(row.applicant_name, "", "") if is_wished else _applicant(row, by, at)
    return deliveries.ready(parcel=_parcel(row, receiver), by=by, at=at)


def _applicant(row: m.Case, by: Actor, at: datetime) -> deliveries.Receiver:
    told = parties.read(party=row.applicant_id, parts=[Part.CONTACTS], reason=WHY, by=by, at=at)
    by_kind = {one.kind.value: one.value for one in reversed(told.contacts)}
    address = next((by_kind[kind] for kind in PLACES if kind in by_kind), "")
    return deliveries.Receiver(row.applicant_name, by_kind.get("PHONE", ""), address)


def _parcel(row: m.Case, receiver: deliveries.Receiver) -> deliveries.Parcel:
    """What is still owed for the case is taken on delivery."""
    about = about_money(row.pk)
    demand = find_demand(about)
    owed = min(demand.owed, deliveries.MOST_COD) if demand else 0
    return deliveries.Parcel(about, row.owner, row.number, row.title, receiver, owed)


@transaction.atomic
def give_by_post(*, case: int, order: int, by: Actor, at: datetime) -> bool:
    """The post handed it to the receiver: the case is returned. False where it was given another way meanwhile."""
    try:
        held = hold(case, by=by, at=at)
    except (CaseNotFound, Erased):
        return False
    if held.stand.state is not State.READY:
        return False
    found = parcels.find_of(about_money(case))
    to = found.receiver if found and found.id == order else ""
    happen(held, Verb.GIVEN, given(held, to=to, way=ReturnBy.POST, astray=ASTRAY))
    return True


@transaction.atomic
def take_collected(*, order: int, by: Actor, at: datetime) -> None:
    """Money that the post took on delivery settles what the case owes; what does not fit exactly waits for a person.

    Told twice it is one: it is known by the parcel's code.
    """
    row = parcels.find_order(order)
    if row is None or not row.collected or row.delivered_at is None:
        return
    demand = find_demand(row.about)
    told = Told(
        source=Source.POST,
        transaction=row.code,
        reference=demand.code if demand else row.code,
        amount=row.collected,
        paid_at=row.delivered_at,
    )
    payments.hear(told=told, by=by, at=at)


def unpost(*, case: int, by: Actor, at: datetime) -> None:
    """It ended another way: a parcel that is still here is not sent any more."""
    deliveries.drop_of(about=about_money(case), reason=ENDED, by=by, at=at)
