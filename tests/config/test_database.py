"""A connection that the server ended is noticed before it is used."""

import pytest
from django.db import ProgrammingError, connection, connections, transaction
from django.test.utils import CaptureQueriesContext


@pytest.mark.django_db(transaction=True)
def test_a_living_connection_is_found_well_without_asking_the_server() -> None:
    connection.ensure_connection()
    with CaptureQueriesContext(connection) as asked:
        assert connection.is_usable()
    assert not asked.captured_queries


@pytest.mark.django_db(transaction=True)
def test_one_that_the_server_ended_is_found_dead_and_opened_anew() -> None:
    other = connections.create_connection("default")
    other.ensure_connection()
    with other.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (backend,) = cursor.fetchone()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [backend])
    assert not other.is_usable()
    other.health_check_enabled, other.health_check_done = True, False  # type: ignore[attr-defined]
    with other.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        assert cursor.fetchone() != (backend,)
    other.close()


@pytest.mark.django_db(transaction=True)
def test_one_that_was_closed_here_is_not_usable() -> None:
    other = connections.create_connection("default")
    other.ensure_connection()
    other.connection.close()
    assert not other.is_usable()


@pytest.mark.django_db(transaction=True)
def test_one_with_a_failed_transaction_is_not_usable() -> None:
    with transaction.atomic():
        with pytest.raises(ProgrammingError), connection.cursor() as cursor:
            cursor.execute("SELECT nothing")
        assert not connection.is_usable()
        transaction.set_rollback(True)
    assert connection.is_usable()
