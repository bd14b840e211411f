"""Each partner whose machine we call, under each way in which a machine fails: nothing is believed that was not said,
nothing is done twice, and when it is well again the same call succeeds.

The table names every room of ``connectors``; one that joins is added here or says why it has no such line.
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pytest
from tests.connectors import (
    test_e_receipts,
    test_national_procedures,
    test_payment_platform,
    test_public_post,
    test_sms,
    test_zalo,
)
from tests.connectors.test_national_portal import CODE, a_dossier

import lienthong.connectors
from lienthong.connectors import (
    e_receipts,
    national_portal,
    national_procedures,
    payment_platform,
    public_post,
    sms,
    zalo,
)
from lienthong.connectors.e_receipts import client as receipts_client
from lienthong.connectors.e_receipts import errors as receipts_errors
from lienthong.connectors.e_receipts import fake as receipts_fake
from lienthong.connectors.national_portal import client as portal_client
from lienthong.connectors.national_portal import errors as portal_errors
from lienthong.connectors.national_portal import fake as portal_fake
from lienthong.connectors.national_portal import shelf as portal_shelf
from lienthong.connectors.national_procedures import client as procedures_client
from lienthong.connectors.national_procedures import errors as procedures_errors
from lienthong.connectors.national_procedures import fake as procedures_fake
from lienthong.connectors.payment_platform import client as payment_client
from lienthong.connectors.payment_platform import errors as payment_errors
from lienthong.connectors.payment_platform import fake as payment_fake
from lienthong.connectors.public_post import client as post_client
from lienthong.connectors.public_post import errors as post_errors
from lienthong.connectors.public_post import fake as post_fake
from lienthong.connectors.shelves import Memory
from lienthong.connectors.sms import client as sms_client
from lienthong.connectors.sms import errors as sms_errors
from lienthong.connectors.sms import fake as sms_fake
from lienthong.connectors.zalo import client as zalo_client
from lienthong.connectors.zalo import errors as zalo_errors
from lienthong.connectors.zalo import fake as zalo_fake

SILENT: Final = ("reset", "garbage", "late", "hang")


@dataclass(frozen=True)
class Partner:
    """``call`` tells one thing, always under the same key; ``held`` counts how often the other side has it."""

    room: Any
    client: Any
    errors: Any
    setting: str
    make: Callable[[], Any]
    running: Callable[[Any], AbstractContextManager[str]]
    call: Callable[[], Any]
    held: Callable[[Any], int]


def _portal() -> portal_fake.FakePortal:
    made = portal_fake.FakePortal(portal_shelf.Memory())
    made.procedures = {CODE: "Đăng ký khai sinh"}
    return made


def _tell_portal() -> None:
    with portal_client.line() as line:
        line.tell(a_dossier(), is_update=False, key="k1")


PARTNERS: Final = {
    "payment_platform": Partner(
        payment_platform, payment_client, payment_errors, "LIENTHONG_PAYMENT_PLATFORM_URL",
        lambda: payment_fake.FakePlatform(payment_fake.Memory()), payment_fake.running,
        lambda: payment_client.order(test_payment_platform.ONE), lambda made: len(made.shelf.orders),
    ),
    "public_post": Partner(
        public_post, post_client, post_errors, "LIENTHONG_PUBLIC_POST_URL",
        lambda: post_fake.FakePost(post_fake.Memory()), post_fake.running,
        lambda: post_client.order(test_public_post.ONE), lambda made: len(made.shelf.items),
    ),
    "national_portal": Partner(
        national_portal, portal_client, portal_errors, "LIENTHONG_NATIONAL_PORTAL_URL",
        _portal, portal_fake.running, _tell_portal, lambda made: len(made.shelf.dossiers),
    ),
    "national_procedures": Partner(
        national_procedures, procedures_client, procedures_errors, "LIENTHONG_NATIONAL_PROCEDURES_URL",
        lambda: procedures_fake.FakeDatabase(procedures_fake.Memory()), procedures_fake.running,
        lambda: procedures_client.write(test_national_procedures.ONE), lambda made: len(made.shelf.all()),
    ),
    "e_receipts": Partner(
        e_receipts, receipts_client, receipts_errors, "LIENTHONG_E_RECEIPTS_URL",
        lambda: receipts_fake.FakeProvider(receipts_fake.Memory()), receipts_fake.running,
        lambda: receipts_client.ask(test_e_receipts.ONE), lambda made: len(made.shelf.all()),
    ),
    "sms": Partner(
        sms, sms_client, sms_errors, "LIENTHONG_SMS_URL",
        lambda: sms_fake.FakeGateway(Memory()), sms_fake.running,
        lambda: sms_client.send(test_sms.ONE), lambda made: len(made.shelf.all()),
    ),
    "zalo": Partner(
        zalo, zalo_client, zalo_errors, "LIENTHONG_ZALO_URL",
        lambda: zalo_fake.FakeZalo(Memory()), zalo_fake.running,
        lambda: zalo_client.send(test_zalo.ONE), lambda made: len(made.shelf.all()),
    ),
}  # fmt: skip
ELSEWHERE: Final = {
    "axis": "connectors/axis/test_client: speaks XML over calls of its own, each fault there",
    "bridge": "runs on the officer's own machine; nothing is called over a line of ours",
    "mail": "SMTP: domain/notices holds what a mail server refuses",
    "oidc": "a person waits: three seconds, then they sign in otherwise (test_oidc)",
    "remote_signing": "a person waits: a silence signs nothing, each fault in test_remote_signing",
    "trust": "a person waits: status and time stamps, each fault in test_trust",
    "webhooks": "many receivers of others, each fault in test_webhooks",
}


@pytest.fixture(params=PARTNERS)
def partner(request: pytest.FixtureRequest) -> Partner:
    return PARTNERS[request.param]


@pytest.fixture
def machine(
    partner: Partner, settings: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Iterator[Any]:
    settings.LIENTHONG_KEYS_DIR = tmp_path  # where Zalo's tokens are kept
    made = partner.make()
    monkeypatch.setattr(partner.client, "SECONDS", 0.3)
    with partner.running(made) as url:
        setattr(settings, partner.setting, url)
        yield made


def test_every_partner_is_in_the_table_or_says_why_not() -> None:
    folder = Path(lienthong.connectors.__file__).parent
    rooms = {one.parent.name for one in folder.glob("*/__init__.py")}
    assert rooms == set(PARTNERS) | set(ELSEWHERE)


@pytest.mark.parametrize("fault", SILENT)
def test_what_is_no_answer_is_silence_and_is_done_once_when_it_is_well(
    partner: Partner, machine: Any, fault: str
) -> None:
    machine.fault = fault
    with pytest.raises(partner.errors.Silent):
        partner.call()
    machine.fault = ""
    machine.released.set()
    for _telling in range(2):
        partner.call()
    assert partner.held(machine) == 1


def test_a_refusal_is_a_refusal_in_words_and_nothing_is_held(partner: Partner, machine: Any) -> None:
    machine.fault = "refuse"
    with pytest.raises(partner.errors.Refused) as refused:
        partner.call()
    assert len(str(refused.value)) > 8
    assert partner.held(machine) == 0


def test_one_that_is_not_there_is_silence(partner: Partner, settings: Any, tmp_path: Path) -> None:
    settings.LIENTHONG_KEYS_DIR = tmp_path
    made = partner.make()
    with partner.running(made) as url:
        setattr(settings, partner.setting, url)
    with pytest.raises(partner.errors.Silent):
        partner.call()
