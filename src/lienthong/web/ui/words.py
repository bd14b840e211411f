"""Words and figures as pages write them: names whole in one font, due days with weekday, money in đồng."""

from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Final

from django.utils import timezone
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext as _

from lienthong.spine.money import format_money, format_number
from lienthong.spine.text import clean, needs_noto

WEEKDAYS: Final = (
    pgettext_lazy("weekday", "Monday"),
    pgettext_lazy("weekday", "Tuesday"),
    pgettext_lazy("weekday", "Wednesday"),
    pgettext_lazy("weekday", "Thursday"),
    pgettext_lazy("weekday", "Friday"),
    pgettext_lazy("weekday", "Saturday"),
    pgettext_lazy("weekday", "Sunday"),
)
NO_BREAK: Final = "\u00a0"
HIGHLAND_LANGUAGE: Final = "jra"
COUNTER_LIMIT: Final = 1000


def write_name(text: object, language: str = HIGHLAND_LANGUAGE) -> str:
    """``text`` as HTML, set whole in Noto Sans when it holds a letter the text font lacks (ƀ ĕ ĭ ŏ ŭ)."""
    return _name(str(text), language)


@lru_cache(maxsize=4_096)
def _name(text: str, language: str) -> str:
    words = clean(text)
    if not needs_noto(words):
        return conditional_escape(words)
    return format_html('<span class="noto" lang="{}">{}</span>', language, words)


def write_province(name: object) -> str:
    """ "Tỉnh Gia Lai" as the language at hand says it: "Gia Lai Province"."""
    kind, _space, own = str(name).partition(" ")
    rest = own.removeprefix("phố ")
    match kind.lower() if get_language() == "en" else "":
        case "tỉnh":
            return f"{rest} Province"
        case "thành":
            return f"{rest} City"
    return str(name)


def write_province_within(name: object) -> str:
    """The same inside a sentence: "tỉnh Gia Lai"."""
    words = write_province(name)
    return words if words != str(name) else words[:1].lower() + words[1:]


def write_day(day: date | None) -> str:
    """18/10/2021; a moment gives its local day; nothing gives nothing."""
    return f"{_local(day):%d/%m/%Y}" if day else ""


def write_short_day(day: date | None) -> str:
    """18/10, for columns whose year is in the head."""
    return f"{_local(day):%d/%m}" if day else ""


def write_due(day: date | None) -> str:
    """thứ Hai 18/10/2021, with ", 17:00" when a moment is given; bound so that it never breaks."""
    if not day:
        return ""
    local = _local(day)
    words = f"{WEEKDAYS[local.weekday()]} {local:%d/%m/%Y}"
    if isinstance(local, datetime):
        words = f"{words}, {local:%H:%M}"
    return words.replace(" ", NO_BREAK)


def write_moment(day: date | None) -> str:
    """Thứ Sáu 15/10/2021, 14:50: as ``write_due``, beginning a sentence or an entry of the thread."""
    words = write_due(day)
    return words[:1].upper() + words[1:]


def write_money(amount: int | None, *, short: bool = False) -> str:
    """75.000 đồng in prose, 75.000 đ in tables."""
    return "" if amount is None else format_money(amount, short=short).replace(" ", NO_BREAK)


def write_number(value: Decimal | float | None) -> str:
    """1.234.567,89; unknown is said in words, never as 0."""
    if value is None:
        return _("unknown")
    return format_number(value if isinstance(value, int) else Decimal(str(value)))


def write_counter(count: int | str) -> str:
    """A counter on a tab: exact up to one thousand, then 1.000+; text is shown as given."""
    if isinstance(count, str):
        return count
    return f"{format_number(COUNTER_LIMIT)}+" if count > COUNTER_LIMIT else format_number(count)


def _local(day: date) -> date:
    return timezone.localtime(day) if isinstance(day, datetime) and timezone.is_aware(day) else day


def write_code(words: str) -> SafeString:
    """What machines read, as a digest: a line may end behind every eighth letter of it."""
    parts = [(words[place : place + 8],) for place in range(0, len(words), 8)]
    return format_html('<span class="code" lang="vi">{}</span>', format_html_join("", "{}<wbr>", parts))


def in_vietnamese(words: str) -> SafeString:
    """What people wrote or are called, on a page that may be in another language."""
    return format_html('<span lang="vi">{}</span>', words)
