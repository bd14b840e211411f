"""A service elsewhere signs what a person confirms on a telephone; a no, a silence and a wrong answer sign nothing."""

from collections.abc import Iterator
from typing import Any

import pytest
from tests.spine.signatures import desk

from lienthong.connectors.remote_signing import client
from lienthong.connectors.remote_signing.client import authorize, check, list_credentials, sign
from lienthong.connectors.remote_signing.fake import FakeService, running
from lienthong.connectors.remote_signing.messages import Answer, Credential, Question, read_access
from lienthong.connectors.shelves import Memory
from lienthong.spine.signatures.errors import TokenDeclined, TokenSilent
from lienthong.spine.signatures.preparing import SIGNER
from lienthong.spine.signatures.signing import Pending, Wish, begin, finish
from lienthong.spine.signatures.verdicts import Verdict

USER = "siuhdoan"


@pytest.fixture(params=["person", "agency"])
def service(request: pytest.FixtureRequest, settings: Any) -> Iterator[FakeService]:
    """Once with each kind of key."""
    issued = {"person": desk.person, "agency": desk.agency}[request.param]()
    made = FakeService(Memory())
    made.open_account(USER, issued.der, issued.key_der, (desk.authority().issuing.der,))
    with running(made) as url:
        settings.LIENTHONG_SIGNING_URL = url
        yield made


def _credential() -> Credential:
    (found,) = list_credentials(USER)
    return found


def _asked(contents: list[bytes], key: str = "q1") -> tuple[Credential, Answer]:
    credential = _credential()
    return credential, authorize(Question(key, credential.id, contents, "4831 · Ký: Công văn đôn đốc"))


def _confirmed(service: FakeService, contents: list[bytes]) -> tuple[Credential, str]:
    credential, asked = _asked(contents)
    service.answer(asked.handle, yes=True)
    return credential, check(asked.handle).sad


def _signed(credential: Credential, sad: str, contents: list[bytes]) -> list[bytes]:
    return sign(credential.id, credential.certificate, sad, contents)


def _pending() -> Pending:
    found = _credential()
    return begin(desk.paper(), Wish(SIGNER), found.certificate, found.chain, desk.helpers(), at=desk.NOW)


def test_a_paper_is_signed_by_a_service_that_sees_its_digest_alone(service: FakeService) -> None:
    pending = _pending()
    credential, sad = _confirmed(service, [pending.content])
    (made,) = _signed(credential, sad, [pending.content])
    assert desk.judged(finish(pending, made, desk.helpers())).verdict is Verdict.VALID
    (read,) = service.list_asked([USER])
    assert (read.say, read.count, read.is_open) == ("4831 · Ký: Công văn đôn đốc", 1, False)


def test_nothing_may_be_signed_before_the_person_has_answered(service: FakeService) -> None:
    credential, asked = _asked([b"a"])
    assert (asked.sad, check(asked.handle).sad) == ("", "")
    with pytest.raises(TokenDeclined, match="SAD expired"):
        _signed(credential, f"sad-{asked.handle}", [b"a"])


def test_a_question_asked_twice_is_one_on_the_telephone(service: FakeService) -> None:
    assert _asked([b"a"])[1] == _asked([b"a"])[1]
    assert len(service.list_asked([USER])) == 1


def test_one_consent_covers_a_batch_once(service: FakeService) -> None:
    contents = [bytes([n]) for n in range(30)]
    credential, sad = _confirmed(service, contents)
    assert len(_signed(credential, sad, contents)) == 30
    with pytest.raises(TokenDeclined):
        _signed(credential, sad, contents)


def test_what_was_not_confirmed_is_not_signed(service: FakeService) -> None:
    credential, sad = _confirmed(service, [b"a"])
    with pytest.raises(TokenDeclined, match="not authorized"):
        _signed(credential, sad, [b"b"])


def test_a_no_on_the_telephone_signs_nothing(service: FakeService) -> None:
    _, asked = _asked([b"a"])
    service.answer(asked.handle, yes=False)
    with pytest.raises(TokenDeclined) as said:
        check(asked.handle)
    assert said.value.facts["why"] == "", "a person's own no needs no words of a service"


def test_a_signature_of_something_else_enters_no_paper(service: FakeService) -> None:
    service.fault = "wrong"
    pending = _pending()
    credential, sad = _confirmed(service, [pending.content])
    (made,) = _signed(credential, sad, [pending.content])
    with pytest.raises(TokenSilent):
        finish(pending, made, desk.helpers())


def test_fewer_signatures_than_asked_for_are_none(service: FakeService) -> None:
    service.fault = "fewer"
    credential, sad = _confirmed(service, [b"a", b"b"])
    with pytest.raises(TokenSilent):
        _signed(credential, sad, [b"a", b"b"])


@pytest.mark.parametrize("fault", ["reset", "garbage", "late", "hang", "busy"])
def test_what_is_no_answer_is_silence_and_asked_again_it_is_one_question(
    service: FakeService, fault: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(client, "SECONDS", 0.3)
    credential = _credential()
    question = Question("q9", credential.id, [b"a"], "a")
    service.fault = fault
    with pytest.raises(TokenSilent):
        authorize(question)
    service.fault = ""
    service.released.set()
    asked = [authorize(question) for _ in range(2)]
    assert asked[0] == asked[1]
    assert len(service.list_asked([USER])) == 1


def test_a_refusal_is_told_in_its_words(service: FakeService) -> None:
    service.fault = "refuse"
    with pytest.raises(TokenDeclined, match="closed for maintenance"):
        list_credentials(USER)
    assert service.list_asked([USER]) == []


def test_a_worn_token_is_fetched_anew_once(service: FakeService) -> None:
    _credential()
    service.fault = "worn"
    assert _credential().id


def test_who_is_not_known_there_has_no_key(service: FakeService) -> None:
    assert list_credentials("nobody") == []


@pytest.mark.parametrize("chain", [(b"no certificate",), (b"",)])
def test_a_certificate_that_cannot_be_read_is_no_answer(service: FakeService, chain: tuple[bytes]) -> None:
    issued = desk.person()
    service.open_account("broken", issued.der, issued.key_der, chain)
    with pytest.raises(TokenSilent):
        list_credentials("broken")


def test_without_access_to_the_service_nothing_is_had(service: FakeService, settings: Any) -> None:
    settings.LIENTHONG_SIGNING_URL = settings.LIENTHONG_SIGNING_URL.replace("gialai:", "other:")
    with pytest.raises(TokenSilent):
        list_credentials(USER)
    settings.LIENTHONG_SIGNING_URL = "http://a:b@127.0.0.1:1"
    with pytest.raises(TokenSilent):
        list_credentials(USER)


def test_where_no_service_is_named_nobody_is_asked(settings: Any) -> None:
    settings.LIENTHONG_SIGNING_URL = ""
    assert not client.is_connected()
    with pytest.raises(TokenSilent):
        list_credentials(USER)


@pytest.mark.parametrize("url", ["", "https://host/path", "https://client@host", "nonsense"])
def test_an_address_says_who_we_are_and_by_what_we_prove_it(url: str) -> None:
    with pytest.raises(ValueError, match="client:secret"):
        read_access(url)
