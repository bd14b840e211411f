"""People: an invitation is an account with its letter and ledger row; who has left is out everywhere."""

from dataclasses import dataclass
from datetime import UTC, datetime

from lienthong.domain.accounts import actions, queries
from lienthong.spine.actor import Actor
from lienthong.spine.ledger import queries as ledger
from lienthong.spine.outbox.models import StatedFact
from tests.faults.harness import Swept

AT = datetime(2021, 10, 15, 5, tzinfo=UTC)
BY = Actor(account="7", name="Rơ Châm Hừk", agency="GL-SNV")


def _name(k: int) -> str:
    return f"invited-{k}"


def invite(name: str) -> None:
    actions.invite(username=name, full_name="Trần Thị Hoa", email=f"{name}@x.example", by=BY, at=AT)


def account_letter_and_row_together(name: str, done: bool) -> None:
    account = queries.find_account(name)
    assert account or not done, "invited, answered, lost"
    subject = f"account:{account.id}" if account else "account:none"
    assert StatedFact.objects.filter(subject=subject).count() == bool(account)
    verbs = [entry.verb for entry in ledger.list_entries(subject=subject)]
    assert verbs == ["accounts.open"] * bool(account)


@dataclass(frozen=True)
class Leaver:
    account: str


def somebody(k: int) -> Leaver:
    return Leaver(actions.open_account(username=f"leaver-{k}", full_name="Lê Văn Bình", by=BY, at=AT))


def leave(leaver: Leaver) -> None:
    actions.leave(account=leaver.account, by=BY, at=AT)


def gone_or_here(leaver: Leaver, done: bool) -> None:
    row = queries.get_account(leaver.account)
    assert row
    gone = row.left_at is not None
    assert gone or not done, "left, answered, forgotten"
    assert row.is_active is not gone
    verbs = [entry.verb for entry in ledger.list_entries(subject=f"account:{leaver.account}")]
    assert verbs.count("accounts.leave") == gone


SWEPT = [
    Swept("invite a person", setup=_name, action=invite, holds=account_letter_and_row_together),
    Swept("a person leaves", setup=somebody, action=leave, holds=gone_or_here),
]
