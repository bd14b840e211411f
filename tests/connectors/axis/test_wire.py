"""Who calls is proved as clients of the axis prove it, with their oddities, and nobody else is believed."""

import hashlib
import hmac
import json
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lienthong.connectors.axis import bodies, wire
from lienthong.connectors.axis.wire import Forged, Forgery, Form
from lienthong.spine.clock import ZONE

NOW = datetime(2021, 10, 15, 9, 30, 15, 123_456, tzinfo=ZONE)
SECRET = "khóa thử nghiệm"
BODY = b"<edXML/>"
DIGEST = hashlib.sha256(BODY).hexdigest()
FIELDS = {
    "systemid": "he-thong-1",
    "timestamp": wire.timestamp(NOW),
    "servicetype": "eDoc",
    "messagetype": "edoc",
    "from": "000.00.05.H21",
    "docId": "00000007",
}


def secret_of(system: str) -> str | None:
    return SECRET if system == "he-thong-1" else None


def named(**change: str) -> dict[str, str]:
    return wire.signed({**FIELDS, **change}, secret=SECRET, body_sha256=DIGEST)


def checked(headers: Mapping[str, str], now: datetime = NOW, **more: Any) -> wire.Caller:
    return wire.check(headers, secret_of=secret_of, now=now, **more)


def refused(headers: Mapping[str, str], now: datetime = NOW, **more: Any) -> Forgery:
    with pytest.raises(Forged) as forged:
        checked(headers, now, **more)
    return forged.value.reason


def test_the_signed_headers_are_those_of_a_client_in_use() -> None:
    """Set down by hand from what such a client sends."""
    headers = wire.signed({"systemid": "S", "timestamp": "15102021T093015+0123"}, secret="s")
    listing = (
        '{"XroadVnpt-Content-Type":"application/json","XroadVnpt-systemid":"S",'
        '"XroadVnpt-timestamp":"15102021T093015+0123"}'
    )
    assert headers["XroadVnpt-sign-header"] == listing
    assert headers["XroadVnpt-sign-header-key"] == "Content-Type;systemid;timestamp"
    assert headers["XroadVnpt-hash-header"] == hmac.new(b"s", listing.encode(), hashlib.sha256).hexdigest()
    assert headers["Content-Type"] == headers["XroadVnpt-Content-Type"] == "application/json"


def test_the_time_is_local_with_milliseconds_behind_the_sign() -> None:
    assert wire.timestamp(NOW) == "15102021T093015+0123"


def test_a_caller_is_what_it_says() -> None:
    caller = checked(named())
    assert (caller.system_id, caller.agency, caller.service_type) == ("he-thong-1", "000.00.05.H21", "eDoc")
    assert (caller.message_type, caller.doc_id, caller.form) == ("edoc", "00000007", Form.NAMED)
    assert caller.at == NOW.replace(microsecond=0)
    assert wire.same_hash(caller.stated_hash, DIGEST)


def test_a_hash_and_a_sender_repeated_on_a_call_without_a_body_are_believed_for_what_they_are() -> None:
    """A client sends, then asks for its list with the headers of its sending still there."""
    later = named(**{"Content-Type": "application/json", "from": "000.00.31.H21", "docId": ""})
    caller = checked(later)
    assert (caller.system_id, caller.agency, caller.doc_id) == ("he-thong-1", "000.00.31.H21", "")
    assert wire.same_hash(caller.stated_hash, DIGEST)


def test_names_of_headers_may_come_in_any_letters() -> None:
    assert checked({name.upper(): value for name, value in named().items()}) == checked(named())


def test_the_other_form_is_the_hash_of_system_time_type_and_body() -> None:
    """Set down by hand."""
    time = FIELDS["timestamp"]
    proof = hmac.new(SECRET.encode(), f"he-thong-1{time}application/json".encode() + BODY, hashlib.sha256)
    headers = {
        "XroadVnpt-systemid": "he-thong-1",
        "XroadVnpt-timestamp": time,
        "XroadVnpt-hash-header": proof.hexdigest().upper(),
        "Content-Type": "application/json",
    }
    assert wire.form_of(headers) is Form.BODY
    assert checked(headers, body=(BODY[:3], BODY[3:])).form is Form.BODY
    assert refused(headers, body=(BODY, b" ")) is Forgery.SIGNATURE


