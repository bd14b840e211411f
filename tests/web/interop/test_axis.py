"""Existing software of an agency speaks to our node as it does to the axis: it sends, lists, fetches, acknowledges."""

import base64
import json
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from lienthong.connectors.axis import wire
from lienthong.connectors.axis.messages import Answered, Edoc, Organization, Status, StatusCode
from lienthong.connectors.axis.wire import Form
from lienthong.domain.axis import actions as node
from lienthong.domain.axis import queries
from lienthong.domain.axis.queries import MessageState
from lienthong.domain.correspondence import queries as correspondence
from lienthong.domain.correspondence.queries import Status as Standing
from lienthong.spine import clock
from tests.domain.axis.node import MINISTRY, SNV, STC, Node, edoc, read, written
from tests.domain.documents.office import AT
from tests.web.interop.client import Agency
from tests.web.interop.conftest import TAX


def of_tax(number: str = "31", **changes: Any) -> Edoc:
    given: dict[str, Any] = {
        "sender": Organization(organ_id=TAX, name="Chi cục Thuế khu vực"),
        "document_id": f"{TAX},2021/10/14,{number}/CCT",
        "notation": "CCT",
    }
    return edoc(number, **given | changes)


def test_its_document_arrives_at_the_agency_and_the_statuses_wait_for_it(axis: Node, tax: Agency) -> None:
    told = tax.send(written(of_tax()))
    assert (told["status"], told["ErrorCode"]) == ("OK", "0")
    axis.work()
    (row,) = axis.arriving()
    assert (row.outside, row.code) == ("Chi cục Thuế khu vực", "31/CCT")
    (item,) = tax.listed("status")
    said = read(tax.fetch(item["docId"]))
    assert isinstance(said, Status) and said.code is StatusCode.ARRIVED
    assert tax.call("countReceiveStatus", method="GET")["count"] == 1


def test_what_it_has_not_acknowledged_comes_again(axis: Node, tax: Agency) -> None:
    axis.send_out(0, TAX)
    (item,) = tax.listed()
    assert read(tax.fetch(item["docId"])).sender.organ_id == SNV
    tax.tell(item["docId"], "processing")
    tax.tell(item["docId"], "fail")
    assert [one["docId"] for one in tax.listed()] == [item["docId"]]
    tax.tell(item["docId"], "done")
    assert tax.listed() == []
    assert tax.tell(item["docId"], "done")["status"] == "OK"


def test_what_its_office_says_stands_beside_our_sending(axis: Node, tax: Agency) -> None:
    row = axis.send_out(0, TAX)
    (item,) = tax.listed()
    message = read(tax.fetch(item["docId"]))
    assert isinstance(message, Edoc)
    about = Answered(
        organ_id=SNV,
        code=f"{message.number}/{message.notation}",
        dated=message.dated,
        document_id=message.document_id,
    )
    told = Status(
        sender=Organization(organ_id=TAX),
        recipients=(Organization(organ_id=SNV),),
        about=about,
        code=StatusCode.REGISTERED,
        at=AT,
    )
    tax.send(written(told), "status")
    axis.work()
    assert axis.sending(row).status is Standing.REGISTERED


def test_a_document_for_a_ministry_goes_on_as_the_very_bytes(axis: Node, tax: Agency) -> None:
    content = written(of_tax(recipients=(Organization(organ_id=MINISTRY),)))
    tax.send(content)
    axis.work()
    assert [one.content for one in axis.above.room.held if one.item.message_type == "edoc"] == [content]


def test_a_document_of_a_ministry_goes_on_to_the_client(axis: Node, tax: Agency) -> None:
    axis.put(edoc(recipients=(Organization(organ_id=TAX), Organization(organ_id=STC))))
    axis.work()
    assert len(tax.listed()) == 1
    assert len(axis.arriving("GL-STC")) == 1


def test_the_same_file_again_is_the_same_document(axis: Node, tax: Agency) -> None:
    content = written(of_tax())
    assert tax.send(content)["DocId"] == tax.send(content)["DocId"]
    axis.work()
    assert len(axis.arriving()) == 1


