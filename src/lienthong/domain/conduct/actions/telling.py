"""The head is told that something waits for an answer; nobody else is."""

from datetime import datetime

from lienthong.domain.conduct import models as m
from lienthong.domain.conduct.permissions import Permission
from lienthong.domain.conduct.rules import Kind
from lienthong.domain.notices.actions import Note, tell
from lienthong.domain.organisations.queries import list_who_may
from lienthong.spine import clock
from lienthong.spine.actor import Actor

TITLES = {
    Kind.RESUBMITTED: "Hồ sơ rút gần hạn rồi nhận lại",
    Kind.LAST_DAY: "Yêu cầu bổ sung vào ngày cuối hoặc sau hạn",
    Kind.IN_BULK: "Nhiều kết quả ký vào giờ cuối của ngày hẹn",
    Kind.DATED_EARLY: "Kết quả nhập sau hạn, ghi ngày sớm hơn",
    Kind.CLERK_FILED: "Hồ sơ trực tuyến gửi từ máy của cơ quan",
    Kind.LATE_AGAIN: "Trễ hạn nhiều lần",
    Kind.HARASSMENT: "Phản ánh gây phiền hà",
}


def tell_head(*, matter: int, by: Actor, at: datetime) -> int:
    """Whoever may answer at the agency; how many are new. Whose deeds they were learns it from the head."""
    row = m.Matter.objects.get(pk=matter)
    accounts = list_who_may(Permission.ANSWER, row.agency, clock.local(at).date()) - {row.account}
    notes = [
        Note(
            account=account,
            subject=f"matter:{row.pk}",
            kind="conduct.matter",
            title=f"Cần làm rõ: {TITLES[Kind(row.kind)]}",
            address=f"/conduct/{row.pk}/",
            key=f"conduct.matter:{row.pk}",
        )
        for account in sorted(accounts)
    ]
    return tell(notes=notes, by=by, at=at)