def test_ours_of_the_other_form_is_believed() -> None:
    headers = wire.signed(FIELDS, secret=SECRET, body_sha256=DIGEST, form=Form.BODY, body=(BODY,))
    assert checked(headers, body=(BODY,)).doc_id == "00000007"


@pytest.mark.parametrize("name", [*FIELDS, "hash-file", "Content-Type"])
def test_a_header_beside_that_is_not_the_signed_one_is_refused(name: str) -> None:
    assert refused({**named(), f"XroadVnpt-{name}": "other"}) is Forgery.HEADERS


def test_a_header_that_is_not_signed_is_not_believed() -> None:
    assert checked({**named(), "XroadVnpt-status": "done"}).fields.get("status") is None


def test_a_changed_list_or_another_secret_is_refused() -> None:
    headers = named()
    listing = headers["XroadVnpt-sign-header"].replace("00000007", "00000008")
    assert refused({**headers, "XroadVnpt-sign-header": listing}) is Forgery.SIGNATURE
    assert refused(wire.signed(FIELDS, secret="khác")) is Forgery.SIGNATURE


def test_a_system_that_is_not_known_is_refused_even_with_the_word_for_that() -> None:
    for secret in (SECRET, "", "unknown"):
        headers = wire.signed({**FIELDS, "systemid": "la"}, secret=secret)
        assert refused(headers) is Forgery.UNKNOWN_SYSTEM


@pytest.mark.parametrize("name", ["systemid", "timestamp", "hash-header"])
def test_what_lacks_is_told(name: str) -> None:
    fields = {key: value for key, value in FIELDS.items() if key != name}
    headers = wire.signed(fields, secret=SECRET)
    headers.pop(f"XroadVnpt-{name}", None)
    assert refused(headers) is Forgery.INCOMPLETE


def test_nothing_is_refused() -> None:
    assert refused({}) is Forgery.INCOMPLETE


def signed_list(listing: str, names: str) -> dict[str, str]:
    proof = hmac.new(SECRET.encode(), listing.encode(), hashlib.sha256).hexdigest()
    told = {"sign-header": listing, "sign-header-key": names, "hash-header": proof}
    return {f"XroadVnpt-{name}": value for name, value in {**FIELDS, **told}.items()}


LISTED = {f"XroadVnpt-{name}": value for name, value in FIELDS.items()}


@pytest.mark.parametrize(
    "listing",
    [
        "", "[]", "null", "{", "1", '"a"', "[" * 100_000, '{"XroadVnpt-systemid":1}',
        json.dumps({**LISTED, "XroadVnpt-extra": "1"}),
        json.dumps(LISTED)[:-1] + ',"XroadVnpt-docId":"8"}',
        json.dumps({**LISTED, "XroadVnpt-systemid": {}}),
    ],
)  # fmt: skip
def test_a_list_that_is_none_is_refused(listing: str) -> None:
    assert refused(signed_list(listing, ";".join(FIELDS))) is Forgery.HEADERS


def test_a_name_twice_in_other_letters_is_refused() -> None:
    listing = json.dumps({**LISTED, "XroadVnpt-DOCID": "8"})
    assert refused(signed_list(listing, ";".join((*FIELDS, "DOCID")))) is Forgery.HEADERS


@pytest.mark.parametrize(
    ("later", "is_believed"),
    [
        (timedelta(0), True),
        (timedelta(hours=23, minutes=59), True),
        (timedelta(hours=24, seconds=1), False),
        (timedelta(minutes=-10), True),
        (timedelta(minutes=-10, seconds=-1), False),
    ],
)
def test_a_time_is_believed_for_a_day(later: timedelta, is_believed: bool) -> None:
    now = NOW.replace(microsecond=0) + later
    assert (checked(named(), now).system_id if is_believed else refused(named(), now)) == (
        "he-thong-1" if is_believed else Forgery.TIME
    )


def test_a_node_may_believe_it_for_less() -> None:
    assert refused(named(), NOW + timedelta(minutes=6), behind=timedelta(minutes=5)) is Forgery.TIME


