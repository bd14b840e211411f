"""An act finds its place in its agency's chain, once, at the commit."""

from datetime import UTC, datetime

import pytest
from django.db import connection, transaction
from django.db.utils import IntegrityError, InternalError

from lienthong.spine.actor import Actor
from lienthong.spine.ledger import rules
from lienthong.spine.ledger.actions import record
from lienthong.spine.ledger.models import Chain, Entry

CLERK = Actor(account="7", name="Rơ Châm Hừk", agency="GL-SNV", position="Chuyên viên", origin="web 10.0.0.7")
NOON = datetime(2021, 10, 15, 5, tzinfo=UTC)


def write(agency: str = "GL-SNV", **changes: object) -> None:
    given = {"verb": "plans.accept_import", "subject": "plan:12", "agency": agency, "at": NOON} | changes
    record(by=CLERK, **given)  # type: ignore[arg-type]


def commit() -> None:
    """What a commit does to deferred triggers, within a test that will be rolled back."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")


@pytest.mark.django_db
def test_it_keeps_who_what_when_and_from_where() -> None:
    write(details={"rows": 31, "file": "kế hoạch"})
    entry = Entry.objects.get()
    assert (entry.account, entry.name, entry.hat, entry.origin) == (
        "7",
        "Rơ Châm Hừk",
        "GL-SNV",
        "web 10.0.0.7",
    )
    assert (entry.verb, entry.subject, entry.recorded_at, entry.occurred_at) == (
        "plans.accept_import",
        "plan:12",
        NOON,
        NOON,
    )
    assert entry.details == {"rows": 31, "file": "kế hoạch"}


@pytest.mark.django_db
def test_postgres_and_python_agree_on_every_hash() -> None:
    for agency in ("GL-SNV", "GL", "GL-SNV", "GL-622"):
        write(agency)
    commit()
    write("GL")
    commit()
    for chain in Chain.objects.all():
        previous = rules.ORIGIN
        for number, entry in enumerate(
            Entry.objects.filter(agency=chain.agency).order_by("sequence"), start=1
        ):
            assert (entry.sequence, bytes(entry.previous or b"")) == (number, previous)
            assert bytes(entry.content) == entry.content_now()
            previous = rules.link(previous=previous, sequence=number, content=bytes(entry.content))
            assert bytes(entry.hash or b"") == previous
        assert (chain.length, bytes(chain.head)) == (number, previous)
    assert {chain.agency: chain.length for chain in Chain.objects.all()} == {
        "GL": 2,
        "GL-622": 1,
        "GL-SNV": 2,
    }


@pytest.mark.django_db
def test_a_rolled_back_act_leaves_no_gap() -> None:
    write()
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        write()
        raise ZeroDivisionError
    write()
    commit()
    assert list(Entry.objects.order_by("id").values_list("sequence", flat=True)) == [1, 2]


@pytest.mark.django_db(transaction=True)
def test_it_refuses_to_write_outside_a_transaction() -> None:
    with pytest.raises(transaction.TransactionManagementError):
        write()


@pytest.mark.django_db
@pytest.mark.parametrize("details", [{"share": 0.1}, {1: "one"}, {"day": NOON}, {"deep": [{"x": 1.0}]}])
def test_it_refuses_details_that_would_come_back_changed(details: dict[str, object]) -> None:
    with pytest.raises(TypeError):
        write(details=details)


@pytest.mark.django_db
def test_details_with_the_same_meaning_have_the_same_bytes() -> None:
    details: dict[str, rules.Json] = {"b": [1, {"z": None, "a": True}], "ă": "Tây Nguyên ☂", "a": 10**30}
    write(details=details)
    commit()
    entry = Entry.objects.get()
    assert entry.content_now() == bytes(entry.content)
    assert rules.canonical(entry.details) == rules.canonical(dict(reversed(list(details.items()))))


@pytest.mark.django_db
@pytest.mark.parametrize("role", ["origin", "replica"])
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE ledger_entry SET name = 'x'",
        "UPDATE ledger_entry SET sequence = 9",
        "DELETE FROM ledger_entry",
        "TRUNCATE ledger_entry",
        'INSERT INTO ledger_entry SELECT (jsonb_populate_record(e, \'{"id": 99, "sequence": 2}\')).* '
        "FROM ledger_entry e",
        "UPDATE ledger_chain SET length = 0",
        "INSERT INTO ledger_chain VALUES ('X', 0, '')",
        "DELETE FROM ledger_chain",
        "TRUNCATE ledger_chain",
    ],
)
def test_postgres_refuses_to_change_what_is_written(statement: str, role: str) -> None:
    write()
    commit()
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE ledger_entry ENABLE ALWAYS TRIGGER ledger_entry_whole")
        cursor.execute("ALTER TABLE ledger_chain ENABLE ALWAYS TRIGGER ledger_chain_whole")
        cursor.execute(f"SET LOCAL session_replication_role = {role}")
        with pytest.raises((IntegrityError, InternalError), match="append-only"):
            cursor.execute(statement)


@pytest.mark.django_db
def test_an_act_cannot_be_changed_before_its_commit_either() -> None:
    write()
    with pytest.raises((IntegrityError, InternalError), match="append-only"):
        Entry.objects.update(name="x")
