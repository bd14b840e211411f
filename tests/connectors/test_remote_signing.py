"""A service elsewhere signs what a person confirms on a telephone; a no, a silence and a wrong answer sign nothing."""

from collections.abc import Iterator

import pytest
from tests.spine.signatures import desk

from lienthong.connectors.remote_signing.client import Service, authorize, get_credential, sign
from lienthong.connectors.remote_signing.fake import BEARER, FakeService, running
from lienthong.spine.signatures.errors import TokenDeclined, TokenSilent
from lienthong.spine.signatures.preparing import SIGNER
from lienthong.spine.signatures.signing import Wish, begin, finish
from lienthong.spine.signatures.verdicts import Verdict


@pytest.fixture(params=["person", "agency"])
def fake(request: pytest.FixtureRequest) -> FakeService:
    """Once with each kind of key."""
    return FakeService(desk.token({"person": desk.person, "agency": desk.agency}[request.param]()))


@pytest.fixture
def service(fake: FakeService) -> Iterator[Service]:
    with running(fake) as address:
        yield Service(address, BEARER)


def test_a_paper_is_signed_by_a_service_that_sees_its_digest_alone(
    fake: FakeService, service: Service
) -> None:
    credential = get_credential(service, "credential-1")
    certificate, chain = credential.certificate, credential.chain
    pending = begin(desk.paper(), Wish(SIGNER), certificate, chain, desk.helpers(), at=desk.NOW)
    consent = authorize(service, credential, [pending.content], say="Ký công văn đôn đốc")
    (made,) = sign(service, credential, consent, [pending.content])
    assert desk.judged(finish(pending, made, desk.helpers())).verdict is Verdict.VALID
    assert fake.read_on_telephone == ["Ký công văn đôn đốc"]


def test_one_consent_covers_a_batch_once(fake: FakeService, service: Service) -> None:
    credential = get_credential(service, "credential-1")
    contents = [bytes([n]) for n in range(30)]
    consent = authorize(service, credential, contents, say="Ký 30 văn bản")
    assert len(sign(service, credential, consent, contents)) == 30
    with pytest.raises(TokenDeclined):
        sign(service, credential, consent, contents)


def test_what_was_not_confirmed_is_not_signed(service: Service) -> None:
    credential = get_credential(service, "credential-1")
    consent = authorize(service, credential, [b"a"], say="a")
    with pytest.raises(TokenDeclined):
        sign(service, credential, consent, [b"b"])


def test_a_no_on_the_telephone_is_told_in_words(fake: FakeService, service: Service) -> None:
    credential = get_credential(service, "credential-1")
    fake.answer = "no"
    with pytest.raises(TokenDeclined, match="the signer declined"):
        authorize(service, credential, [b"a"], say="a")


def test_a_signature_of_something_else_enters_no_paper(fake: FakeService, service: Service) -> None:
    fake.answer = "wrong"
    credential = get_credential(service, "credential-1")
    certificate, chain = credential.certificate, credential.chain
    pending = begin(desk.paper(), Wish(SIGNER), certificate, chain, desk.helpers(), at=desk.NOW)
    consent = authorize(service, credential, [pending.content], say="a")
    (made,) = sign(service, credential, consent, [pending.content])
    with pytest.raises(TokenSilent):
        finish(pending, made, desk.helpers())


def test_silence_and_nonsense_are_refusals(fake: FakeService, service: Service) -> None:
    with pytest.raises(TokenSilent):
        get_credential(Service("http://127.0.0.1:1", BEARER), "credential-1")
    fake.answer = "broken"
    with pytest.raises(TokenSilent):
        get_credential(service, "credential-1")


def test_without_access_to_the_service_nothing_is_had(service: Service) -> None:
    with pytest.raises(TokenDeclined):
        get_credential(Service(service.address, "other"), "credential-1")
    with pytest.raises(TokenDeclined, match="no such credential"):
        get_credential(service, "credential-2")