@pytest.mark.parametrize(
    "said", ["", "now", "2021-10-15T09:30:15", "32132021T093015+0000", "١٥102021T093015"]
)
def test_a_time_that_is_none_is_refused(said: str) -> None:
    assert refused(named(timestamp=said)) in (Forgery.TIME, Forgery.INCOMPLETE)


def test_letters_of_viet_nam_survive_servers_that_hand_headers_on_in_latin_1() -> None:
    headers = {**named(), "XroadVnpt-from": "Sở Nội vụ"}
    listing = headers["XroadVnpt-sign-header"].replace("000.00.05.H21", "Sở Nội vụ")
    proof = hmac.new(SECRET.encode(), listing.encode(), hashlib.sha256).hexdigest()
    headers |= {"XroadVnpt-sign-header": listing, "XroadVnpt-hash-header": proof}
    as_handed_on = {name: value.encode().decode("latin-1") for name, value in headers.items()}
    assert checked(as_handed_on).agency == checked(headers).agency == "Sở Nội vụ"


def test_a_hash_is_known_whole_and_with_its_zeros_dropped() -> None:
    """0x0a 0x00 0xff: by hand."""
    digest = "0a00ff" + "11" * 29
    assert wire.stated(digest) == "a0ff" + "11" * 29
    for said in (digest, digest.upper(), "a0ff" + "11" * 29, f" {digest} "):
        assert wire.same_hash(said, digest)
    for said in ("", "a0ff", digest[:-1], "0a0ff" + "11" * 29, digest[:-2] + "12", "đ"):
        assert not wire.same_hash(said, digest)


@given(st.binary(min_size=32, max_size=32), st.binary(min_size=32, max_size=32))
def test_hashes_that_differ_in_a_byte_that_shows_are_not_the_same(one: bytes, other: bytes) -> None:
    assert wire.same_hash(wire.stated(one.hex()), one.hex())
    if wire.stated(one.hex()) != wire.stated(other.hex()):
        assert not wire.same_hash(wire.stated(one.hex()), other.hex())


def test_a_success_and_a_refusal_have_the_fields_that_clients_read() -> None:
    assert wire.reply(DocId="7") == {"status": "OK", "ErrorCode": "0", "ErrorDesc": "Success", "DocId": "7"}
    assert wire.reply(code="102", words="Sai") == {"status": "FAIL", "ErrorCode": "102", "ErrorDesc": "Sai"}


ITEM = wire.Item(
    id="7", message_type="edoc", sender="A", recipient="B", status="done", status_words="xong", created="1",
    updated="2", sha256=DIGEST, size=8, version="2.0.1",
)  # fmt: skip
SENT = wire.Sent(
    sender_doc_id="1", receiver_doc_id="2", sender="A", recipient="B", send_status="done", receive_status="fail",
    send_words="a", receive_words="b", sent="1", received="2", title="c", notation="d",
)  # fmt: skip
AGENCY = wire.Agency(
    code="A", name="Sở", id="1", parent="2", mail="a@b", mobile="1", fax="2", old_code="3", code102="4"
)


@pytest.mark.parametrize(
    ("row", "tell", "read"),
    [
        (ITEM, wire.item, bodies.item_in),
        (SENT, wire.sent, bodies.sent_in),
        (AGENCY, wire.agency, bodies.agency_in),
    ],
)
def test_lines_are_read_as_they_were_told(
    row: Any, tell: Callable[[Any], Any], read: Callable[[Any], Any]
) -> None:
    assert read(json.loads(json.dumps(tell(row)))) == row


def test_a_line_is_read_in_the_names_of_either_generation() -> None:
    newer = {"id": "7", "messageType": "edoc", "createdTime": "1", "contentLength": "8"}
    older = {"docId": "7", "messageType": "edoc", "created_time": "1", "from": None}
    assert bodies.item_in(newer).id == bodies.item_in(older).id == "7"
    assert (bodies.item_in(newer).size, bodies.item_in(older).size) == (8, None)


@pytest.mark.parametrize(
    "row", [None, 1, [], "a", {}, {"docId": {}}, {"docId": "", "messageType": "edoc"}, {"docId": "1"}]
)
def test_a_line_that_is_none_is_noticed(row: Any) -> None:
    with pytest.raises(ValueError):
        bodies.item_in(row)
