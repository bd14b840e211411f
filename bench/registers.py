"""Documents with all that is done to them, and a province's register of two million."""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import cycle, islice
from random import Random
from typing import Any, Final
from uuid import UUID, uuid4, uuid5

from django.db import connection, transaction

from bench import benchmark
from bench.figures import Figure
from bench.ground import SEED, Bench
from bench.load import Ask
from bench.plan_running import person, session
from lienthong.connectors.trust.fake import FakeAuthority
from lienthong.domain.documents import actions
from lienthong.domain.documents import models as m
from lienthong.domain.documents.actions.signing import MOST
from lienthong.domain.documents.queries import Content, Kind, State
from lienthong.domain.organisations.queries import build_actor, member_codes
from lienthong.spine import clock
from lienthong.spine.actor import Actor
from lienthong.spine.signatures import actions as keys
from lienthong.spine.signatures import holders
from lienthong.spine.signatures.signing import Helpers
from lienthong.spine.stamps import held
from lienthong.spine.text import search_key

AGENCY: Final = "GL-SNV"
PIN: Final = "751751"
ROWS: Final = 2_000_000
YEARS: Final = 5
BEHIND: Final = 10_000  # numbers that the demonstration has given come before
KINDS: Final = tuple(one.value for one in islice(Kind, 5))
ABOUT: Final = (
    "đôn đốc báo cáo",
    "phê duyệt kế hoạch",
    "trả lời kiến nghị",
    "mời họp",
    "công bố thủ tục hành chính",
)
REPORTS: Final = (
    ("incoming", "kind"),
    ("incoming", "person"),
    ("incoming", "sender"),
    ("outgoing", "kind"),
    ("outgoing", "unit"),
    ("outgoing", "drafter"),
)
IDS: Final = UUID("6b1f2d7c-0000-4000-8000-000000000001")
WORDS: Final = "documents_in_words"
"""The index that is made after the rows: kept up row by row it would take longer than all else."""


@benchmark("documents.duties")
def duties(bench: Bench) -> Iterator[Figure]:
    """A letter signed with all that belongs to it: right and version checked, file kept, fact and ledger written."""
    head = bench.data("documents-head-1", lambda: person(f"thutruong.{AGENCY}", AGENCY, "agency_leader"))
    by, authority = build_actor(head, "Người Thử", "bench", clock.now()), FakeAuthority()
    helpers = Helpers(authority.trust(), authority.answer_time)
    _give_key(by, authority)
    waiting = _to_sign(by, 4 if bench.is_quick else MOST)
    yield from bench.calls("signed with all duties", lambda: _sign_all(waiting, helpers, by), len(waiting))


@benchmark("documents.register")
def register(bench: Bench) -> Iterator[Figure]:
    """The register of one agency among two million documents of a province: its newest page, and pages sought."""
    rows = ROWS // 1_000 if bench.is_quick else ROWS
    kept = bench.data(f"documents-register-{rows}", lambda: _load(rows))
    draw = bench.random("register")
    cookies = [session(kept["clerk"])] * 16

    def asks(user: int) -> Iterator[Ask]:
        while True:
            yield Ask(
                f"/documents/register/{_sought(draw, kept['years'])}", expect=b"<h1", cookie=cookies[user]
            )

    with bench.served() as port:
        yield from bench.loads("register", port, asks)


