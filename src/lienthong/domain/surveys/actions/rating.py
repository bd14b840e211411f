"""How satisfied somebody is with how their case went: said once, changed for a few days."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from lienthong.domain.cases.queries import CaseRow, follow
from lienthong.domain.surveys import models as m
from lienthong.domain.surveys.errors import LevelUnfit, NotYetRated, RatedForGood
from lienthong.domain.surveys.facts import CaseRated
from lienthong.domain.surveys.queries.sheets import RatingRow, may_rate, rating_row, sheet_of
from lienthong.domain.surveys.rules import CHANGEABLE, Satisfaction, fit_answers
from lienthong.spine import clock
from lienthong.spine.actor import Actor
from lienthong.spine.ledger.actions import record
from lienthong.spine.outbox.actions import state


@transaction.atomic
def rate(
    *, case: int, level: int, answers: Mapping[str, int] | None = None, by: Actor, at: datetime
) -> RatingRow:
    """Keeps it, or changes what was said; the same once more changes nothing. ``answers`` None leaves those there.

    Raises CaseNotFound, NotYetRated, LevelUnfit, RatedForGood.
    """
    row = follow(case, now=at)
    if not may_rate(row):
        raise NotYetRated
    if level not in set(Satisfaction):
        raise LevelUnfit
    made, is_new = m.Rating.objects.get_or_create(case_id=case, defaults=_first(row, level, at))
    rows = m.Rating.objects.select_for_update(of=("self",)).select_related("questionnaire")
    held = rows.get(pk=made.pk)
    if at > held.until:
        raise RatedForGood(day=f"{clock.local(held.until):%d/%m/%Y}")
    given = _fit(held, answers)
    if not is_new and (held.level, held.answers) == (level, given):
        return rating_row(held)
    held.level, held.answers, held.changed_at = level, given, max(at, held.changed_at)
    held.save(update_fields=["level", "answers", "changed_at"])
    subject = f"case:{case}"
    state(CaseRated(case=case, rating=held.pk), subject=subject, at=at)
    record(
        by=by,
        verb="surveys.rate",
        subject=subject,
        agency=row.owner,
        at=at,
        details={"level": level, "answers": len(given)},
    )
    return rating_row(held)


def _first(row: CaseRow, level: int, at: datetime) -> dict[str, object]:
    day = clock.local(at).date()
    return {
        "agency": row.owner,
        "procedure": row.procedure,
        "title": row.title,
        "level": level,
        "questionnaire": m.Questionnaire.objects.filter(since__lte=day).order_by("-since").first(),
        "rated_at": at,
        "changed_at": at,
        "until": at + CHANGEABLE,
    }


def _fit(held: m.Rating, answers: Mapping[str, int] | None) -> dict[str, int]:
    """By the sheet that was in force when it was first said."""
    if answers is None or held.questionnaire is None:
        return dict(held.answers)
    return fit_answers(sheet_of(held.questionnaire).questions, answers)
