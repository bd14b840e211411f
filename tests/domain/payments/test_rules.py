"""Codes, QR payloads, checksums and standings against values written by hand or by others' tools."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lienthong.domain.payments.rules.codes import code_of, demand_in
from lienthong.domain.payments.rules.electronic import Does, Left, undone
from lienthong.domain.payments.rules.matching import gaps, why_pending
from lienthong.domain.payments.rules.owing import (
    LARGEST,
    exempt,
    is_reckoned,
    lines_of,
    pack,
    reckon,
    total,
    unpack,
)
from lienthong.domain.payments.rules.passing import MOST_DAYS, Fit, Held, fit, propose
from lienthong.domain.payments.rules.standing import MAY, may, owed, possible, standing
from lienthong.domain.payments.rules.vietqr import Payee, checksum, payload
from lienthong.domain.payments.rules.vocabulary import Deed, Kind, State, Why
from lienthong.domain.procedures.queries import Channel
from tests.domain.payments.running import BASES, RECKONED, RULES

VIETCOMBANK = Payee("970436", "0123456789", "KHO BAC")


def test_a_fee_is_asked_for_only_while_its_rule_is_in_force() -> None:
    lines = lines_of(RULES, BASES, channel=Channel.COUNTER, day=date(2021, 10, 15))
    assert [(line.name, line.amount) for line in lines] == [
        ("Lệ phí cấp giấy", 75_000),
        ("Phí thẩm định", 25_000),
    ]
    assert lines[0].basis == "85/2019/TT-BTC Thông tư về phí và lệ phí"


def test_a_rule_for_the_channel_goes_before_one_for_all() -> None:
    assert total(lines_of(RULES, BASES, channel=Channel.ONLINE, day=date(2021, 10, 15))) == 95_000


def test_a_rule_begins_on_its_day_and_ends_before_its_last() -> None:
    assert total(lines_of(RULES, BASES, channel=Channel.COUNTER, day=date(2020, 12, 31))) == 109_000
    assert total(lines_of(RULES, BASES, channel=Channel.COUNTER, day=date(2022, 1, 1))) == 108_000


def test_the_checksum_is_that_of_the_standard() -> None:
    assert checksum("123456789") == 0x29B1  # the check value of CRC-16/CCITT-FALSE


def test_the_payload_is_what_napas_asks_for() -> None:
    assert payload(VIETCOMBANK, amount=75_000, content="LT00000012397")[:-4] == (
        "000201"
        "010212"
        "38540010A00000072701240006970436011001234567890208QRIBFTTA"
        "5303704"
        "540575000"
        "5802VN"
        "6217" "0813LT00000012397"
        "6304"
    )  # fmt: skip


def _fields(text: str) -> dict[str, str]:
    """An independent reader: tag, two digits of length, value."""
    found: dict[str, str] = {}
    while text:
        tag, length = text[:2], int(text[2:4])
        assert len(text) >= 4 + length and tag not in found
        found[tag], text = text[4 : 4 + length], text[4 + length :]
    return found


@given(
    st.integers(1, 10**11),
    st.integers(1, 999_999_999),
    st.from_regex(r"[0-9A-Z]{4,19}", fullmatch=True),
)
def test_what_is_written_is_read_back(amount: int, demand: int, number: str) -> None:
    written = payload(Payee("970436", number, ""), amount=amount, content=code_of(demand))
    told = _fields(written)
    merchant = _fields(told["38"])
    assert (told["01"], told["53"], told["58"], int(told["54"])) == ("12", "704", "VN", amount)
    assert merchant["00"] == "A000000727" and merchant["02"] == "QRIBFTTA"
    assert _fields(merchant["01"]) == {"00": "970436", "01": number}
    assert demand_in(_fields(told["62"])["08"]) == demand
    assert int(told["63"], 16) == checksum(written[:-4])


@given(st.integers(1, 999_999_999))
def test_a_code_is_found_in_whatever_a_bank_makes_of_it(demand: int) -> None:
    code = code_of(demand)
    assert len(code) == 13
    for content in (code, code.lower(), f"MBVCB.123.{code}.CT tu 0123", f"{code[:5]} {code[5:]} nop le phi"):
        assert demand_in(content) == demand


@given(st.integers(1, 999_999_999), st.integers(2, 12), st.integers(1, 9))
def test_a_mistyped_digit_is_no_code(demand: int, place: int, added: int) -> None:
    code = code_of(demand)
    digit = (int(code[place]) + added) % 10
    assert demand_in(f"{code[:place]}{digit}{code[place + 1 :]}") is None


def test_two_codes_in_one_content_name_nobody() -> None:
    assert demand_in(f"{code_of(1)} {code_of(2)}") is None
    assert demand_in("") is None
    assert demand_in("nop phi ho so") is None


@pytest.mark.parametrize(
    ("deed", "amount", "received", "returned", "after"),
    [
        (Deed.RAISE, 100, 0, 0, State.DUE),
        (Deed.RAISE, 0, 0, 0, State.WAIVED),
        (Deed.EXEMPT, 0, 0, 0, State.WAIVED),
        (Deed.RECEIVE, 100, 40, 0, State.PARTLY_PAID),
        (Deed.RECEIVE, 100, 100, 0, State.PAID),
        (Deed.PAY_BACK, 100, 100, 40, State.PAID),
        (Deed.PAY_BACK, 100, 40, 10, State.PARTLY_PAID),
        (Deed.PAY_BACK, 100, 100, 100, State.REFUNDED),
        (Deed.WAIVE, 100, 0, 0, State.WAIVED),
        (Deed.CANCEL, 100, 0, 0, State.CANCELLED),
    ],
)
def test_sums_make_the_state(deed: Deed, amount: int, received: int, returned: int, after: State) -> None:
    assert standing(deed, amount=amount, received=received, returned=returned) is after


def test_nothing_may_happen_to_what_ended() -> None:
    assert [state for state in State if not possible(state)] == [
        State.REFUNDED,
        State.WAIVED,
        State.CANCELLED,
    ]
    assert set(MAY) == set(Deed) - {Deed.RAISE}
    assert owed(state=State.WAIVED, amount=100, received=0) == 0
    assert owed(state=State.PARTLY_PAID, amount=100, received=30) == 70


@pytest.mark.parametrize(
    ("state", "amount", "why"),
    [
        (None, 100, Why.UNKNOWN),
        (State.DUE, 100, None),
        (State.DUE, 99, Why.AMOUNT),
        (State.DUE, 101, Why.AMOUNT),
        (State.PAID, 100, Why.PAID_ALREADY),
        (State.REFUNDED, 100, Why.PAID_ALREADY),
        (State.WAIVED, 100, Why.CLOSED),
        (State.CANCELLED, 100, Why.CLOSED),
    ],
)
def test_only_what_fits_exactly_is_taken(state: State | None, amount: int, why: Why | None) -> None:
    assert why_pending(state, owed=100, amount=amount) is why


def test_each_transaction_that_differs_is_named_once() -> None:
    found = gaps({"A": 1, "B": 2, "C": 3}, {"B": 2, "C": 4, "D": 5})
    assert [(one.transaction, one.kind, one.here, one.there) for one in found] == [
        ("A", Kind.MISSING_THERE, 1, None),
        ("C", Kind.AMOUNT, 3, 4),
        ("D", Kind.MISSING_HERE, None, 5),
    ]


def test_relief_is_what_an_exemption_takes_off() -> None:
    (line, other) = lines_of(RULES, BASES, channel=Channel.COUNTER, day=date(2021, 10, 15))
    assert (line.relief, exempt(line, 30_000, "Hộ nghèo").relief) == (0, 45_000)
    assert reckon(other, 8_000).relief == 0
    assert not lines_of(RULES[3:4], BASES, channel=Channel.COUNTER, day=date(2021, 1, 1))


def test_the_table_says_what_may_happen() -> None:
    assert may(Deed.RECEIVE, State.PARTLY_PAID)
    assert not may(Deed.WAIVE, State.PARTLY_PAID)


def test_a_name_tells_whether_it_is_a_fee_by_itself() -> None:
    lines = lines_of(RULES, BASES, channel=Channel.COUNTER, day=date(2021, 10, 15))
    assert [line.says_its_kind for line in lines] == [True, True]
    assert not lines_of(
        [replace(RULES[0], name="Cấp bản sao")], BASES, channel=Channel.COUNTER, day=date(2021, 10, 15)
    )[0].says_its_kind


def test_a_line_without_an_amount_waits_to_be_reckoned_and_an_exempt_one_does_not() -> None:
    waiting = lines_of(RECKONED.fees, (), channel=Channel.COUNTER, day=date(2021, 10, 15))
    assert not is_reckoned(waiting)
    assert (waiting[0].amount, waiting[0].relief) == (0, 0)
    assert exempt(waiting[0], 0, "Hộ nghèo").relief == 0
    assert is_reckoned([reckon(waiting[0], 8_000)])


def test_lines_come_back_as_they_were_kept() -> None:
    lines = lines_of(RULES, BASES, channel=Channel.COUNTER, day=date(2021, 10, 15))
    lines = [exempt(lines[0], 30_000, "Hộ nghèo"), lines[1]]
    assert pack(lines)[0] == {
        "kind": "CHARGE",
        "name": "Lệ phí cấp giấy",
        "listed": 75_000,
        "amount": 30_000,
        "basis": "85/2019/TT-BTC Thông tư về phí và lệ phí",
        "rule": "",
        "exemptions": "Người thuộc hộ nghèo được miễn.",
        "ground": "Hộ nghèo",
    }
    assert unpack(pack(lines)) == tuple(lines)


def test_a_hundred_billion_is_the_most_that_is_asked() -> None:
    assert LARGEST == 100_000_000_000


@pytest.mark.parametrize(
    ("amount", "held", "expected"),
    [
        (100, [(1, 100)], [Left(1, Does.CANCEL, 0)]),
        (30, [(1, 100)], [Left(1, Does.ADJUST, 70)]),
        (120, [(2, 100), (1, 50)], [Left(2, Does.CANCEL, 0), Left(1, Does.ADJUST, 30)]),
        (10, [(2, 0), (1, 50)], [Left(1, Does.ADJUST, 40)]),
        (10, [], []),
    ],
)
def test_money_goes_back_in_the_order_opposite_to_its_coming(
    amount: int, held: list[tuple[int, int]], expected: list[Left]
) -> None:
    assert undone(amount, held) == expected


def held(*amounts: tuple[int, int]) -> list[Held]:
    """Parcels by day of October and amount."""
    return [Held(place, date(2021, 10, day), amount) for place, (day, amount) in enumerate(amounts, 1)]


@pytest.mark.parametrize(
    ("amount", "parcels", "expected"),
    [
        (70, [(11, 30), (11, 40), (12, 50)], [1, 2]),  # a whole day
        (120, [(11, 30), (11, 40), (12, 50)], [1, 2, 3]),  # days in a row
        (50, [(11, 20), (11, 30), (12, 50)], [1, 2]),  # two days come to it: the older
        (90, [(11, 30), (11, 40), (12, 50)], [2, 3]),  # cut in the middle of days: parcels in a row
        (65, [(11, 30), (11, 40), (12, 50)], [1, 2]),  # nothing comes to it: the closest days
        (500, [(11, 30), (11, 40)], [1, 2]),
        (5, [], []),
    ],
)
def test_the_program_proposes_of_which_parcels_a_line_is(
    amount: int, parcels: list[tuple[int, int]], expected: list[int]
) -> None:
    assert [one.id for one in propose(amount, held(*parcels))] == expected


@pytest.mark.parametrize(
    ("amount", "parcels", "earlier", "expected"),
    [
        (70, [(11, 30), (11, 40), (12, 50)], [], Fit.EXACT),
        (90, [(11, 30), (11, 40), (12, 50)], [], Fit.EXACT),  # parcels in a row
        (80, [(11, 30), (11, 40), (11, 50)], [], Fit.NEAR),  # all of a day but the middle one
        (65, [(11, 60), (12, 100), (13, 5)], [], Fit.NEAR),  # a day, and one parcel of a later one
        (75, [(11, 30), (11, 40)], [5], Fit.NEAR),  # and the 5 that an earlier line fell short of
        (77, [(11, 30), (11, 40)], [5, 2], Fit.NEAR),  # what two of them did
        (72, [(11, 30), (11, 40)], [5, 2], Fit.NEAR),  # the second alone
        (65, [(11, 30), (11, 40)], [-5], Fit.NEAR),  # an earlier line came to 5 too much
        (74, [(11, 30), (11, 40)], [5], Fit.NONE),
        (69, [(11, 30), (11, 40)], [], Fit.NONE),  # close is not near: nothing explains the 1
        (20, [(11, 50)], [], Fit.NONE),
        (500, [(11, 30), (11, 40)], [], Fit.NONE),  # the post has money, yet not this money
        (500, [], [500], Fit.NONE),
    ],
)
def test_a_line_is_told_to_be_the_posts_only_where_it_comes_to_it(
    amount: int, parcels: list[tuple[int, int]], earlier: list[int], expected: Fit
) -> None:
    assert fit(amount, held(*parcels), earlier) is expected


def test_a_year_of_parcels_is_laid_beside_a_line_at_once() -> None:
    many = held(*[(1 + place // 40, 1_000 + place * 7 % 13) for place in range(1_000)])
    assert sum(one.amount for one in propose(sum(one.amount for one in many[3:977]), many)) > 0


def test_days_are_laid_together_for_two_months_and_no_longer() -> None:
    days = [Held(day, date(2021, 1, 1) + timedelta(days=day), 100 + day) for day in range(MOST_DAYS + 2)]
    assert MOST_DAYS == 60
    assert [one.id for one in propose(159, days)] == [59]
    assert [one.id for one in propose(10**6, days)] == [one.id for one in days]