def test_the_same_id_with_other_bytes_is_told_in_its_list_of_what_it_sent(axis: Node, tax: Agency) -> None:
    tax.send(written(of_tax()))
    tax.send(written(of_tax(subject="nội dung khác")))
    axis.work()
    fates = {one["title"]: one["sendStatus"] for one in tax.call("getSentEdocList")["data"]}
    assert sorted(fates.values()) == ["done", "fail"]
    assert len(axis.arriving()) == 1


def test_a_file_that_is_not_what_its_hash_says_is_refused_and_kept_nowhere(axis: Node, tax: Agency) -> None:
    told = {
        "systemid": tax.system,
        "timestamp": wire.timestamp(clock.real_now()),
        "from": TAX,
        "messagetype": "edoc",
    }
    headers = wire.signed(told, secret=tax.secret, body_sha256="ab" * 32)
    headers.pop("Content-Type")
    answer = Client().generic("POST", "/axis/sendEdoc", b"<x/>", content_type=wire.OCTETS, headers=headers)
    assert answer.json()["status"] == "FAIL"
    assert queries.count_unread() == 0


@pytest.mark.parametrize("form", list(Form))
def test_clients_of_both_forms_are_believed(axis: Node, tax: Agency, form: Form) -> None:
    """Also those that repeat their last hash on calls without a body."""
    odd = replace(tax, form=form, repeats="00ff")
    assert odd.call("getReceivedEdocList")["status"] == "OK"
    assert replace(odd, repeats="").send(written(of_tax()))["status"] == "OK"


@pytest.mark.parametrize("fault", ["secret", "system"])
def test_a_call_without_proof_is_answered_with_nothing(axis: Node, tax: Agency, fault: str) -> None:
    axis.send_out(0, TAX)
    forged = replace(tax, secret="khac") if fault == "secret" else replace(tax, system="khac")
    assert forged.call("getReceivedEdocList")["ErrorCode"] == "401"
    assert forged.send(written(of_tax()))["ErrorCode"] == "401"
    assert queries.count_unread() == 0


def test_a_client_that_ended_is_believed_no_more(axis: Node, tax: Agency) -> None:
    client = queries.find_client("thue")
    assert client
    node.end_client(neighbour=client.id, reason="Thay phần mềm", by=axis.room.clerk, at=AT)
    assert tax.call("getAgenciesList")["ErrorCode"] == "401"


def test_a_client_that_knows_getedoc_alone_gets_the_same_bytes_within_json(axis: Node, tax: Agency) -> None:
    axis.send_out(0, TAX)
    key = tax.listed()[0]["docId"]
    told = json.loads(b"".join(tax.raw("getEdoc", docId=key).streaming_content))
    assert told["status"] == "OK"
    assert base64.b64decode(told["data"]) == tax.fetch(key)


def test_anothers_message_is_none(axis: Node, tax: Agency) -> None:
    axis.send_out(0, TAX)
    key = tax.listed()[0]["docId"]
    _number, secret = node.add_client(name="Kho bạc", system="kho", organ="H99.8", by=axis.room.clerk, at=AT)
    other = Agency("kho", secret, "H99.8")
    for name in ("downloadEdoc", "getEdoc", "getReceipt"):
        assert other.call(name, docId=key)["ErrorCode"] == "404"
    assert other.tell(key, "done")["status"] == "FAIL"
    assert len(tax.listed()) == 1


def test_the_list_of_agencies_names_both_codes_of_ours_and_who_is_behind_others(
    axis: Node, tax: Agency
) -> None:
    tax.call(
        "registerAgency",
        b'{"code": "000.01.77.H99", "name": "\xc4\x90\xe1\xbb\x99i Thu\xe1\xba\xbf s\xe1\xbb\x91 1"}',
    )
    codes = {one["code102"]: one["name"] for one in tax.call("getAgenciesListQD20")["data"]}
    assert codes[SNV] == "Sở Nội vụ"
    assert codes["000.01.77.H99"] == "Đội Thuế số 1"
    assert MINISTRY in codes
    axis.send_out(0, "000.01.77.H99")
    assert len(tax.listed()) == 1
    tax.call("deleteAgency", AgencyCode="000.01.77.H99")
    assert "000.01.77.H99" not in {one["code"] for one in tax.call("getAgenciesList")["data"]}


