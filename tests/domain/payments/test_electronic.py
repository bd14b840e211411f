"""A receipt of the provider is asked for after money was taken; replaced with ours, lowered or cancelled by refunds."""

from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from lienthong.connectors.e_receipts import fake
from lienthong.connectors.e_receipts.errors import Silent
from lienthong.domain.payments import actions, errors, jobs, queries
from lienthong.domain.payments import models as m
from lienthong.domain.payments.facts import ElectronicAsked
from lienthong.domain.payments.queries import Does, ElectronicRow, Way
from tests.domain.cases.running import BEGUN, procedure, province
from tests.domain.payments.running import ASKING, CASHIER, HEAD, STRANGER, account, collected, due, even
from tests.faults.drain import drain

pytestmark = pytest.mark.django_db


@pytest.fixture
def version() -> int:
    province()
    account()
    return procedure(ASKING)


@pytest.fixture
def provider(settings: Any) -> Iterator[fake.FakeProvider]:
    made = fake.FakeProvider(fake.Memory())
    with fake.running(made) as url:
        settings.LIENTHONG_E_RECEIPTS_URL = url
        yield made


def paper(receipt: int) -> ElectronicRow:
    return queries.electronic_of([receipt])[receipt]


def refunded(demand: int, amount: int) -> None:
    told: dict[str, Any] = {"reason": "Rút hồ sơ", "to": "", "by": CASHIER, "at": BEGUN}
    refund = actions.ask_refund(key=uuid4(), demand=demand, amount=amount, **told).id
    actions.decide_refund(refund=refund, is_granted=True, answer="", by=HEAD, at=BEGUN)
    for _press in range(2):
        actions.pay_out(refund=refund, way=Way.CASH, by=CASHIER, at=BEGUN)
    drain()


def test_it_is_asked_for_by_a_job_and_kept_with_its_pdf(version: int, provider: fake.FakeProvider) -> None:
    receipt = collected(due(version))
    assert queries.electronic_of([receipt.id]) == {}
    drain()
    found = paper(receipt.id)
    assert (found.does, found.amount, found.number) == (Does.ISSUE, 100_000, "01BLP0-001 AA-21E 0000001")
    assert found.file and found.page == fake.PAGE
    row = m.Electronic.objects.get()
    jobs.tell_electronic(ElectronicAsked(electronic=row.pk), BEGUN)
    assert len(provider.said) == 1


def test_without_a_provider_the_receipt_is_ours(version: int) -> None:
    receipt = collected(due(version))
    drain()
    assert queries.electronic_of([receipt.id]) == {}


@pytest.mark.parametrize("fault", ["reset", "garbage", "late", "other"])
def test_silence_is_tried_again_and_writes_one(version: int, provider: fake.FakeProvider, fault: str) -> None:
    receipt = collected(due(version))
    actions.ask_electronic(receipt=receipt.id, at=BEGUN)
    fact = ElectronicAsked(electronic=m.Electronic.objects.get().pk)
    provider.fault = fault
    with pytest.raises(Silent):
        jobs.tell_electronic(fact, BEGUN)
    assert (paper(receipt.id).number, paper(receipt.id).refusal) == ("", "")
    provider.fault = ""
    for _telling in range(2):
        jobs.tell_electronic(fact, BEGUN)
    assert (len(provider.shelf.all()), bool(paper(receipt.id).number)) == (1, True)
    even()


def test_a_refusal_waits_with_its_words_until_somebody_asks_again(
    version: int, provider: fake.FakeProvider
) -> None:
    provider.fault = "refuse"
    receipt = collected(due(version))
    drain()
    assert "dải số" in paper(receipt.id).refusal
    provider.fault = ""
    with pytest.raises(errors.ReceiptNotFound):
        actions.ask_electronic_again(receipt=receipt.id, by=STRANGER, at=BEGUN)
    for _press in range(2):
        actions.ask_electronic_again(receipt=receipt.id, by=CASHIER, at=BEGUN)
    drain()
    assert paper(receipt.id).number and not paper(receipt.id).refusal


def test_a_receipt_issued_anew_replaces_the_providers(version: int, provider: fake.FakeProvider) -> None:
    old = collected(due(version))
    drain()
    new = actions.reissue(receipt=old.id, reason="Sai tên", payer="Tên đúng", by=CASHIER, at=BEGUN)
    drain()
    assert (paper(new.id).does, paper(new.id).amount) == (Does.REPLACE, 100_000)
    assert provider.shelf.all()[1]["huy"] == paper(old.id).number


def test_a_refund_lowers_it_and_the_rest_cancels_it(version: int, provider: fake.FakeProvider) -> None:
    row = due(version)
    receipt = collected(row)
    drain()
    refunded(row.id, 30_000)
    assert (paper(receipt.id).does, paper(receipt.id).amount) == (Does.ADJUST, 70_000)
    refunded(row.id, 70_000)
    assert (paper(receipt.id).does, paper(receipt.id).amount) == (Does.CANCEL, 0)
    assert [one["loai"] for one in provider.shelf.all()] == ["ISSUE", "ADJUST", "CANCEL"]


@pytest.mark.parametrize("change", [{"number": "khác"}, {"amount": 1}, {"refusal": "x"}])
def test_what_the_provider_wrote_stays(
    version: int, provider: fake.FakeProvider, change: dict[str, Any]
) -> None:
    collected(due(version))
    drain()
    with pytest.raises(IntegrityError), transaction.atomic():
        m.Electronic.objects.update(**change)


def test_what_follows_waits_until_the_one_before_has_its_number(
    version: int, provider: fake.FakeProvider
) -> None:
    row = due(version)
    receipt = collected(row)
    actions.ask_electronic(receipt=receipt.id, at=BEGUN)
    first = m.Electronic.objects.get()
    refunded_before_it_was_written(row.id)
    second = m.Electronic.objects.latest("id")
    jobs.tell_electronic(ElectronicAsked(electronic=second.pk), BEGUN)
    assert provider.said == []
    jobs.tell_electronic(ElectronicAsked(electronic=first.pk), BEGUN)
    drain()
    assert (paper(receipt.id).does, bool(paper(receipt.id).number)) == (Does.ADJUST, True)


def refunded_before_it_was_written(demand: int) -> None:
    told: dict[str, Any] = {"reason": "Rút", "to": "", "by": CASHIER, "at": BEGUN}
    refund = actions.ask_refund(key=uuid4(), demand=demand, amount=40_000, **told).id
    actions.decide_refund(refund=refund, is_granted=True, answer="", by=HEAD, at=BEGUN)
    actions.pay_out(refund=refund, way=Way.CASH, by=CASHIER, at=BEGUN)
    actions.undo_electronic(refund=refund, at=BEGUN)
