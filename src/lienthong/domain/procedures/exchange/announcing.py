"""The list of what waits to be announced, as a workbook."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from lienthong.domain.procedures.exchange.sheet import write_sheet
from lienthong.domain.procedures.queries.announcing import DemandRow
from lienthong.domain.procedures.rules.announcing import DEMAND_LABELS, STAGE_LABELS

WIDTHS: Final = (16, 50, 12, 20, 26, 14, 26, 18, 26, 14, 16, 14, 14, 24)


def write_announcing(
    rows: Sequence[DemandRow], names: Mapping[str, str], *, title: str, words: Sequence[str]
) -> bytes:
    """``words`` says of each row how it stands with its day."""
    heads = (
        pgettext("procedure", "Code"),
        _("Name of the procedure"),
        _("Kind of change"),
        pgettext("procedure", "Number of the decision"),
        pgettext("demand", "Issued by"),
        _("Takes effect"),
        pgettext("procedure", "Kept by"),
        pgettext("procedure", "State"),
        _("Waits for"),
        _("Announce by"),
        _("Publish by"),
        pgettext("demand", "Announced"),
        pgettext("demand", "Published on"),
        _("In time?"),
    )
    told = [_cells(row, names, said) for row, said in zip(rows, words, strict=True)]
    return write_sheet(title, heads, told, WIDTHS)


def _cells(row: DemandRow, names: Mapping[str, str], said: str) -> tuple[str | date | None, ...]:
    return (
        row.code,
        row.name,
        str(DEMAND_LABELS[row.kind]),
        row.trigger.number,
        row.trigger.issuer,
        row.trigger.effective_from,
        names.get(row.keeper, row.keeper),
        str(STAGE_LABELS[row.stage]),
        names.get(row.waits_for, row.waits_for),
        row.announce_by,
        row.publish_by,
        row.announced_on,
        row.published_on,
        said,
    )
