"""The signature of an envelope as a clerk reads it: one of three verdicts, never wrongly "valid"."""

from io import BytesIO
from typing import Any

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from lienthong.connectors.axis import edxml
from lienthong.connectors.axis.messages import Message
from lienthong.connectors.trust.client import demonstration
from lienthong.domain.axis.actions.common import MESSAGE, envelope_signature
from lienthong.spine import clock
from lienthong.spine.actor import platform
from lienthong.spine.files.actions import put
from lienthong.spine.files.queries import FileRow
from lienthong.spine.signatures.verdicts import Verdict
from lienthong.web.desk.correspondence import judged
from lienthong.web.desk.correspondence.judged import ENVELOPES, TAGS, TOO_LARGE, judge_envelope
from tests.domain.axis.node import edoc

pytestmark = pytest.mark.django_db


def kept(content: bytes) -> FileRow:
    given = {"use": MESSAGE, "agency": "GL-SNV", "by": platform("test"), "at": clock.now()}
    return put(content=BytesIO(content), name="message.edxml", **given)  # type: ignore[arg-type]


def written(message: Message, *, signed: bool = True) -> bytes:
    out = BytesIO()
    edxml.write(message, out, sign=envelope_signature() if signed else None)
    return out.getvalue()


@pytest.fixture
def known(settings: Any) -> None:
    """The node's key has a certificate of an authority that this house believes."""
    issued = demonstration().issue("Nút liên thông Thử")
    key = issued.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    settings.LIENTHONG_NODE_KEY = (key + issued.certificate.public_bytes(Encoding.PEM)).decode()


@pytest.mark.usefixtures("known")
def test_one_of_a_known_node_is_valid_and_says_whose_it_is() -> None:
    told = judge_envelope(kept(written(edoc())))
    assert (told.summary, told.is_good) == (ENVELOPES[Verdict.VALID], True)
    (line,) = told.lines
    assert line.tag == TAGS[Verdict.VALID]
    assert "Nút liên thông Thử" in line.who


@pytest.mark.usefixtures("known")
@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"<edXML:Subject>", b"<edXML:Subject>x"),
        (b"<edXML:Priority>0", b"<edXML:Priority>3"),
        (b"<DigestValue>", b"<DigestValue>A"),
        (b"<SignatureValue>", b"<SignatureValue>AAAA"),
    ],
)
def test_one_that_was_changed_on_the_way_is_never_valid(old: bytes, new: bytes) -> None:
    content = written(edoc())
    assert old in content
    told = judge_envelope(kept(content.replace(old, new, 1)))
    assert told.summary in {ENVELOPES[Verdict.INVALID], ENVELOPES[Verdict.UNKNOWN]}
    if b"Value" not in old:
        assert told.summary == ENVELOPES[Verdict.INVALID]


def test_one_of_a_node_that_nobody_vouches_for_cannot_be_checked() -> None:
    told = judge_envelope(kept(written(edoc())))
    assert told.summary == ENVELOPES[Verdict.UNKNOWN]
    assert told.lines[0].reasons


def test_one_without_a_signature_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    row = kept(written(edoc(), signed=False))
    assert judge_envelope(row).summary == ENVELOPES[None]
    monkeypatch.setattr(judged, "LARGEST_ENVELOPE", 10)
    assert judge_envelope(row).summary == TOO_LARGE
