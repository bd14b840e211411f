"""Notes to try, and the people they are told to."""

from datetime import UTC, datetime
from typing import Any

from lienthong.domain.notices.actions import Note
from lienthong.spine.actor import Actor, platform

AT = datetime(2021, 10, 15, 2, 0, tzinfo=UTC)  # a Friday, nine in the morning
BY = platform("job")


def note(account: str, key: str = "plans.overdue:obligation:1", **more: Any) -> Note:
    given: dict[str, Any] = {
        "subject": "obligation:1",
        "kind": "plans.overdue",
        "title": "Quá hạn 2 ngày làm việc: Báo cáo rà soát thủ tục hành chính",
        "address": "/plans/751-qd-ubnd-2020/tasks/I.1/",
        "body": "Hạn 13/10/2021. Sở Tư pháp chủ trì.",
    }
    return Note(account=account, key=key, **(given | more))


def reader(account: str) -> Actor:
    return Actor(account=account, name="Nguyễn Văn An", agency="GL-SNV", origin="test")
