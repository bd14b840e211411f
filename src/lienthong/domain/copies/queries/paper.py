"""What makes pages a copy: on paper the block below the last words, in a file the lines at the corner."""

from datetime import datetime

from lienthong.domain.copies.queries.rows import CopyRow
from lienthong.domain.copies.rules.pages import write_pages
from lienthong.domain.documents.queries import letterhead
from lienthong.domain.organisations.queries import get_names
from lienthong.spine import clock
from lienthong.spine.pdf import typeset
from lienthong.spine.text import write_date


def corner_of(row: CopyRow, now: datetime) -> tuple[str, ...]:
    """Form of the copy, agency, time of signing as ISO 8601 with its zone (Decree 30/2020/NĐ-CP, Appendix I)."""
    day = row.dated or clock.local(now).date()
    agency = get_names([row.agency], day).get(row.agency, row.agency)
    return row.form, agency, clock.local(now).isoformat(timespec="seconds")


def reason_of(row: CopyRow) -> str:
    """What the signature itself says that it is of: no later reader depends on our register."""
    pages = f", trang {write_pages(row.pages)}" if row.pages else ""
    return (
        f"{row.name}: {row.source_title} ngày {row.source_dated:%d/%m/%Y} của {row.source_author}{pages};"
        f" SHA-256 {row.digest}"
    )


def particulars_of(row: CopyRow) -> bytes:
    """The block as a page of exactly its own height. Of a numbered copy."""
    assert row.dated  # noqa: S101 - a constraint
    head = letterhead(row.agency, row.dated)
    named = row.named_recipients
    return typeset(
        "copy_particulars",
        {
            "form": row.form,
            "agency": head.name,
            "number": row.code,
            "place": head.place,
            "day": row.dated.isoformat(),
            "dated": write_date(row.dated),
            "signature": {"authority": list(row.lines), "title": row.title, "name": row.signer_name},
            "recipients": [f"{one};" for one in named[:-1]] + [f"{one}." for one in named[-1:]],
        },
    )
