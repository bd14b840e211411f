"""A small plan that runs: two departments and a group, four kinds of deadlines, people of each side."""

from datetime import UTC, date, datetime
from io import BytesIO

from lienthong.config import reference
from lienthong.domain.plans import actions, queries
from lienthong.domain.plans.actions import Document
from lienthong.domain.plans.exchange import read_file
from lienthong.domain.plans.permissions import Permission
from lienthong.spine.actor import Actor, Grant
from lienthong.spine.files.actions import put
from lienthong.spine.files.rules import MB, FileType, Use

ISSUED = datetime(2020, 12, 28, 3, tzinfo=UTC)
USE = Use("plans.evidence", (FileType.PDF, FileType.DOCX), 10 * MB)
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def someone(agency: str, *permissions: Permission, everywhere: bool = False) -> Actor:
    reach = None if everywhere else frozenset({agency})
    return Actor(
        account=f"of-{agency}",
        name=f"Người của {agency}",
        agency=agency,
        grants=tuple(Grant(str(name), reach) for name in permissions),
        origin="test",
    )


MONITOR = someone("GL-SNV", Permission.MONITOR, Permission.SUBMIT)
OVERSEER = someone("GL-VPUBND", Permission.MONITOR)


def of(agency: str) -> Actor:
    """Somebody who hands in for an agency and assigns there."""
    return someone(agency, Permission.SUBMIT, Permission.ASSIGN, Permission.FOLLOW)


def at(month: int, day: int, hour: int = 2, year: int = 2021) -> datetime:
    """Nine in the morning in Viet Nam, unless said otherwise."""
    return datetime(year, month, day, hour, tzinfo=UTC)


def accepted_draft() -> queries.PlanRow:
    """The real plan, read and under review."""
    content = reference.PLAN.read_bytes()
    reading = read_file(reference.PLAN.name, content, reference.names())
    slug = actions.accept_import(
        reading=reading, agency="GL", source_name="plan.txt", source_digest="a" * 64, by=MONITOR, at=ISSUED
    )
    return queries.get_draft(slug)


def issued() -> queries.PlanRow:
    """The real plan in force since 28/12/2020, monitored by Home Affairs."""
    draft = accepted_draft()
    actions.settle_rest(plan=draft.id, reason="Đối chiếu bản gốc", by=MONITOR, at=ISSUED)
    actions.issue(plan=draft.id, monitor="GL-SNV", overseer="GL-VPUBND", by=MONITOR, at=ISSUED)
    return queries.get_plan(draft.slug, as_of=date(2021, 1, 1))


def the(plan: queries.PlanRow, ref: str, agency: str, key: str, day: date) -> queries.ObligationRow:
    """One duty as it stood on a day."""
    rows = queries.list_obligations(plan.id, as_of=day, wanted=queries.Wanted(agency=agency))
    (row,) = [row for row in rows if (row.ref, row.key) == (ref, key)]
    return row


def document(number: str, on: date, *outputs: int, moment: datetime | None = None) -> Document:
    """A document with a small file of its own."""
    kept = put(
        content=BytesIO(PDF + number.encode()),
        name="van-ban.pdf",
        use=USE,
        agency="GL-SNV",
        by=MONITOR,
        at=moment or ISSUED,
    )
    return Document(number, on, "Sở Khoa học và Công nghệ", "Báo cáo thử", kept.id, outputs)
