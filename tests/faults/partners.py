"""Partner systems: an account with its system, an address with its secret, a message with its fact, or none of them."""

from dataclasses import dataclass, field
from uuid import uuid4

from django.db import transaction

from lienthong.connectors.webhooks.client import Answer
from lienthong.connectors.webhooks.messages import new_secret
from lienthong.domain.accounts.models import Account
from lienthong.domain.partners import actions
from lienthong.domain.partners.models import Message, Partner, Subscription, Try
from lienthong.domain.partners.queries import SECRET, Kind
from lienthong.spine import cipher
from lienthong.spine.ledger import queries as ledger
from lienthong.spine.outbox.models import StatedFact
from tests.domain.cases.running import BEGUN
from tests.domain.partners.telling import KEEPER, a_system
from tests.faults.harness import Swept

AGENCY = "GL-SWEPT"


def _name(_k: int) -> str:
    return f"Kho {uuid4().hex[:12]}"


def register(name: str) -> None:
    actions.register(agency=AGENCY, name=name, purpose="x", contact="y", by=KEEPER, at=BEGUN)


def system_account_and_entry_together(name: str, done: bool) -> None:
    row = Partner.objects.filter(name=name).first()
    assert row or not done, "registered, answered, lost"
    assert Account.objects.filter(full_name=name, kind="SERVICE").count() == bool(row)
    verbs = [entry.verb for entry in ledger.list_entries(subject=f"account:{row.account if row else '-'}")]
    assert verbs.count("partners.register") == bool(row)


@dataclass
class Hooked:
    """An address made past the rules, which ask for people with positions."""

    account: str
    row: Subscription = field(init=False)

    def __post_init__(self) -> None:
        self.row = Subscription(
            partner=Partner.objects.get(account=self.account),
            url=f"https://partner.example/{self.account}",
            kinds=[Kind.RECEIVED.value],
            made_at=BEGUN,
        )
        self.row.secret = cipher.encrypt(new_secret(), use=SECRET, context=self.row.public_id)
        self.row.save()

    @property
    def verbs(self) -> list[str]:
        return [entry.verb for entry in ledger.list_entries(subject=f"account:{self.account}")]

    @property
    def facts(self) -> int:
        return StatedFact.objects.filter(subject__startswith=f"hook:{self.row.public_id}").count()


def hooked(_k: int) -> Hooked:
    return Hooked(a_system(AGENCY, _name(0)))


def _nobody_is_called(there: Hooked) -> None:
    """The worker that goes on after the kill has nobody to send to."""
    Subscription.objects.filter(pk=there.row.pk).update(ended_at=BEGUN)


def send_test(there: Hooked) -> None:
    actions.send_test(subscription=there.row.public_id, by=KEEPER, at=BEGUN)


def message_fact_and_entry_together(there: Hooked, done: bool) -> None:
    messages = Message.objects.filter(subscription=there.row).count()
    assert messages or not done, "written, answered, lost"
    assert there.facts == there.verbs.count("partners.send_test") == messages


def paused_with_messages(k: int) -> Hooked:
    there = hooked(k)
    for number in range(2):
        Message.objects.create(
            subscription=there.row,
            key=f"msg_{uuid4().hex}",
            kind="case.received",
            subject=str(number),
            body="{}",
            at=BEGUN,
            held=True,
        )
    actions.pause(subscription=there.row.public_id, by=KEEPER, at=BEGUN)
    return there


def resume(there: Hooked) -> None:
    actions.resume(subscription=there.row.public_id, by=KEEPER, at=BEGUN)


def all_sent_or_all_held(there: Hooked, done: bool) -> None:
    held = Message.objects.filter(subscription=there.row, held=True).count()
    assert not done or held == 0, "resumed, answered, lost"
    assert (held, there.facts, there.verbs.count("partners.resume")) in {(2, 0, 0), (0, 2, 1)}


def take(there: Hooked) -> None:
    message = Message.objects.filter(subscription=there.row).latest("id")
    Message.objects.filter(pk=message.pk).update(held=False)
    actions.note_taken(message=message.pk, answer=Answer(204, "", 12), at=BEGUN)


def taken_with_its_try(there: Hooked, done: bool) -> None:
    taken = Message.objects.filter(subscription=there.row, taken_at__isnull=False)
    assert taken.exists() or not done
    assert Try.objects.filter(message__in=taken).count() == taken.count()
    assert Try.objects.filter(message__subscription=there.row).count() == taken.count()


def end(there: Hooked) -> None:
    actions.end(account=there.account, reason="x", by=KEEPER, at=BEGUN)


def all_of_it_ended_or_nothing(there: Hooked, done: bool) -> None:
    there.row.refresh_from_db()
    is_over = Partner.objects.get(account=there.account).ended_at is not None
    assert is_over or not done, "ended, answered, forgotten"
    assert (there.row.ended_at is not None) is is_over
    assert Account.objects.get(public_id=there.account).is_active is not is_over
    assert there.verbs.count("partners.end") == is_over


def fail(there: Hooked) -> None:
    """As the outbox notes a failure: in one transaction with its own note."""
    message = Message.objects.filter(subscription=there.row).latest("id")
    with transaction.atomic():
        actions.NotTaken(message.pk, Answer(410, "", 5)).note()


def gone_with_its_try(there: Hooked, done: bool) -> None:
    there.row.refresh_from_db()
    is_paused = there.row.paused_why == "GONE"
    assert is_paused or not done
    assert Try.objects.filter(message__subscription=there.row).count() == is_paused
    assert there.facts == there.verbs.count("partners.pause_failing") == is_paused


def one_to_send(k: int) -> Hooked:
    there = paused_with_messages(k)
    Subscription.objects.filter(pk=there.row.pk).update(paused_at=None, paused_why="")
    return there


SWEPT = [
    Swept("register a system", setup=_name, action=register, holds=system_account_and_entry_together),
    Swept("end a system", setup=hooked, action=end, holds=all_of_it_ended_or_nothing),
    Swept(
        "send a test message",
        setup=hooked,
        action=send_test,
        recover=_nobody_is_called,
        holds=message_fact_and_entry_together,
    ),
    Swept(
        "let messages go again",
        setup=paused_with_messages,
        action=resume,
        recover=_nobody_is_called,
        holds=all_sent_or_all_held,
    ),
    Swept("a message is taken", setup=one_to_send, action=take, holds=taken_with_its_try),
    Swept("an address is gone", setup=one_to_send, action=fail, holds=gone_with_its_try),
]
