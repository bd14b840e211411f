"""What was told of a sent document is put right beside it: once, to each who has it; the document stays as sealed."""

from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from lienthong.domain.correspondence import actions, errors, queries
from lienthong.domain.correspondence import models as m
from lienthong.domain.correspondence.actions import Amended
from lienthong.domain.correspondence.queries import Status
from lienthong.domain.documents.queries import Urgency
from lienthong.domain.notices.queries import list_notices
from tests.domain.correspondence.office import Room
from tests.domain.documents.office import AT, OTHER
from tests.faults.drain import drain

RIGHT = Amended(
    subject="đôn đốc báo cáo quý IV", urgency=Urgency.URGENT, due=date(2021, 10, 22), reason="Ghi nhầm quý"
)


def amended(room: Room, document: int, key: object = None, what: Amended = RIGHT) -> int:
    return actions.amend(document=document, key=key or uuid4(), amended=what, by=room.clerk, at=AT)  # type: ignore[arg-type]


def test_it_stands_beside_what_was_sent_and_its_clerk_is_told(room: Room) -> None:
    sending = room.sent()
    row = room.sending(sending)
    assert amended(room, row.document) == 1
    drain()
    (told,) = queries.list_amendments([sending])[sending]
    assert (told.subject, told.due, told.urgency) == (RIGHT.subject, RIGHT.due, Urgency.URGENT)
    assert told.answer is Status.AGREED, "within the house it is known with that"
    assert room.sending(sending).subject == row.subject
    assert any("quý IV" in one.title for one in list_notices(room.stc.account))


def test_pressed_twice_it_is_told_once(room: Room) -> None:
    sending, key = room.sent(), uuid4()
    document = room.sending(sending).document
    assert [amended(room, document, key), amended(room, document, key)] == [1, 0]
    assert len(queries.list_amendments([sending])[sending]) == 1


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"subject": " "}, errors.AbstractMissing),
        ({"reason": ""}, errors.ReasonMissing),
        ({"due": date(2021, 10, 14)}, errors.DueBeforeToday),
        ({"subject": "MẬT"}, errors.SecretIncoming),
    ],
)
def test_what_is_no_amendment_is_refused_by_name(
    room: Room, change: dict[str, object], refusal: type[Exception]
) -> None:
    document = room.sending(room.sent()).document
    with pytest.raises(refusal):
        amended(room, document, what=replace(RIGHT, **change))  # type: ignore[arg-type]


def test_what_nobody_has_any_more_is_not_put_right(room: Room) -> None:
    sending = room.sent()
    drain()
    actions.refuse(sending=sending, reason="Nhầm nơi nhận", by=room.stc, at=AT)
    with pytest.raises(errors.NothingToAmend):
        amended(room, room.sending(sending).document)


def test_only_the_clerk_who_sent_it_puts_it_right(room: Room) -> None:
    document = room.sending(room.sent()).document
    for by in (room.stc, room.snv.head, room.snv.writer):
        with pytest.raises(errors.NothingToAmend):
            actions.amend(document=document, key=uuid4(), amended=RIGHT, by=by, at=AT)


def test_postgresql_itself_holds_what_was_told(room: Room) -> None:
    sending = room.sent()
    amended(room, room.sending(sending).document)
    for change in ({"subject": "khác"}, {"answer": "16"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            m.Amendment.objects.filter(sending=sending).update(**change)
    with pytest.raises(IntegrityError), transaction.atomic():
        m.Amendment.objects.all().delete()
    assert queries.list_sendings(room.sending(sending).document)[0].recipient == OTHER
