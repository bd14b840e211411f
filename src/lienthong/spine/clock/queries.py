"""What time it is. Models are imported when asked, since the package is imported before apps are ready."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db.models import Max

from lienthong.spine.clock.errors import ClockRefused, InstantUnreadable
from lienthong.spine.clock.rules import ZONE, flowed, local_date, parse_instant
from lienthong.spine.stamps import kept

DEMO_START = datetime(2021, 10, 15, 9, 0, tzinfo=ZONE)
"""Where the demonstration begins when LIENTHONG_NOW says nothing."""

_FILE = "file:"
_RECENT_ROWS = 1_000
_held: ContextVar[list[datetime] | None] = ContextVar("held", default=None)  # a cell for one reading
_highest: dict[str, datetime] = {}


def real_now() -> datetime:
    """Technical time: the machine's clock, in UTC."""
    return datetime.now(UTC)


_process_began = real_now()


def now() -> datetime:
    """Business time, an aware instant. Raises ClockRefused, InstantUnreadable."""
    cell = _held.get()
    if cell:
        return cell[0]
    moment = _read()
    if cell is not None:
        cell.append(moment)
    return moment


def today() -> date:
    """The business day in Viet Nam."""
    return local_date(now())


def is_moved() -> bool:
    """True when business time is not the real time, which every page then says. Raises ClockRefused."""
    if settings.LIENTHONG_MODE != "production":
        return True
    if settings.LIENTHONG_NOW:
        raise ClockRefused
    return False


@contextmanager
def holding(moment: datetime) -> Iterator[None]:
    """Business time stands still at ``moment`` within the block: for tests and replays."""
    with _cell([moment]):
        yield


@contextmanager
def one_moment() -> Iterator[None]:
    """Within the block business time is read at most once: a request or job happens at one instant."""
    with _cell([]):
        yield


def given_start() -> datetime:
    """The instant that the setting gives, or the demonstration's own. Raises InstantUnreadable."""
    given = settings.LIENTHONG_NOW
    if not given:
        return DEMO_START
    try:
        text = Path(given.removeprefix(_FILE)).read_text("utf-8") if given.startswith(_FILE) else given
        return parse_instant(text)
    except (OSError, ValueError) as fault:
        raise InstantUnreadable(given=given) from fault


def newest_recorded() -> datetime | None:
    """The latest ``recorded_at`` in the database, whichever room wrote it."""
    found = (_newest(model.__name__, model._meta.app_label) for model in apps.get_models() if _records(model))
    return max((moment for moment in found if moment), default=None)


@contextmanager
def _cell(readings: list[datetime]) -> Iterator[None]:
    token = _held.set(readings)
    try:
        yield
    finally:
        _held.reset(token)


def _read() -> datetime:
    if not is_moved():
        return real_now()
    if settings.LIENTHONG_NOW.startswith(_FILE):
        return _standing(settings.LIENTHONG_NOW)
    return _flowing()


def _records(model: type) -> bool:
    meta = model._meta  # type: ignore[attr-defined]
    return meta.managed and any(field.name == "recorded_at" for field in meta.concrete_fields)


def _newest(name: str, label: str) -> datetime | None:
    """Among the rows with the highest keys: keys and times grow together, or nearly."""
    recent = apps.get_model(label, name)._default_manager.order_by("-pk")[:_RECENT_ROWS]
    moment: datetime | None = recent.aggregate(newest=Max("recorded_at"))["newest"]
    return moment


def _flowing() -> datetime:
    """From the anchor; before the first start from where this process began."""
    anchor = _anchor()
    if anchor is None:
        return flowed(business=given_start(), real=_process_began, now=real_now())
    return flowed(business=anchor[0], real=anchor[1], now=real_now())


def _standing(setting: str) -> datetime:
    """What the file says, unless business time has already been later."""
    anchor = _anchor()
    reached = [
        given_start(),
        *([anchor[0]] if anchor else []),
        *([_highest[setting]] if setting in _highest else []),
    ]
    _highest[setting] = max(reached)
    return _highest[setting]


@kept("clock", most=1)
def _anchor() -> tuple[datetime, datetime] | None:
    from lienthong.spine.clock.models import ClockAnchor

    newest = ClockAnchor.objects.order_by("-id").first()
    return (newest.business_at, newest.real_at) if newest else None
