"""What a clerk takes along proves the delivery to anybody, and nothing that was changed."""

import subprocess
import zipfile
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from lienthong.domain.axis import jobs, queries
from lienthong.domain.axis.exchange import Broken, check_bundle, write_bundle
from tests.domain.axis.node import Node, edoc
from tests.domain.correspondence.office import TODAY


@pytest.fixture
def bundle(axis: Node, tmp_path: Path) -> Path:
    """Of a document that was sent to the ministry."""
    message = queries.messages_of(axis.send_out().id)
    assert message
    path = tmp_path / "bang-chung.zip"
    with path.open("wb") as out:
        write_bundle(message, queries.list_receipts(message.id), out)
    return path


def changed(bundle: Path, name: str, content: bytes) -> Path:
    made = BytesIO()
    with zipfile.ZipFile(bundle) as old, zipfile.ZipFile(made, "w") as new:
        for one in old.namelist():
            new.writestr(one, content if one == name else old.read(one))
    bundle.write_bytes(made.getvalue())
    return bundle


def test_it_holds_the_message_and_a_receipt_of_this_node(bundle: Path) -> None:
    (proved,) = check_bundle(bundle)
    assert proved.statement["node"] == "000.00.00.H21"
    assert proved.statement["sha256"] and proved.fingerprint


@pytest.mark.parametrize("name", ["message.edxml", "receipt-1.json", "receipt-1.p7s", "receipt-1.pem"])
def test_whatever_was_changed_proves_nothing(bundle: Path, name: str) -> None:
    with pytest.raises(Broken):
        check_bundle(changed(bundle, name, b"{}"))


def test_the_command_says_so_without_asking_anybody(bundle: Path) -> None:
    out = StringIO()
    call_command("axis", "verify", str(bundle), "--json", stdout=out)
    assert '"node": "000.00.00.H21"' in out.getvalue()
    with pytest.raises(CommandError):
        call_command("axis", "verify", str(changed(bundle, "message.edxml", b"khac")))


def test_openssl_checks_it_by_the_words_of_the_guide(bundle: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(bundle) as packed:
        packed.extractall(tmp_path)
    words = "cms -verify -binary -inform DER -in receipt-1.p7s -content receipt-1.json -CAfile receipt-1.pem"
    command = ["openssl", *words.split(), "-purpose", "any", "-out", "/dev/null"]
    assert subprocess.run(command, cwd=tmp_path, capture_output=True, check=False).returncode == 0


def test_both_sides_counts_of_a_day_explain_themselves(axis: Node) -> None:
    axis.put(edoc())
    axis.put(b"<edXML>rach nat")
    axis.send_out()
    jobs.balance(TODAY)
    (row,) = queries.list_days(TODAY)
    assert (row.came, row.routed, row.aside) == (2, 1, 1)
    assert (row.sent, row.theirs, row.missing_there) == (3, 3, 0), "the document, 01 and 02"
    assert not row.agrees


def test_a_silent_node_above_is_no_difference_but_is_named(axis: Node) -> None:
    axis.send_out()
    axis.above.fault = "garbage"
    jobs.balance(TODAY)
    (row,) = queries.list_days(TODAY)
    assert row.theirs is None and row.fault
