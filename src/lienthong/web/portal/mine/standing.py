"""What both doors show of a case: how it stands, what is to be paid, to be sent, to be fetched, to be said."""

from typing import Any

from lienthong.domain.applications.queries import find_asked
from lienthong.domain.cases import queries as cases
from lienthong.domain.cases.queries import State
from lienthong.domain.deliveries.queries import State as Parcel
from lienthong.domain.deliveries.queries import find_of as find_parcel
from lienthong.domain.documents.queries import list_about
from lienthong.domain.organisations.queries import get_names
from lienthong.domain.payments.queries import find_of
from lienthong.web.portal.follow.words import history, tell
from lienthong.web.portal.mine.door import Own
from lienthong.web.portal.mine.rate import rated
from lienthong.web.portal.post.words import tell as tell_parcel


def standing(own: Own) -> dict[str, Any]:
    row = own.row
    happenings = cases.get_story(row.id).happenings
    names = get_names({row.owner, row.seat, *(one.agency for one in happenings)} - {""}, own.today)
    fee, result = find_of(cases.about_money(row.id)), find_result(own)
    may_fetch = result is not None and cases.may_fetch(row)
    return {
        "own": own,
        "row": row,
        "told": tell(
            row,
            owes=bool(fee and fee.owed),
            sends=own.is_whole and row.state is State.WAITING_PAPERS,
            fetches=may_fetch,
        ),
        "agency": names.get(row.owner, ""),
        "knots": history(row, list(happenings), lambda code: names.get(code, "")),
        "fee": fee,
        "fee_url": own.url("fee"),
        "asked": find_asked(row),
        "supplement_url": own.url("supplement"),
        "withdraw_url": own.url("withdraw") if cases.may_withdraw(row) else "",
        "fetch_url": own.url("fetch") if may_fetch else "",
        "remarks_url": own.url("remarks"),
        **rated(own),
        **_posted(own),
        "result_url": own.url("result") if result and row.state is State.GIVEN else "",
    }


def _posted(own: Own) -> dict[str, Any]:
    """Its result by public post, where it goes or may go that way."""
    parcel = find_parcel(cases.about_money(own.row.id))
    is_sent = parcel is not None and parcel.state is not Parcel.CANCELLED
    return {
        "by_post": tell_parcel(parcel) if parcel and is_sent else None,
        "may_post": own.is_whole and cases.may_go_by_post(own.row),
        "post_url": own.url("post"),
    }


def find_result(own: Own) -> int | None:
    """The stored file of the signed result, once it is there to be fetched."""
    if own.row.state not in {State.READY, State.GIVEN}:
        return None
    about = cases.about_of(own.row.id, cases.Purpose.RESULT)
    return next((one.file for one in list_about([about]) if one.number), None)
