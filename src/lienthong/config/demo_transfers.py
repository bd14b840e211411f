"""An agreement of the demonstration: somebody of the post works at the one-stop of Pleiku. All of it is invented."""

from datetime import date, datetime
from typing import Final

from django.db import transaction

from lienthong.domain.accounts import queries as accounts
from lienthong.domain.organisations.queries import build_actor, list_hats
from lienthong.domain.transfers import actions, queries
from lienthong.domain.transfers.queries import Blame, Step
from lienthong.spine import clock

HEAD, POSTMAN, POST = "trannhuquynh.622", "nguyenvanbinh.bd", "GL-BUUDIEN"
SIGNED, SINCE = date(2021, 9, 20), date(2021, 10, 1)
TRAINED: Final = date(2021, 9, 28)
CODES: Final = ("TC05", "TC09", "TP01")
AT: Final = datetime(2021, 10, 1, 9, tzinfo=clock.ZONE)
ANSWERS: Final = (
    "Bưu điện chịu trách nhiệm khi làm mất, làm hỏng giấy tờ và khi bàn giao chậm. "
    "UBND thành phố chịu trách nhiệm về nội dung hướng dẫn và kết quả giải quyết."
)


@transaction.atomic
def play(*, until: datetime) -> bool:
    """Once, and only where the people of the one-stop are; tells whether anything was done."""
    head, postman = accounts.find_account(HEAD), accounts.find_account(POSTMAN)
    if until < AT or not head or not postman or not list_hats(head.id, AT.date()):
        return False
    by = build_actor(head.id, head.full_name, "demo", AT)
    if queries.list_agreements(by, until.date()):
        return False
    terms = actions.Terms("05/TT-UBND", POST, SIGNED, SINCE, date(2022, 9, 30), ANSWERS)
    made = actions.make(terms=terms, by=by, at=AT)
    chosen = [(code, step) for code in CODES for step in Step]
    actions.set_tasks(agreement=made, shown=CODES, chosen=chosen, by=by, at=AT)
    training = "Tiếp nhận và trả kết quả tại Một cửa; Văn phòng UBND thành phố tập huấn"
    actions.name_worker(
        agreement=made, account=postman.id, name=postman.full_name, trained_on=TRAINED, training=training,
        by=by, at=AT,
    )  # fmt: skip
    words = "Bàn giao hồ sơ tiếp nhận buổi chiều sang sáng hôm sau."
    actions.note_fault(
        agreement=made, worker=None, blame=Blame.LATE, number="", day=SINCE, words=words, by=by, at=AT
    )
    return True
