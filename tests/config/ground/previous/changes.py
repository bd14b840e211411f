# It speaks to the code of an earlier version:
# mypy: ignore-errors
"""What people did with the earlier version: run by ``make.py`` with that version's code, never with today's."""

import hashlib
import io
from datetime import UTC, date, datetime

import django

from lienthong.config.cli import database

AT = datetime(2021, 10, 15, 3, tzinfo=UTC)


def change() -> None:
    from lienthong.domain.accounts.actions import invite
    from lienthong.domain.organisations.actions import create_group, rename_agency, set_membership
    from lienthong.spine.actor import Actor
    from lienthong.spine.calendar.actions import suspend
    from lienthong.spine.calendar.rules.values import Basis, Suspension
    from lienthong.spine.numbering.actions import cancel, issue
    from lienthong.spine.numbering.queries import BookKey

    by = Actor(account="demo", name="Hoàng Minh Ánh", agency="GL-SNV", origin="previous")
    rename_agency(
        code="GL-SNV",
        name="Sở Nội vụ tỉnh Gia Lai (thử)",
        on=date(2021, 10, 1),
        by=by,
        at=AT,
        decision="QĐ 1",
    )
    create_group(code="G-THU", name="Nhóm thử nghiệm", by=by, at=AT)
    set_membership(group="G-THU", agency="GL-SNV", member=True, on=date(2021, 10, 15), by=by, at=AT)
    invite(username="rmah.hthu", full_name="Rmah H’Thu", email="rmah.hthu@gialai.example", by=by, at=AT)
    apart = Suspension(date(2021, 8, 1), date(2021, 8, 14), "Giãn cách", basis=Basis("QĐ 2"))
    suspend(suspension=apart, by=by, at=AT)
    book = BookKey("GL-SNV", "QD")
    numbers = [issue(book=book, year=2021, subject=f"doc:{n}", by=by, at=AT) for n in (1, 2, 3)]
    cancel(number=numbers[1].id, reason="In nhầm", by=by, at=AT)
    _accept_another_plan(by)


def _accept_another_plan(by: object) -> None:
    from lienthong.config.reference import PLAN, names
    from lienthong.domain.plans.actions import accept_import, receive_source
    from lienthong.domain.plans.exchange import read_file

    content = PLAN.read_text(encoding="utf-8").replace("751/QĐ-UBND", "9751/QĐ-UBND").encode()
    receive_source(content=io.BytesIO(content), name="ke-hoach-thu.txt", agency="GL", by=by, at=AT)
    digest = hashlib.sha256(content).hexdigest()
    reading = read_file("ke-hoach-thu.txt", content, names())
    accept_import(
        reading=reading, agency="GL", source_name="ke-hoach-thu.txt", source_digest=digest, by=by, at=AT
    )


if __name__ == "__main__":
    with database():
        django.setup()
        change()
