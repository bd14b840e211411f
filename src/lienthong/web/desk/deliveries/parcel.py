"""One parcel: where it is, to whom it goes, every deed and every word of the post, and what may be done now."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final
from uuid import uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from lienthong.connectors.public_post import client
from lienthong.domain.deliveries import queries
from lienthong.domain.deliveries.permissions import Permission, can_send
from lienthong.domain.deliveries.queries import (
    FATE_LABELS,
    HALF_LABELS,
    KIND_LABELS,
    STATE_LABELS,
    TIDING_LABELS,
    Deed,
    ErrandRow,
    Fate,
    Kind,
    OrderRow,
    State,
    may,
)
from lienthong.spine import clock
from lienthong.spine.actor import Actor
from lienthong.web.desk.deliveries.page import TAGS, Room, case_url, parcel_of, room_of
from lienthong.web.entrance.access import requires
from lienthong.web.ui.parts import Fact, Knot, Link
from lienthong.web.ui.words import in_vietnamese, write_due, write_moment, write_money, write_name

DEEDS: Final = ("back", "again", "became", "retell", "mend", "cancel")
"""What may be done, by the word of the address, what usually comes next first."""


@requires(Permission.SEE)
def show_parcel(request: HttpRequest, parcel: int) -> HttpResponse:
    room = room_of(request)
    row = parcel_of(room.desk, parcel)
    mine, names, errand = deeds_of(row, room.desk.by), words_of(), queries.errand_of(row)
    first = next((slug for slug in mine if _comes_next(slug, row)), None)
    context = {
        "room": room,
        "row": row,
        "tag": TAGS[row.state],
        "word": STATE_LABELS[row.state],
        "others": [_link(row, slug, names) for slug in reversed(mine) if slug != first],
        "first": _link(row, first, names) if first else None,
        "is_labelled": row.state is State.TO_SEND and row.is_addressed and can_send(room.desk.by, row.agency),
        "may_take_in": "became" in mine and room.desk.may_receive,
        "key": queries.key_of(row) or uuid4(),
        "errand": errand,
        "knots": _knots(row),
        "facts": [*_facts(row, room), *(_errand_facts(errand) if errand else [])],
        "money": _money(row),
        "is_stand_in": client.is_stand_in() and bool(row.item),
        "crumbs": room.crumbs(row.code),
    }
    return render(request, "desk/deliveries/parcel.html", context)


def _comes_next(slug: str, row: OrderRow) -> bool:
    """A parcel on its way comes back only when something went wrong."""
    return slug in {"again", "became", "retell"} or (slug == "back" and row.state is State.RETURNING)


def _link(row: OrderRow, slug: str, names: Mapping[str, str]) -> Link:
    return Link(names[slug], reverse("desk:parcel_deed", args=[row.id, slug]))


def deeds_of(row: OrderRow, by: Actor) -> list[str]:
    """What this person may do with it now."""
    if not can_send(by, row.agency):
        return []
    is_result = row.kind is Kind.RESULT
    can = {
        "back": is_result and may(Deed.TAKE_BACK, row.state),
        "again": is_result and row.state is State.BACK,
        "became": not is_result and row.state is State.DELIVERED and not row.became,
        "retell": row.is_untold and row.is_addressed and bool(row.refusal),
        "mend": row.state in {State.WISHED, State.TO_SEND},
        "cancel": may(Deed.CANCEL, row.state),
    }
    return [slug for slug in DEEDS if can[slug]]


def words_of() -> dict[str, str]:
    return {
        "back": pgettext("parcels", "It is back at the counter"),
        "again": pgettext("parcels", "Send it once more"),
        "became": pgettext("parcels", "Note the case it became"),
        "retell": pgettext("parcels", "Tell the post again"),
        "mend": pgettext("parcels", "Change receiver or amount"),
        "cancel": pgettext("parcels", "Call it off"),
    }


def _facts(row: OrderRow, room: Room) -> list[Fact]:
    agency = room.desk.agency_names([row.agency]).get(row.agency, row.agency)
    facts = [
        Fact(_("What it is"), KIND_LABELS[row.kind]),
        Fact(_("Receiver") if row.kind is Kind.RESULT else _("Fetched from"), write_name(row.receiver)),
        Fact(_("Telephone"), row.phone or _("not said")),
        Fact(_("Address"), in_vietnamese(row.address) if row.address else _("not said")),
        Fact(_("Sent by") if row.kind is Kind.RESULT else _("Brought to"), write_name(agency)),
        Fact(_("Parcel’s code"), row.code),
        Fact(_("Number at the post"), row.item or _("the post has not answered yet"), url=row.page),
    ]
    if url := case_url(row):
        facts.insert(0, Fact(_("Case"), row.case, url=url))
    if row.became:
        facts.append(Fact(_("Became case"), row.became))
    return facts


def _errand_facts(errand: ErrandRow) -> list[Fact]:
    when = f"{write_due(errand.day)}, {HALF_LABELS[errand.half]}"
    return [
        Fact(_("The post comes"), when),
        Fact(_("Papers to fetch"), in_vietnamese("; ".join(errand.papers))),
    ]


def _money(row: OrderRow) -> list[Fact]:
    nothing = pgettext("parcels", "nothing")
    facts = [Fact(_("To be taken on delivery"), write_money(row.cod) if row.cod else nothing)]
    if row.collected is not None:
        facts.append(Fact(_("Taken by the post"), write_money(row.collected) if row.collected else nothing))
    if row.price is not None:
        facts.append(Fact(_("Charge of the post"), write_money(row.price), hint=_who_pays(row)))
    return facts


def _who_pays(row: OrderRow) -> str:
    if row.kind is Kind.PAPERS:
        return _("Who sends the papers pays it to the post.")
    return _("The receiver pays it to the post.")


def _knots(row: OrderRow) -> list[Knot]:
    """Newest first: what we did and what the post said, each with its moment."""
    told: list[tuple[datetime, Knot]] = []
    for event in queries.list_events(row.id):
        what = format_html("<b>{}</b> {}.", _deed_words()[event.deed], write_name(event.name))
        told.append((event.at, Knot(when=write_moment(clock.local(event.at)), what=what, quote=event.words)))
    for news in queries.list_news(row.id):
        what = format_html("<b>{}:</b> {}", _("The post says"), TIDING_LABELS[news.tiding])
        hint = "" if news.fate is Fate.TAKEN else FATE_LABELS[news.fate]
        knot = Knot(
            when=write_moment(clock.local(news.occurred_at)),
            what=what,
            quote=news.words,
            hint=hint,
            state="returned" if news.fate in {Fate.UNFIT, Fate.UNKNOWN} else "past",
        )
        told.append((news.occurred_at, knot))
    return [knot for _at, knot in sorted(told, key=lambda one: one[0])][::-1]


def _deed_words() -> dict[Deed, str]:
    return {
        Deed.WISH: pgettext("parcel’s story", "Asked for"),
        Deed.READY: pgettext("parcel’s story", "Ready to be sent"),
        Deed.HAND_OVER: pgettext("parcel’s story", "Handed to the post"),
        Deed.TAKE_BACK: pgettext("parcel’s story", "Taken back at the counter"),
        Deed.CANCEL: pgettext("parcel’s story", "Called off"),
        Deed.CHECK_IN: pgettext("parcel’s story", "Checked in at the one-stop"),
        Deed.MISS: pgettext("parcel’s story", "Looked for in vain at the one-stop"),
    }


urlpatterns = [path("<int:parcel>/", show_parcel, name="parcel")]
