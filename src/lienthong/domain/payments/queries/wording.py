"""What stands on a receipt, in the words of the paper."""

from typing import Any

from lienthong.domain.organisations.queries import get_names
from lienthong.domain.payments import models as m
from lienthong.domain.payments.queries.money import label_of
from lienthong.domain.payments.rules.codes import code_of
from lienthong.domain.payments.rules.owing import unpack
from lienthong.domain.payments.rules.vocabulary import Way
from lienthong.domain.procedures.queries import FeeKind
from lienthong.spine import clock
from lienthong.spine.money import format_money, money_in_words
from lienthong.spine.place.mode import number_sign
from lienthong.spine.qr import draw_qr
from lienthong.spine.text import write_date

_WAYS = {
    Way.CASH: "Tiền mặt",
    Way.CARD: "Thẻ",
    Way.TRANSFER: "Chuyển khoản",
    Way.PLATFORM: "Nền tảng thanh toán",
    Way.POST: "Bưu chính thu hộ khi phát",
}
_KINDS = {FeeKind.FEE: "Phí", FeeKind.CHARGE: "Lệ phí"}


def receipt_words(receipt: int) -> dict[str, Any]:
    """For ``receipt.typ``; the code holds the payment code, so that any desk finds the payment by scanning it."""
    row = m.Receipt.objects.select_related("demand", "entry", "replaces").get(pk=receipt)
    demand, before = row.demand, row.replaces
    day = clock.local(row.issued_at).date()
    names = get_names({row.agency}, day)
    code = code_of(demand.pk)
    return {
        "agency": names.get(row.agency, row.agency),
        "series": f"{row.series}-{row.year % 100:02}",
        "number": f"{number_sign('-')}{row.number:07}",
        "day": day.isoformat(),
        "dated": write_date(day),
        "payer": row.payer,
        "case": demand.number,
        "procedure": demand.title,
        "lines": [
            [
                line.name if line.says_its_kind else f"{_KINDS[line.kind]}: {line.name}",
                format_money(line.amount, short=True),
                line.ground,
            ]
            for line in unpack(demand.lines)
        ],
        "basis": next((line.basis for line in unpack(demand.lines) if line.basis), ""),
        "amount": format_money(row.amount),
        "words": money_in_words(row.amount),
        "part": "" if row.amount == demand.amount else f"Một phần của {format_money(demand.amount)}",
        "way": _WAYS[Way(row.entry.way)],
        "collector": row.name,
        "reissue": f"Cấp thay biên lai số {label_of(before.series, before.year, before.number)}: {before.reason}"
        if before
        else "",
        "code": code,
        "qr": draw_qr(code, scale=4),
    }
