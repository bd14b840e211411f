"""Each thing that can be done to a ledger has its own name in the report; bytes that are hashed are fixed for good."""

from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pytest

from lienthong.spine.ledger import rules
from lienthong.spine.ledger.models import Chain, Entry, Seal
from lienthong.spine.ledger.verification import unsealed_fault, verify
from tests.spine.ledger.tampering import LENGTH, sealed_ledger

pytestmark = pytest.mark.django_db


def codes(agency: str = "GL") -> list[tuple[int, str]]:
    return [(fault.sequence, fault.code) for fault in verify().faults if fault.agency == agency]


def test_an_entry_taken_out_is_a_gap_and_a_broken_link() -> None:
    sealed_ledger()
    Entry.objects.filter(agency="GL", sequence=4).delete()
    assert codes() == [(5, "out_of_sequence"), (5, "link_broken")]


def test_a_seal_taken_from_inside_is_missed_where_the_other_keeping_has_it() -> None:
    sealed_ledger()
    Seal.objects.filter(agency="GL", sequence=6).delete()
    assert (6, "seal_missing_inside") not in codes()  # the next one now stands beside the first outside
    Seal.objects.filter(agency="GL").delete()
    assert codes() == [(6, "seal_missing_inside"), (12, "seal_missing_inside")]


def test_a_seal_between_is_missed_when_both_keepings_lost_it(outside: Path) -> None:
    sealed_ledger()
    Seal.objects.filter(agency="GL", sequence=6).delete()
    path = outside / "GL.jsonl"
    path.write_bytes(path.read_bytes().splitlines(keepends=True)[1])
    assert codes() == [(12, "seal_missing_between")]


def test_a_seal_with_another_signature_is_not_signed(outside: Path) -> None:
    sealed_ledger()
    forged = bytes(64)
    Seal.objects.filter(agency="GL", sequence=12).update(signature=forged)
    assert (12, "seal_not_signed") in codes()
    assert (12, "seal_differs_outside") in codes()


def test_a_chain_without_its_head_row_is_told_at_its_end() -> None:
    sealed_ledger()
    Chain.objects.filter(agency="GL").delete()
    assert codes() == [(LENGTH, "head_contradicts_chain")]


def test_what_follows_the_last_seal_is_walked_before_a_new_one() -> None:
    sealed_ledger()
    chain = Chain.objects.get(agency="GL")
    last = Seal.objects.filter(agency="GL").order_by("sequence").last()
    assert unsealed_fault(chain, last) is None
    assert unsealed_fault(chain, None) is None
    chain.head = bytes(32)
    fault = unsealed_fault(chain, last)
    assert fault is not None
    assert (fault.sequence, fault.code) == (LENGTH, "head_contradicts_chain")


def test_an_empty_ledger_is_sound() -> None:
    report = verify()
    assert (report.chains, report.entries, report.seals, report.is_sound) == (0, 0, 0, True)


def test_a_link_is_the_digest_of_what_came_before_the_place_and_the_content() -> None:
    previous, content = bytes(range(32)), bytes(range(32, 64))
    number = b"\x00\x00\x00\x00\x00\x00\x00\x07"
    told = rules.link(previous=previous, sequence=7, content=content)
    assert told == sha256(rules._LINK + previous + number + content).digest()


def test_a_seal_signs_each_part_with_its_length_before_it() -> None:
    at = datetime(2021, 10, 15, 5, tzinfo=UTC)
    parts = [
        rules._SEAL,
        b"GL",
        b"\x00\x00\x00\x00\x00\x00\x00\x07",
        b"h",
        b"2021-10-15T05:00:00.000000+00:00",
        b"p",
    ]
    lengths = [len(part).to_bytes(8, "big") for part in parts]
    assert rules.seal_bytes(agency="GL", sequence=7, head=b"h", sealed_at=at, previous=b"p") == b"".join(
        length + part for length, part in zip(lengths, parts, strict=True)
    )


def test_equal_details_have_one_text() -> None:
    assert (
        rules.canonical({"b": [1, None], "a": "Gia Lai – Đ"}) == '{"a":"Gia Lai – Đ","b":[1,null]}'.encode()
    )
