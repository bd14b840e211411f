"""Two nodes, documents both ways over a bad line, all killed in turn: sent = received = acknowledged, none twice.

Every figure is counted by plain SQL in each node's database and laid beside the journals of the senders.
"""

import json
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

from lienthong.config.ground.postgres import Cluster
from lienthong.config.ground.processes import free_port
from lienthong.config.ground.programs import in_ci
from lienthong.connectors.axis.client import Access
from tests.factories.nats import NatsServer
from tests.faults.chain import Killer, Node, Process, Software, kill_database, processes
from tests.faults.chain_setup import LINE, MINISTRY, PROVINCE, House
from tests.faults.conftest import ROOT, environment_of
from tests.faults.relay import Relay, relaying

SHARE = 0.3
BASE, EACH = 900.0, 2.0
"""Seconds that a run may take, and for each document: four sends that fail in a row cost a pause of five minutes."""
ARRIVED = "01"

_RECEIVED = "SELECT key FROM correspondence_sending WHERE key LIKE %s ORDER BY key"
_OPEN = (
    "SELECT (SELECT count(*) FROM axis_message WHERE state NOT IN ('ROUTED', 'TWICE'))"
    " + (SELECT count(*) FROM axis_leg WHERE state <> 'DONE')"
    " + (SELECT count(*) FROM lanes_waiting WHERE state <> 'DONE')"
)
_TWICE = (
    "SELECT (SELECT count(*) FROM (SELECT 1 FROM axis_message WHERE state = 'ROUTED'"
    " GROUP BY sender, document, wanted, status HAVING count(*) > 1) AS many)"
    " + (SELECT count(*) FROM (SELECT 1 FROM correspondence_sending GROUP BY key HAVING count(*) > 1) AS many)"
)


@contextmanager
def chain(cluster: Cluster, home: Path, carrier: str, count: int) -> Iterator["Chain"]:
    """The ministry's node above that of the province, a bad line to each, and an agency's software at both ends."""
    with ExitStack() as stack:
        nats = NatsServer(home / "nats") if carrier == "nats" else None
        more = {"LIENTHONG_AXIS_URL": "off"}
        if nats:
            nats.start()
            stack.callback(nats.stop)
            more |= {"LIENTHONG_LANES": "nats", "LIENTHONG_NATS_URL": nats.url}
        above, secrets = node(cluster, home, MINISTRY, more)
        to_above = stack.enter_context(relaying(above.port, share=SHARE, seed=count))
        line = f"{LINE}:{secrets[LINE]}@127.0.0.1:{to_above.server_port}"
        more["LIENTHONG_AXIS_URL"] = f"http://{line}/axis?agency={PROVINCE.node}"
        below, own = node(cluster, home, PROVINCE, more)
        to_below = stack.enter_context(relaying(below.port, share=SHARE, seed=count + 1))
        ends = (
            software(home, MINISTRY, PROVINCE.office, secrets[MINISTRY.system], to_above, count),
            software(home, PROVINCE, MINISTRY.office, own[PROVINCE.system], to_below, count),
        )
        made = Chain(cluster, (above, below), (to_above, to_below), ends, nats)
        for process in made.processes:
            process.start()
            stack.callback(process.kill)
        yield made


class Chain:
    def __init__(
        self,
        cluster: Cluster,
        nodes: tuple[Node, Node],
        relays: tuple[Relay, Relay],
        ends: tuple[Software, Software],
        nats: NatsServer | None,
    ) -> None:
        self.cluster, self.nodes, self.relays, self.ends, self.nats = cluster, nodes, relays, ends, nats

    @property
    def processes(self) -> list[Process]:
        return [process for one in self.nodes for process in (one.pages, one.worker)]

    def killer(self, every: float, most: int) -> Killer:
        victims = {f"{p.name} {place}": p.kill_and_start for place, p in enumerate(self.processes)}
        victims["database"] = lambda: kill_database(self.cluster)
        if self.nats:
            victims["nats"] = self._kill_nats
        return Killer(victims, every, most, seed=self.ends[0].count)

    def _kill_nats(self) -> None:
        assert self.nats
        self.nats.kill()
        self.nats.start()

    def run(self, every: float, most: int, seconds: float) -> Killer:
        """Until everybody has heard of everything that they sent; then in peace until nothing is open."""
        deadline = time.monotonic() + seconds
        killer = self.killer(every, most)
        for end in self.ends:
            end.run(end.send_all)
            end.run(end.listen)
        while not all(len(set(end.told)) >= end.count for end in self.ends):
            killer.strike()
            self._look(deadline)
        while any(one.number(_OPEN) for one in self.nodes):
            self._look(deadline)
        for end in self.ends:
            end.stopped.set()
        return killer

    def _look(self, deadline: float) -> None:
        faults = [end.fault for end in self.ends if end.fault]
        assert not faults, faults
        assert time.monotonic() < deadline, self.state()
        for process in self.processes:
            process.keep()
        time.sleep(0.25)

    def state(self) -> str:
        told = [
            f"{end.home.system}: {len(end.sent)} sent, {len(set(end.told))} heard of" for end in self.ends
        ]
        counted = (
            "SELECT 'message', wanted, state, count(*)::text, max(reason) FROM axis_message GROUP BY 2, 3 UNION ALL "
            "SELECT 'leg', coalesce(neighbour_id::text, 'house'), state, count(*)::text, max(fault) FROM axis_leg "
            "GROUP BY 2, 3 UNION ALL "
            "SELECT 'lane', lane, state, count(*)::text, max(fault) FROM lanes_waiting GROUP BY 2, 3"
        )
        return "\n".join([*told, *(str(row) for one in self.nodes for row in one.rows(counted))])


