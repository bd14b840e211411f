"""Many writers, several chains, any order of calls: no fork, no deadlock."""

import threading
from random import Random

import pytest
from django.db import connection, transaction

from lienthong.spine.ledger.actions import seal
from lienthong.spine.ledger.keys import seal_key
from lienthong.spine.ledger.models import Chain, Entry
from lienthong.spine.ledger.verification import verify
from tests.spine.ledger.tampering import AGENCIES, write

WRITERS, TURNS = 8, 20


def write_in_any_order(writer: int, failures: list[BaseException], start: threading.Barrier) -> None:
    """As nested actions do: each transaction writes all chains in an order of its own; some are undone."""
    dice = Random(writer)
    try:
        start.wait()
        for turn in range(TURNS):
            with transaction.atomic():
                for agency in dice.sample(AGENCIES, len(AGENCIES)):
                    write(agency, writer * 100 + turn)
                transaction.set_rollback(turn % 5 == 4)
    except BaseException as fault:
        failures.append(fault)
    finally:
        connection.close()


@pytest.mark.django_db(transaction=True)
def test_writers_of_several_chains_neither_fork_nor_deadlock() -> None:
    failures: list[BaseException] = []
    start = threading.Barrier(WRITERS)
    threads = [
        threading.Thread(target=write_in_any_order, args=(writer, failures, start))
        for writer in range(WRITERS)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    kept = WRITERS * TURNS * 4 // 5
    assert dict(Chain.objects.values_list("agency", "length")) == dict.fromkeys(AGENCIES, kept)
    assert not Entry.objects.filter(sequence=None).exists()
    assert {fault.code for fault in verify().faults} == set()


@pytest.mark.django_db(transaction=True)
def test_sealing_and_verifying_at_once_do_not_accuse_each_other() -> None:
    accused: list[str] = []
    start = threading.Barrier(4)

    def seal_and_verify() -> None:
        start.wait()
        for turn in range(6):
            with transaction.atomic():
                write("GL", turn)
            seal()
            accused.extend(fault.code for fault in verify().faults)
        connection.close()

    threads = [threading.Thread(target=seal_and_verify) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert accused == []
    assert Chain.objects.get().length == 24


def test_of_many_who_make_the_test_key_at_once_all_sign_with_one() -> None:
    start = threading.Barrier(8)
    names: list[str] = []

    def sign() -> None:
        start.wait()
        names.append(seal_key().name)

    threads = [threading.Thread(target=sign) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(names) == 8
    assert len(set(names)) == 1
