"""A parcel is ordered, handed over, told of and taken back whole, or nothing of it happened."""

from dataclasses import dataclass
from functools import cache
from uuid import UUID, uuid4

from lienthong.domain.deliveries import actions, queries
from lienthong.domain.deliveries import models as m
from lienthong.domain.deliveries.queries import Outcome, State, Tiding
from lienthong.spine.ledger import queries as ledger
from lienthong.spine.ledger.verification import verify
from lienthong.spine.outbox.queries import list_facts
from tests.domain.cases.running import BEGUN, province
from tests.domain.deliveries import running
from tests.domain.deliveries.running import MACHINE, SENDER
from tests.faults.harness import Swept


@dataclass(frozen=True)
class Run:
    """One run's parcels, the form that is sent, and the number of what the post tells."""

    parcel: actions.Parcel
    key: UUID
    orders: tuple[int, ...] = ()

    @property
    def number(self) -> int:
        return self.key.int % 10**12


def unposted(k: int) -> Run:
    """Its case is known, its result lies at the counter, and nobody ordered the post."""
    del k
    return Run(
        running.parcel(about=f"case:{uuid4().int % 10**12 + 10**12}", case=f"K-{uuid4().hex[:12]}"), uuid4()
    )


def ordered(k: int) -> Run:
    run = unposted(k)
    made = [actions.ready(parcel=one.parcel, by=MACHINE, at=BEGUN).id for one in (run, unposted(k))]
    return Run(run.parcel, run.key, tuple(made))


def handed(k: int) -> Run:
    run = ordered(k)
    hand_over(run)
    return Run(run.parcel, uuid4(), run.orders)


def order_post(run: Run) -> None:
    actions.ready(parcel=run.parcel, by=MACHINE, at=BEGUN)


def hand_over(run: Run) -> None:
    actions.hand_over(key=run.key, orders=run.orders, collector="Lê Bưu Tá", by=SENDER, at=BEGUN)


def hear(run: Run) -> None:
    told = actions.Told(run.number, run.parcel.case, Tiding.DELIVERED, BEGUN, "Phát thành công")
    actions.hear(told=told, by=MACHINE, at=BEGUN)


def take_back(run: Run) -> None:
    actions.take_back(order=run.orders[0], reason="Vắng nhà", by=SENDER, at=BEGUN)


def _verbs(order: int) -> list[str]:
    return [one.verb.removeprefix("deliveries.") for one in ledger.list_entries(subject=f"parcel:{order}")]


def ordered_or_not(run: Run, done: bool) -> None:
    """With the fact that tells the post of it, and the line in the ledger."""
    row = queries.find_of(run.parcel.about)
    assert row or not done
    facts = [one.name for one in list_facts(f"delivery:{run.parcel.about}")]
    assert facts == (["deliveries.OrderToTell"] if row else [])
    if row:
        assert (row.state, _verbs(row.id).count("ready")) == (State.TO_SEND, 1)
    assert verify().is_sound


def handed_or_not(run: Run, done: bool) -> None:
    made = m.Handover.objects.filter(key=run.key).first()
    assert made or not done
    states = set(m.Order.objects.filter(pk__in=run.orders).values_list("state", flat=True))
    assert states == ({"HANDED"} if made else {"TO_SEND"})
    if made:
        assert m.Order.objects.filter(handover=made).count() == len(run.orders)
        assert [one.name for one in list_facts(f"handover:{made.pk}")] == ["deliveries.HandedOver"]
    assert verify().is_sound


def heard_or_not(run: Run, done: bool) -> None:
    news = m.News.objects.filter(number=run.number)
    row = m.Order.objects.get(pk=run.orders[0])
    assert news.exists() or not done
    assert news.count() == (row.state == "DELIVERED") == ("hear" in _verbs(row.pk))
    ended = [one for one in list_facts(f"delivery:{row.about}") if one.name == "deliveries.DeliveryEnded"]
    assert len(ended) == news.count()
    assert verify().is_sound


def back_or_not(run: Run, done: bool) -> None:
    row = m.Order.objects.get(pk=run.orders[0])
    assert row.state == "BACK" or not done
    assert m.Event.objects.filter(order=row, deed="TAKE_BACK").count() == (row.state == "BACK")
    assert ("take_back" in _verbs(row.pk)) == (row.state == "BACK")
    assert verify().is_sound


@cache
def _calendar() -> None:
    """The post comes on working days."""
    province()


def at_home(k: int) -> Run:
    _calendar()
    return unposted(k)


def ask_from_home(run: Run) -> None:
    running.asked(key=run.key)


def asked_or_not(run: Run, done: bool) -> None:
    """What is fetched and when, the parcel, and the fact that tells the post: all of it or nothing."""
    errand = queries.get_errand(run.key)
    assert errand or not done
    about = f"fetch:{run.key}"
    assert m.Errand.objects.filter(about=about).exists() == bool(errand)
    facts = [one.name for one in list_facts(f"delivery:{about}")]
    assert facts == (["deliveries.OrderToTell"] if errand else [])
    assert verify().is_sound


@dataclass(frozen=True)
class Brought:
    """What the post brought from two homes, and the form that checks it in."""

    key: UUID
    orders: tuple[int, ...]


def brought(k: int) -> Brought:
    del k
    _calendar()
    return Brought(uuid4(), tuple(running.asked().id for _one in range(2)))


def check_in(run: Brought) -> None:
    whole, gone = run.orders
    found = {
        whole: actions.Found(Outcome.RECEIVED),
        gone: actions.Found(Outcome.MISSING, "Không có trong túi thư"),
    }
    actions.check_in(key=run.key, found=found, bringer="Lê Bưu Tá", by=SENDER, at=BEGUN)


def checked_or_not(run: Brought, done: bool) -> None:
    """The list with its number, both lines, the state of what came and the fact: all of it or nothing."""
    made = m.Arrival.objects.filter(key=run.key).first()
    assert made or not done
    whole, gone = (m.Order.objects.get(pk=order) for order in run.orders)
    assert (whole.state == "DELIVERED") == bool(made)
    assert gone.state == "TO_SEND"
    assert m.Arrived.objects.filter(order__in=run.orders).count() == (2 if made else 0)
    if made:
        facts = [one.name for one in list_facts(f"arrival:{made.pk}")]
        assert facts == ["deliveries.PapersArrived"]
        numbers = list(m.Arrival.objects.order_by("number").values_list("number", flat=True))
        assert numbers == list(range(1, len(numbers) + 1)), "a number without its list"
    assert verify().is_sound


SWEPT = [
    Swept("check in what the post fetched", setup=brought, action=check_in, holds=checked_or_not),
    Swept("ask the post to fetch papers from home", setup=at_home, action=ask_from_home, holds=asked_or_not),
    Swept("order the post for a result", setup=unposted, action=order_post, holds=ordered_or_not),
    Swept("hand parcels to the post on a list", setup=ordered, action=hand_over, holds=handed_or_not),
    Swept("take what the post tells", setup=handed, action=hear, holds=heard_or_not),
    Swept("take a parcel back at the counter", setup=handed, action=take_back, holds=back_or_not),
]