@benchmark("documents.reports")
def reports(bench: Bench) -> Iterator[Figure]:
    """Reports of a period at one agency, and of all agencies, over two million documents that came and went."""
    rows = ROWS // 1_000 if bench.is_quick else ROWS
    kept = bench.data(f"documents-register-{rows}", lambda: _load(rows))
    bench.data(f"documents-incoming-{rows}", lambda: _load_incoming(rows))
    monitor = bench.data("documents-monitor", lambda: person(f"theodoi.{AGENCY}", AGENCY, "plan_monitor"))
    year = max(kept["years"])
    days = f"since=01/01/{year}&until=31/12/{year}"
    clerks = cycle(f"/documents/reports/{side}/?{days}&by={by}" for side, by in REPORTS)
    everywhere = cycle(f"/documents/reports/{side}/?{days}&by=agency" for side in ("incoming", "outgoing"))

    def asks(account: str, addresses: Iterator[str]) -> Callable[[int], Iterator[Ask]]:
        cookie = session(account)
        return lambda _user: (Ask(address, expect=b"<h1", cookie=cookie) for address in addresses)

    with bench.served() as port:
        yield from bench.loads("one agency", port, asks(kept["clerk"], clerks))
        yield from bench.loads("every agency", port, asks(monitor, everywhere))


def _load_incoming(count: int) -> None:
    today = clock.today()
    places = [AGENCY, *sorted(member_codes("G-HUYEN", today)), *sorted(member_codes("G-SO", today))]
    draw, columns = Random(SEED), list(_incoming(0, AGENCY, today, Random(SEED)))
    into = f"COPY correspondence_incoming ({', '.join(columns)}) FROM STDIN"
    with transaction.atomic(), connection.cursor() as cursor, cursor.copy(into) as out:
        for place, agency in enumerate(islice(cycle(places), count)):
            out.write_row(list(_incoming(place, agency, today, draw).values()))
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE correspondence_incoming")


def _incoming(place: int, agency: str, today: date, draw: Random) -> dict[str, Any]:
    """Of the last five years; of ten one is open still."""
    came = today - timedelta(days=draw.randrange(365 * YEARS))
    ended = min(today, came + timedelta(days=draw.randrange(30))) if draw.random() < 0.9 else None
    due = came + timedelta(days=draw.randrange(25)) if draw.random() < 0.7 else None
    at, who = datetime.combine(came, datetime.min.time(), UTC), f"bench-{draw.randrange(40)}"
    state = "ANSWERED" if ended else "IN_HAND"
    return {
        "key": uuid5(IDS, f"in {place}"), "agency": agency, "sender_code": "", "sender": "Sở Tư pháp",
        "symbol": f"{place}/STP", "twin": str(place), "dated": came, "kind": draw.choice(KINDS),
        "subject": f"{draw.choice(ABOUT)} số {place}", "urgency": "", "pages": 1, "files": "{1}", "arrived_on": came,
        "number": BEHIND + place, "year": came.year, "registered_on": came, "entry": BEHIND + ROWS + place,
        "state": state, "holder": "", "handler": who, "lead": f"{who[:-1]}", "supporting": "{}", "people": "{}",
        "due": due, "ended_on": ended, "reply": place if ended and place % 3 == 0 else None, "note": "",
        "search": f"{place} stp", "moved_at": at, "recorded_at": at,
    }  # fmt: skip


def _give_key(by: Actor, authority: FakeAuthority) -> None:
    issued = authority.issue("Người Thử")
    given = keys.Enrolment(issued.der, (authority.issuing.der,), key=issued.key_der, pin=PIN)
    holder, now = holders.account(by.account), clock.now()
    keys.enrol(holder=holder, enrolment=given, trust=authority.trust(), agency=AGENCY, by=by, at=now)


def _to_sign(by: Actor, count: int) -> list[actions.Read]:
    """One letter drafted as always, and its likes: put where their way would have led them."""
    content = Content(
        kind=Kind.LETTER,
        subject="đôn đốc báo cáo cải cách hành chính quý III",
        body="Sở Nội vụ đề nghị các cơ quan báo cáo.\nBáo cáo gửi trước ngày 22 tháng 10 năm 2021.",
        recipients="- Như trên;\n- Lưu: VT, CCHC.",
        signer=by.account,
        unit="cchc",
        addressees="Các sở, ban, ngành tỉnh",
    )
    first = actions.draft(draft=actions.Draft(uuid4(), content), by=by, at=clock.now())
    version = m.Version.objects.get(document=first)
    made = [first, *(_alike(first, version) for _ in range(count - 1))]
    _put_before(by, made)
    return [actions.Read(document, 1) for document in made]


