"""How satisfied one is with how the case went: one tap, and a few questions more for who likes."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from lienthong.domain.surveys import actions
from lienthong.domain.surveys.errors import LevelUnfit
from lienthong.domain.surveys.queries import (
    SATISFACTION_LABELS,
    RatingRow,
    Satisfaction,
    find_rating,
    may_rate,
    sheet_on,
)
from lienthong.spine import clock
from lienthong.spine.errors import Refusal
from lienthong.web.portal.mine.door import Own, both


def rated(own: Own) -> dict[str, Any]:
    """What the page of a case shows of it."""
    rating = find_rating(own.row.id) if may_rate(own.row) else None
    return {
        "may_rate": may_rate(own.row),
        "rating": rating,
        "rating_words": str(SATISFACTION_LABELS[rating.level]) if rating else "",
        "may_change": bool(rating and own.now <= rating.until),
        "levels": [(int(level), words) for level, words in SATISFACTION_LABELS.items()],
        "rate_url": own.url("rate"),
    }


def rate(request: HttpRequest, own: Own) -> HttpResponse:
    if not may_rate(own.row):
        return redirect(own.url())
    rating, fault = find_rating(own.row.id), ""
    if request.method == "POST":
        try:
            _rate(request, own)
        except LevelUnfit as unfit:
            fault = str(unfit)
        except Refusal as refusal:
            messages.error(request, str(refusal))
            return redirect(own.url())
        else:
            messages.success(request, _("Kept. Thank you."))
            return redirect(own.url())
    elif rating and own.now > rating.until:
        return redirect(own.url())
    return render(request, "portal/mine/rate.html", _context(request, own, rating) | {"fault": fault})


def _rate(request: HttpRequest, own: Own) -> None:
    """A tap says the level alone; the page of questions says that it asked them."""
    told = {name: value for name, value in request.POST.items() if name.isupper() and value in _LEVELS}
    level = request.POST.get("level", "")
    actions.rate(
        case=own.row.id,
        level=int(level) if level in _LEVELS else 0,
        answers={code: int(value) for code, value in told.items()} if "asked" in request.POST else None,
        by=own.by,
        at=own.now,
    )


_LEVELS = frozenset(str(int(level)) for level in Satisfaction)


def _context(request: HttpRequest, own: Own, rating: RatingRow | None) -> dict[str, Any]:
    sheet = sheet_on(clock.local(rating.rated_at).date() if rating else own.today)
    given = rating.answers if rating else {}
    sent = request.POST.get("level", "")
    return {
        "own": own,
        "row": own.row,
        "back": own.url(),
        "chosen": sent or (str(int(rating.level)) if rating else ""),
        "levels": [(str(int(level)), words) for level, words in SATISFACTION_LABELS.items()],
        "questions": [
            (one, request.POST.get(one.code, "") or str(given.get(one.code, "")))
            for one in (sheet.questions if sheet else ())
        ],
    }


urlpatterns = both("rate/", rate, "rate", is_acting=False)
