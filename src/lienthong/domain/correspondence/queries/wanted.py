"""Incoming documents sought by any of their fields, without marks or capitals."""

from datetime import date

from django.db.models import F, Q

from lienthong.domain.accounts.queries import get_full_names
from lienthong.domain.correspondence import models as m
from lienthong.domain.correspondence.permissions import Permission, sees_all
from lienthong.domain.correspondence.queries.rows import IncomingRow, row_of
from lienthong.domain.documents.queries import Wanted, holding, narrowed, worded
from lienthong.domain.organisations.queries import list_positions
from lienthong.spine.actor import Actor
from lienthong.spine.fulltext.queries import find_files
from lienthong.spine.text import search_key, search_words


def find_incoming(wanted: Wanted, today: date, *, by: Actor, limit: int = 50) -> list[IncomingRow]:
    """Those that this person sees, the newest first. ``handler`` and ``unit`` are sought among who works here: by the
    name of who handles or leads it, by the position of who leads it.
    """
    if wanted.is_empty or not by.may(Permission.FOLLOW, by.agency):
        return []
    rows = m.Incoming.objects.filter(agency=by.agency)
    if not sees_all(by, by.agency):
        rows = rows.filter(people__contains=[by.account])
    if search_words(wanted.text):
        rows = rows.filter(worded(wanted.text, Q(files__overlap=find_files(wanted.text, by.agency))))
    exact = {
        "number": wanted.number,
        "registered_on__gte": wanted.since,
        "registered_on__lte": wanted.until,
        "state": wanted.state or None,
    }
    rows = rows.filter(**{name: value for name, value in exact.items() if value is not None})
    rows = narrowed(rows, wanted, [(wanted.symbol, "symbol"), (wanted.party, "sender")])
    if search_words(wanted.signer):
        sent = m.Sending.objects.filter(recipient=by.agency)
        rows = rows.filter(sending__in=holding(sent, F("signer_name"), wanted.signer))
    if search_words(wanted.handler):
        people = sorted(_people(wanted.handler, "", by.agency, today))
        rows = rows.filter(Q(handler__in=people) | Q(lead__in=people))
    if search_words(wanted.unit):
        rows = rows.filter(lead__in=sorted(_people("", wanted.unit, by.agency, today)))
    return [row_of(row) for row in rows.order_by("-year", "-number")[:limit]]


def _people(name: str, title: str, agency: str, day: date) -> set[str]:
    """Accounts whose name and position have these words."""
    hats = list_positions([agency], day)
    names = get_full_names({hat.account for hat in hats})
    return {hat.account for hat in hats if _has(names.get(hat.account, ""), name) and _has(hat.title, title)}


def _has(text: str, words: str) -> bool:
    key = search_key(text)
    return all(word in key for word in search_words(words))
