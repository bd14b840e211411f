"""Both carriers as a test uses them: every call is a transaction that commits, as those of workers and pages are."""

import shutil
from collections.abc import Callable, Iterator
from typing import Any
from uuid import uuid4

import pytest
from django.test import TestCase

from lienthong.config.ground.programs import in_ci
from lienthong.spine.lanes import jetstream
from lienthong.spine.lanes import line as connection_to_nats
from lienthong.spine.lanes.jetstream import JetStream
from lienthong.spine.lanes.port import Transport
from lienthong.spine.lanes.postgres import Postgres
from tests.factories.nats import NatsServer


class Committing:
    """What is to happen after the commit happens after each call."""

    def __init__(self, carrier: Transport) -> None:
        self.carrier = carrier

    def __getattr__(self, name: str) -> Callable[..., Any]:
        verb = getattr(self.carrier, name)

        def call(*given: Any, **named: Any) -> Any:
            with TestCase.captureOnCommitCallbacks(execute=True):
                return verb(*given, **named)

        return call


@pytest.fixture(scope="session")
def nats_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[NatsServer]:
    if not shutil.which("nats-server") and not in_ci():
        pytest.skip("nats-server is not installed")
    server = NatsServer(tmp_path_factory.mktemp("nats"))
    server.start()
    yield server
    server.stop()


@pytest.fixture
def nats(
    nats_server: NatsServer, settings: Any, monkeypatch: pytest.MonkeyPatch, db: None
) -> Iterator[NatsServer]:
    """With a stream of the test's own: loads of an earlier one were never there, but their messages may be."""
    settings.LIENTHONG_LANES, settings.LIENTHONG_NATS_URL = "nats", nats_server.url
    monkeypatch.setattr(connection_to_nats, "REST", 0.0)
    name = f"lanes_{uuid4().hex}"
    monkeypatch.setattr(jetstream, "_stream", lambda _database: name)
    yield nats_server
    jetstream.line().close()
    jetstream._line.cache_clear()


@pytest.fixture(params=[Postgres, JetStream])
def lane(request: pytest.FixtureRequest) -> Transport:
    if request.param is JetStream:
        request.getfixturevalue("nats")
    return Committing(request.param())
