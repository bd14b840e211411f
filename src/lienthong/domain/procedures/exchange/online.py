"""The register of online services as a workbook."""

from collections.abc import Mapping, Sequence
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from lienthong.domain.procedures.exchange.sheet import write_sheet
from lienthong.domain.procedures.rules.online import VERDICT_LABELS, Held

WIDTHS: Final = (16, 60, 30, 14, 14, 20)


def write_register(rows: Sequence[Held], names: Mapping[str, str], *, title: str) -> bytes:
    heads = (
        pgettext("procedure", "Code"),
        _("Name of the procedure"),
        pgettext("procedure", "Kept by"),
        pgettext("online", "Required level"),
        pgettext("online", "Published level"),
        pgettext("online", "Result"),
    )
    told = [
        (
            row.code,
            row.name,
            names.get(row.keeper, row.keeper),
            row.required or None,
            row.published or None,
            str(VERDICT_LABELS[row.verdict]),
        )
        for row in rows
    ]
    return write_sheet(title, heads, told, WIDTHS)