def node(cluster: Cluster, home: Path, house: House, more: dict[str, str]) -> tuple[Node, dict[str, str]]:
    """With a database of its own, and the secrets of those who call it."""
    role = "ministry" if house is MINISTRY else "province"
    name = f"{role}_{home.name}".replace("-", "_")
    with psycopg.connect(cluster.url("postgres"), autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {} TEMPLATE lienthong").format(sql.Identifier(name)))
    var = home / role
    (var / "static").mkdir(parents=True)
    port = free_port(0, "127.0.0.1")
    environment = environment_of(cluster.url(name), var) | more | {"LIENTHONG_PORT": str(port)}
    command = [sys.executable, "-W", "ignore", "-m", "tests.faults.chain_setup", role]
    made = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert made.returncode == 0, made.stderr
    pages, worker = processes(environment, port)
    return Node(cluster.url(name), port, pages, worker), json.loads(made.stdout)


def software(home: Path, house: House, to: str, secret: str, relay: Relay, count: int) -> Software:
    folder = home / house.system
    folder.mkdir()
    access = Access(f"http://127.0.0.1:{relay.server_port}/axis", house.system, secret, house.agency)
    return Software(house, to, access, folder, count)


SELDOM = [pytest.mark.whole, pytest.mark.sampled(all=1_000)]


@pytest.mark.parametrize(
    ("carrier", "count", "every", "most"),
    [
        pytest.param("postgres", 10, 3.0, 3, marks=[pytest.mark.whole, pytest.mark.sampled(all=2)]),
        pytest.param("nats", 10, 3.0, 3, marks=SELDOM),
        pytest.param("postgres", 100, 5.0, 100, marks=SELDOM),
        pytest.param("nats", 100, 5.0, 100, marks=SELDOM),
        pytest.param("postgres", 1_000, 5.0, 10_000, marks=SELDOM),
        pytest.param("nats", 1_000, 5.0, 10_000, marks=SELDOM),
    ],
)
def test_what_is_sent_is_received_and_acknowledged_once(
    faults_cluster: tuple[Cluster, Path],
    tmp_path: Path,
    carrier: str,
    count: int,
    every: float,
    most: int,
) -> None:
    if carrier == "nats" and not shutil.which("nats-server") and not in_ci():
        pytest.skip("nats-server is not installed")
    begun = time.monotonic()
    with chain(faults_cluster[0], tmp_path, carrier, count) as made:
        killer = made.run(every, most, BASE + EACH * count)
        lasted = time.monotonic() - begun
        for end, there in zip(made.ends, reversed(made.nodes), strict=True):
            sent = end.sent
            received = [key.split("|")[1] for (key,) in there.rows(_RECEIVED, f"{end.home.agency}|%")]
            acknowledged = {line.removesuffix(f" {ARRIVED}") for line in end.told}
            assert len(sent) == count
            assert received == sorted(sent), "lost, or there twice"
            assert acknowledged == set(sent), "its sender was not told"
        assert [one.number(_TWICE) for one in made.nodes] == [0, 0]
        assert killer.killed
        met = made.relays[0].met + made.relays[1].met
        faults = sum(met.values()) - met["passed"]
        assert faults > 0.2 * sum(met.values()), "the line was not bad"
        print(
            f"\n{carrier}: {2 * count} documents in {lasted:.0f} s; {len(killer.killed)} kills "
            f"({', '.join(sorted(set(killer.killed)))}); {faults} of {sum(met.values())} calls met a fault"
        )
