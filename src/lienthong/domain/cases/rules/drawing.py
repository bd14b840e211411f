"""A province's year, drawn: who files what and when, and what becomes of it. Choices and times only.

The same seed, agency and count draw the same stories, whatever else is drawn. No day on which a case falls due is
counted here: a case takes a share of the time that its rows were given, and whether that was in time is found out when
the story is played by the rules.
"""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from itertools import accumulate
from random import Random
from typing import Final

from lienthong.domain.cases.rules.moves import Verb
from lienthong.domain.cases.rules.stories import Story
from lienthong.domain.cases.rules.vocabulary import Channel, ReturnBy
from lienthong.domain.cases.rules.walking import Walk
from lienthong.domain.cases.rules.working import Days
from lienthong.domain.procedures.queries import Handling, UnitRow

FAMILIES: Final = (
    "Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Võ", "Đặng", "Bùi", "Rơ Châm", "Ksor", "Siu", "Rmah", "Kpuih", "Rơ Lan",
    "Đinh", "Puih",
)  # fmt: skip
MIDDLES: Final = ("Văn", "Thị", "Đức", "H’", "Ngọc", "Minh", "Quốc", "Thanh", "Y", "Thu", "Hữu")
GIVENS: Final = (
    "An", "Bình", "Chi", "Dũng", "Hà", "Hùng", "Lan", "Mai", "Nam", "Phúc", "Sơn", "Thảo", "Tuấn", "Yến", "Blưk",
    "Hạnh", "Khoa", "Nhung", "Phước", "Tâm",
)  # fmt: skip
PLACES: Final = (
    "Ia Kênh",
    "Diên Phú",
    "Chư Á",
    "Trà Đa",
    "Biển Hồ",
    "Gào",
    "Hội Phú",
    "Yên Thế",
    "Thống Nhất",
)

CHANNELS: Final = {Channel.COUNTER: 60, Channel.ONLINE: 28, Channel.POST: 8, Channel.ON_BEHALF: 4}
"""Of a hundred filings, where a procedure is open to all of them."""
RETURNS: Final = {ReturnBy.COUNTER: 70, ReturnBy.POST: 20, ReturnBy.ELECTRONIC: 10}
MONTHS: Final = (0.9, 0.8, 1.2, 1.1, 1.0, 1.0, 0.95, 1.1, 1.15, 1.05, 1.0, 0.95)
"""After Tết and before the school year people file most."""
WEEKDAYS: Final = (1.25, 1.1, 1.0, 0.95, 0.85, 0.8, 0.8)
MORNING: Final = 0.6
"""More than half of what is filed at a counter comes before noon."""
AT_REST: Final = 0.15
"""Of a working day's filings online come on a day off."""
PEOPLE_PER_CASE: Final = 0.6


@dataclass(frozen=True)
class Place:
    """An agency that receives: what it decides with how much of each, the communes that may be asked, its time."""

    code: str
    handlings: Sequence[tuple[Handling, float]]
    communes: Sequence[str]
    units: Mapping[str, UnitRow]
    days: Days

    @cached_property
    def seasons(self) -> tuple[list[date], list[float], list[float]]:
        """The days of the year with the weights of a counter and of the portal, summed up."""
        days = self.days.of_the_year()
        weights = [_season(self.days, day) for day in days]
        counter = [
            weight if self.days.is_working(day) else 0.0 for day, weight in zip(days, weights, strict=True)
        ]
        portal = [
            weight * (1.0 if self.days.is_working(day) else AT_REST)
            for day, weight in zip(days, weights, strict=True)
        ]
        return days, list(accumulate(counter)), list(accumulate(portal))


def draw(seed: str, place: Place, count: int) -> list[Story]:
    """The stories of one agency, in the order in which they were received."""
    rng = Random(f"{seed}:{place.code}")  # noqa: S311 - a simulation must come out the same again
    people = _people(rng, max(1, int(count * PEOPLE_PER_CASE)))
    stories = [_story(rng, place, people) for _ in range(count)]
    return sorted(stories, key=_received)


def _received(story: Story) -> datetime:
    return next((act.at for act in story.acts if act.verb == Verb.RECEIVED), story.acts[0].at)


def _people(rng: Random, count: int) -> list[str]:
    return [f"{rng.choice(FAMILIES)} {rng.choice(MIDDLES)} {rng.choice(GIVENS)}" for _ in range(count)]


def _story(rng: Random, place: Place, people: Sequence[str]) -> Story:
    handling = rng.choices([one for one, _ in place.handlings], [weight for _, weight in place.handlings])[0]
    channel = _channel(rng, handling)
    person = rng.randrange(len(people))
    start = _start(rng, place, channel)
    walk = Walk(rng, handling, channel.value, place.communes, place.units, place.days, start)
    return Story(
        agency=place.code,
        procedure=handling.code,
        channel=channel.value,
        return_by=rng.choices(list(RETURNS), list(RETURNS.values()))[0].value,
        person=person,
        name=people[person],
        content=f"Thửa đất số {rng.randint(1, 999)}, {rng.choice(PLACES)}" if rng.random() < 0.4 else "",
        acts=walk.acts(),
    )


def _channel(rng: Random, handling: Handling) -> Channel:
    legal = {way.channel.value for way in handling.ways}
    is_open = {one: weight for one, weight in CHANNELS.items() if _legal(one) in legal}
    return rng.choices(list(is_open), list(is_open.values()))[0]


def _legal(channel: Channel) -> str:
    return Channel.ONLINE.value if channel is Channel.ON_BEHALF else channel.value


def _start(rng: Random, place: Place, channel: Channel) -> datetime:
    """Over the counter within its hours, through the portal at any hour that people are awake."""
    days, counter, portal = place.seasons
    weights = portal if channel is Channel.ONLINE else counter
    day = days[min(bisect_right(weights, rng.random() * weights[-1]), len(days) - 1)]
    if channel is Channel.ONLINE:
        return datetime.combine(day, datetime.min.time()) + timedelta(minutes=rng.randint(6 * 60, 22 * 60))
    share = rng.random() * 0.55 if rng.random() < MORNING else 0.5 + rng.random() * 0.45
    return place.days.within(day, share)


def _season(days: Days, day: date) -> float:
    """Fewer file in the week before Tết and in the one after it."""
    weight = MONTHS[day.month - 1] * WEEKDAYS[day.weekday()]
    return weight * (0.55 if days.is_near_a_long_rest(day) else 1.0)


def allot(weights: Mapping[str, float], count: int) -> dict[str, int]:
    """``count`` shared out by weight, in whole numbers that add up."""
    whole = sum(weights.values())
    shares = {code: weight * count / whole for code, weight in weights.items()}
    given = {code: int(share) for code, share in shares.items()}
    by_rest = sorted(shares, key=lambda code: (given[code] - shares[code], code))
    for code in by_rest[: count - sum(given.values())]:
        given[code] += 1
    return given
