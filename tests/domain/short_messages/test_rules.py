"""What a message says: short enough for each channel, without anything of anybody."""

import pytest

from lienthong.domain.short_messages.rules import SENTENCES, Channel, Occasion, sms_text, ways

NUMBER = "000.00.31.H21-211015-0001"


def test_every_occasion_has_a_sentence_that_a_template_takes() -> None:
    assert set(SENTENCES) == set(Occasion)
    assert {sentence for sentence in SENTENCES.values() if not 0 < len(sentence) <= 30} == set()


def test_a_message_says_what_which_case_and_where_to_look() -> None:
    assert sms_text("Ho so da co ket qua", NUMBER, "motcua.gialai.gov.vn/follow/") == (
        "Ho so da co ket qua. Ma ho so 000.00.31.H21-211015-0001. Xem motcua.gialai.gov.vn/follow/"
    )


@pytest.mark.parametrize(("letters", "is_whole"), [(97, True), (98, False)])
def test_where_to_look_goes_before_a_second_message_is_paid(letters: int, is_whole: bool) -> None:
    text = sms_text("x" * 30, "y" * 16, "z" * letters)  # 30 + 12 + 16 + 1 letters, and 5 before the place
    assert len(text) <= 160
    assert text.endswith("z") is is_whole


@pytest.mark.parametrize(
    ("consented", "connected", "expected"),
    [
        ([Channel.SMS, Channel.ZALO], [Channel.SMS, Channel.ZALO], (Channel.ZALO, Channel.SMS)),
        ([Channel.SMS], [Channel.SMS, Channel.ZALO], (Channel.SMS,)),
        ([Channel.ZALO], [Channel.SMS], ()),
        ([], [Channel.SMS, Channel.ZALO], ()),
    ],
)
def test_only_what_was_agreed_to_and_is_connected_is_tried_zalo_first(
    consented: list[Channel], connected: list[Channel], expected: tuple[Channel, ...]
) -> None:
    assert ways(consented, connected) == expected