def test_the_list_that_nodes_keep_alike_says_who_is_gone(axis: Node, tax: Agency) -> None:
    tax.call("registerAgency", '{"code": "000.01.77.H99", "name": "Đội Thuế số 1"}'.encode())
    tax.call("deleteAgency", AgencyCode="000.01.77.H99")
    units = {one["code"]: one for one in tax.call("getSynchronizeUnit")["data"]}
    assert units[SNV] | {"modifyDate": "", "deleted": False, "isAgency": True} == units[SNV]
    assert units["000.01.77.H99"]["deleted"] is True
    assert units["000.01.77.H99"]["modifyDate"]


def test_a_client_cannot_take_the_code_of_an_agency_of_the_house(axis: Node, tax: Agency) -> None:
    told = tax.call("registerAgency", f'{{"code": "{SNV}", "name": "Sở giả"}}'.encode())
    assert (told["status"], SNV in told["ErrorDesc"]) == ("FAIL", True)


@pytest.mark.parametrize("organ", [MINISTRY, SNV, "H99.8"])
def test_a_client_speaks_in_nobody_elses_name(axis: Node, tax: Agency, organ: str) -> None:
    """Neither of an agency above nor of one of the house; who is named there is not bothered with an answer."""
    key = tax.send(written(edoc(sender=Organization(organ_id=organ, name="Mạo danh"))))["DocId"]
    axis.work()
    row = queries.get_message(key)
    assert row
    assert (row.state, organ in row.reason) == (MessageState.QUARANTINED, True)
    assert (axis.arriving(), axis.got("status"), tax.listed("status")) == ([], [], [])


def test_a_client_cannot_take_the_code_of_an_agency_behind_the_node_above(axis: Node, tax: Agency) -> None:
    told = tax.call("registerAgency", f'{{"code": "{MINISTRY}", "name": "Bộ giả"}}'.encode())
    assert (told["status"], MINISTRY in told["ErrorDesc"]) == ("FAIL", True)
    axis.send_out(0, MINISTRY)
    assert (len(axis.got()), tax.listed()) == (1, [])


def test_the_node_above_does_not_speak_for_the_house(axis: Node) -> None:
    axis.put(edoc(sender=Organization(organ_id=STC, name="Sở Tài chính")))
    axis.work()
    assert (axis.arriving(), queries.count_unread()) == ([], 0)


def test_the_receipt_it_gets_is_checked_by_openssl_alone(axis: Node, tax: Agency, tmp_path: Path) -> None:
    key = tax.send(written(of_tax()))["DocId"]
    parts = tax.call("getReceipt", docId=key)["Receipt"]
    for name, part in parts.items():
        (tmp_path / name).write_bytes(base64.b64decode(part))
    certificate = subprocess.run(
        ["openssl", "x509", "-inform", "DER", "-in", "certificate", "-out", "node.pem"],
        cwd=tmp_path,
        check=True,
    )
    words = "cms -verify -binary -inform DER -in signature -content statement -CAfile node.pem -purpose any"
    done = subprocess.run(["openssl", *words.split()], cwd=tmp_path, capture_output=True, check=False)
    assert (certificate.returncode, done.returncode) == (0, 0), done.stderr
    (tmp_path / "statement").write_bytes(b"{}")
    done = subprocess.run(["openssl", *words.split()], cwd=tmp_path, capture_output=True, check=False)
    assert done.returncode != 0


def test_reading_writes_nothing_and_unknown_services_are_told(axis: Node, tax: Agency) -> None:
    assert tax.call("updateStatus", method="GET", docId="x", status="done")["ErrorCode"] == "404"
    assert tax.call("khongCo")["ErrorCode"] == "404"


def test_our_sent_document_is_the_one_the_clerk_issued(axis: Node, tax: Agency) -> None:
    row = axis.send_out(0, TAX)
    message = read(tax.fetch(tax.listed()[0]["docId"]))
    assert isinstance(message, Edoc)
    assert message.attachments[0].sha256 == row.digest
    assert correspondence.get_status(row.id) is Standing.SENT
