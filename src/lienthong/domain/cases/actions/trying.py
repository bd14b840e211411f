"""A template is tried on a real case: an act, since it shows people's data and says so in the reading log."""

from datetime import datetime
from typing import Final

from lienthong.domain.cases import models as m
from lienthong.domain.cases.errors import NotOfThisForm, NotYours, NumberUnknown
from lienthong.domain.cases.permissions import can_keep_forms
from lienthong.domain.cases.queries.layouts import LayoutRow
from lienthong.domain.cases.queries.trying import example_number
from lienthong.domain.cases.queries.wording import (
    Reach,
    Slip,
    Words,
    book_of,
    control_words,
    letter_words,
    receipt_words,
    slip_of,
)
from lienthong.domain.cases.rules.forms import LETTERS, Kind
from lienthong.domain.cases.rules.moves import Verb
from lienthong.spine.actor import Actor
from lienthong.spine.pdf import typeset_form
from lienthong.spine.readings.actions import note

HIDDEN: Final = Reach(address="(ẩn khi xem thử)", phone="(ẩn)", email="(ẩn)")


def try_on_case(layout: LayoutRow, source: str, number: str, *, by: Actor, at: datetime) -> bytes:
    """The PDF of a real case on this template, as it would be handed out now; how its people are reached stays hidden,
    and that it was looked at is noted. Only forms of one case: a register has the example.

    Raises NotYours, NumberUnknown, NotOfThisForm, TemplateFaulty, TemplateTooGreedy.
    """
    if not can_keep_forms(by):
        raise NotYours
    told = number.strip()
    case = m.Case.objects.filter(number=told).first() if told and "\x00" not in told else None
    if case is None:
        raise NumberUnknown
    slip = slip_of(case.pk, layout, at=at, reach=HIDDEN, number=example_number(layout))
    words = _words_of(slip, case)
    if words is None:
        raise NotOfThisForm(number=told)
    note(subjects=[f"party:{case.applicant_id}"], parts=["name"], reason=layout.title, by=by, at=at)
    return typeset_form(source, words)


def _words_of(slip: Slip, case: m.Case) -> Words | None:
    match slip.layout.kind:
        case Kind.RECEIPT:
            return receipt_words(slip, book=book_of(case)) if case.number else None
        case Kind.CONTROL:
            return control_words(slip)
        case kind if kind in LETTERS.values():
            told = [one for one in slip.story.happenings if LETTERS.get(Verb(one.verb)) is kind]
            return letter_words(slip, told[-1].id) if told else None
        case _:
            return None
