"""What stands on a label and on a list that is signed for, in the words of the paper."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from lienthong.domain.deliveries import models as m
from lienthong.domain.deliveries.queries.orders import OrderRow
from lienthong.domain.organisations.queries import get_names
from lienthong.spine import clock
from lienthong.spine.money import format_money, money_in_words
from lienthong.spine.qr import draw_qr
from lienthong.spine.text import write_date


def label_words(rows: Sequence[OrderRow], at: datetime) -> dict[str, Any]:
    """For ``label.typ``: a sheet each. The code finds the parcel, here and at the post; nothing says what is in it."""
    day = clock.local(at).date()
    names = get_names({row.agency for row in rows}, day)
    return {
        "day": day.isoformat(),
        "labels": [
            {
                "agency": names.get(row.agency, row.agency),
                "receiver": row.receiver,
                "phone": row.phone,
                "address": row.address,
                "code": row.code,
                "item": row.item,
                "qr": draw_qr(row.item or row.code, scale=4),
                "cod": format_money(row.cod) if row.cod else "",
                "words": money_in_words(row.cod) if row.cod else "",
            }
            for row in rows
        ],
    }


def list_words(handover: int) -> dict[str, Any]:
    """For ``handover.typ``."""
    row = m.Handover.objects.get(pk=handover)
    day = clock.local(row.handed_at).date()
    orders = list(row.orders.order_by("id"))
    return {
        "agency": get_names({row.agency}, day).get(row.agency, row.agency),
        "number": f"{row.number:02}/{row.year}",
        "day": day.isoformat(),
        "dated": write_date(day),
        "time": f"{clock.local(row.handed_at):%H:%M}",
        "collector": row.collector,
        "giver": row.name,
        "qr": draw_qr(f"BBBC {row.agency} {row.number}/{row.year}", scale=4),
        "rows": [
            [one.code, one.item, one.receiver, one.address, format_money(one.cod, short=True)]
            for one in orders
        ],
        "count": str(len(orders)),
        "sum": format_money(sum(one.cod for one in orders)),
    }


_FOUND = {"RECEIVED": "Đủ, nguyên vẹn", "DAMAGED": "Hư hỏng", "MISSING": "Không thấy"}


def arrival_words(arrival: int) -> dict[str, Any]:
    """For ``arrival.typ``."""
    row = m.Arrival.objects.get(pk=arrival)
    day = clock.local(row.arrived_at).date()
    lines = list(row.lines.select_related("order").order_by("id"))
    return {
        "agency": get_names({row.agency}, day).get(row.agency, row.agency),
        "number": f"{row.number:02}/{row.year}",
        "day": day.isoformat(),
        "dated": write_date(day),
        "time": f"{clock.local(row.arrived_at):%H:%M}",
        "bringer": row.bringer,
        "taker": row.name,
        "qr": draw_qr(f"BBNH {row.agency} {row.number}/{row.year}", scale=4),
        "rows": [
            [one.order.code, one.order.item, one.order.receiver, _FOUND[one.outcome], one.words]
            for one in lines
        ],
        "received": str(sum(one.outcome == "RECEIVED" for one in lines)),
        "damaged": str(sum(one.outcome == "DAMAGED" for one in lines)),
        "missing": str(sum(one.outcome == "MISSING" for one in lines)),
    }
