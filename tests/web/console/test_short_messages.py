"""What the administrator sees of short messages: what waits and why, and one button."""

from datetime import timedelta

import pytest
from django.test import Client

from lienthong.domain.short_messages.models import ShortMessage
from lienthong.spine import clock

pytestmark = pytest.mark.django_db
AT = "/console/short-messages/"


def a_message(state: str = "REFUSED", fault: str = "SMS: 103: Balance not enough") -> int:
    is_taken = state not in ("WAITING", "REFUSED")
    return ShortMessage.objects.create(
        party=7,
        key=f"test:{state}:{fault}",
        subject="case:7",
        occasion="READY",
        code="000.00.31.H21-211015-0001",
        state=state,
        fault=fault,
        channel="SMS" if is_taken else "",
        reference="sms-1" if is_taken else "",
        made_at=clock.now() - timedelta(hours=1),
    ).pk


def test_nothing_wrong_is_said_in_words(platform_administrator: Client) -> None:
    page = platform_administrator.get(AT).content.decode()
    assert "Không có tin nhắn nào hỏng" in page
    assert "chưa kết nối" in page


def test_what_was_refused_stands_there_with_its_reason_and_goes_out_again_once(
    platform_administrator: Client,
) -> None:
    message = a_message()
    a_message("FAILED", "Subscriber absent")
    a_message("WAITING", "")
    a_message("DELIVERED", "")
    page = platform_administrator.get(AT).content.decode()
    for told in ("2 tin nhắn hỏng", "Balance not enough", "Subscriber absent", "Chưa tới lượt", "đã tới: 1"):
        assert told in page
    assert page.count("/again/") == 2
    again = f"{AT}{message}/again/"
    assert "trong vòng một phút" in platform_administrator.post(again, follow=True).content.decode()
    assert "không có gì để gửi lại" in platform_administrator.post(again, follow=True).content.decode()
    assert ShortMessage.objects.get(pk=message).attempt == 2


def test_who_took_it_back_is_told_in_words(platform_administrator: Client) -> None:
    a_message(fault="NOBODY")
    assert "đã rút lại đồng ý" in platform_administrator.get(AT).content.decode()