def _alike(first: int, version: m.Version) -> int:
    row = m.Document.objects.get(pk=first)
    row.pk, row.key, row._state.adding = None, uuid4(), True
    row.save()
    version.pk, version.document, version._state.adding = None, row, True
    version.save()
    return row.pk


def _put_before(by: Actor, documents: list[int]) -> None:
    m.Document.objects.filter(pk__in=documents).update(state=State.TO_SIGN.value, holder=by.account)


def _sign_all(waiting: list[actions.Read], helpers: Helpers, by: Actor) -> None:
    with held():  # as within a request
        done = actions.sign_many(read=waiting, pin=PIN, helpers=helpers, by=by, at=clock.now())
    if refused := [one.refusal for one in done if one.refusal]:
        raise RuntimeError(f"not signed: {refused[0]}")
    _put_before(by, [one.document for one in waiting])


def _load(count: int) -> dict[str, Any]:
    """By COPY: a row is what numbering and sealing leave behind."""
    today = clock.today()
    places = [AGENCY, *sorted(member_codes("G-HUYEN", today)), *sorted(member_codes("G-SO", today))]
    years = [today.year - n for n in range(YEARS)]
    columns = [name for field in m.Document._meta.concrete_fields if (name := field.column or "id") != "id"]
    words = next(index for index in m.Document._meta.indexes if index.name == WORDS)
    with connection.schema_editor() as editor:
        editor.remove_index(m.Document, words)
    into = f"COPY documents_document ({', '.join(columns)}) FROM STDIN"
    with transaction.atomic(), connection.cursor() as cursor, cursor.copy(into) as out:
        for row in islice(_rows(places, years), count):
            out.write_row([row[name] for name in columns])
    with connection.schema_editor() as editor:
        editor.add_index(m.Document, words)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE documents_document")
    return {"clerk": person(f"vanthu.{AGENCY}", AGENCY, "document_clerk"), "years": years}


def _rows(places: list[str], years: list[int]) -> Iterator[dict[str, Any]]:
    draw, numbers = Random(SEED), Counter[tuple[str, str, int]]()
    for place, agency in enumerate(cycle(places)):
        year, kind = years[place // len(places) % len(years)], draw.choice(KINDS)
        numbers[agency, kind, year] += 1
        number = BEHIND + numbers[agency, kind, year]
        yield _row(place, agency, kind, year, number, draw.choice(ABOUT))


def _row(place: int, agency: str, kind: str, year: int, number: int, about: str) -> dict[str, Any]:
    """Dated evenly over its year, up to the day of the benchmark."""
    dated = date(year, 1, 1) + timedelta(days=number % 270)
    at = datetime.combine(dated, datetime.min.time(), UTC)
    subject = f"{about} số {place}"
    symbol = f"{kind}-{agency}"
    return {
        "key": uuid5(IDS, str(place)), "agency": agency, "kind": kind, "subject": subject, "symbol": symbol,
        "urgency": "", "recipients": "- Như trên;\n- Lưu: VT.", "about": "", "drafter": "bench",
        "drafter_name": "Người Thử", "signer": "bench", "signer_name": "Người Thử", "state": State.ISSUED.value,
        "holder": "", "people": "{}", "version": 1, "file": 1, "attached": "{}", "number": number, "year": year,
        "dated": dated, "entry": place + 1, "note": "", "search": search_key(f"{number}/{symbol} {subject}"),
        "moved_at": at, "recorded_at": at,
    }  # fmt: skip


def _sought(draw: Random, years: list[int]) -> str:
    """As clerks do: mostly the newest page, now and then a word or another year."""
    chance = draw.random()
    if chance < 0.7:
        return ""
    if chance < 0.85:
        return f"?q={draw.choice(ABOUT).split()[0]}"
    return f"?year={draw.choice(years)}"
