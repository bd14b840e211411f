"""A case is found by number, name, content, telephone or the end of a personal number, without marks."""

import re
from datetime import datetime
from typing import Final

from django.db.models import Q

from lienthong.domain.cases import models as m
from lienthong.domain.cases.errors import CaseNotFound
from lienthong.domain.cases.permissions import Permission
from lienthong.domain.cases.queries.rows import CaseRow, case_row
from lienthong.domain.cases.queries.sight import now_standing, within_sight
from lienthong.domain.cases.rules.numbers import is_number
from lienthong.domain.parties.queries import find_parties, proves
from lienthong.spine.actor import Actor
from lienthong.spine.lexemes import wanted
from lienthong.spine.text import search_words

_ADDRESS: Final = re.compile(r"://\S+/cases/([0-9]{1,18})/$")


def find_cases(text: str, *, by: Actor, now: datetime, limit: int = 50) -> list[CaseRow]:
    """Of what the reader sees, the newest first. How words begin is asked only when no case has them whole: "hoa" is
    Hoa, and Hoàng only where there is no Hoa. Digits may be of a telephone or of somebody's paper too; the code on a
    paper of a case, scanned, is its address.
    """
    rows = within_sight(now_standing(), by).select_related("case").order_by("-case")
    return [case_row(row, now) for row in rows.filter(_wanted(text, by, limit))[:limit]]


def _wanted(text: str, by: Actor, limit: int) -> Q:
    if scanned := _ADDRESS.search(text.strip()):
        return Q(case=int(scanned[1]))
    if is_number(text):
        return Q(case__number__in=[text.strip(), text.strip().upper()])
    return Q(case__in=[*_by_words(text, by, limit), *_by_people(text, by, limit)])


def _by_words(text: str, by: Actor, limit: int) -> list[int]:
    """The newest cases that hold the words and that the reader sees, by one index."""
    if not (words := search_words(text)):
        return []
    for begins in (False, True):
        holding = m.Case.objects.filter(
            found_by__holds=wanted(words, by.reach(Permission.FOLLOW), begins=begins)
        )
        if found := list(holding.order_by("-id").values_list("id", flat=True)[:limit]):
            return found
    return []


def _by_people(text: str, by: Actor, limit: int) -> list[int]:
    if not any(sign.isdigit() for sign in text):
        return []
    people = [party.id for party in find_parties(text, by, limit=limit)]
    theirs = within_sight(now_standing().filter(case__applicant__in=people), by)
    return list(theirs.order_by("-case").values_list("case", flat=True)[:limit])


def track(number: str, *, proof: str, by: Actor, now: datetime) -> CaseRow:
    """One case by its whole number, for who sees it or proves by a number or telephone of the applicant that it is
    theirs. Raises CaseNotFound for all else, so that nothing is told of a number alone.
    """
    told = number.strip()
    if not told or "\x00" in told:
        raise CaseNotFound
    stand = now_standing().filter(case__number=told).select_related("case").first()
    if stand is None:
        raise CaseNotFound
    is_seen = by.may(Permission.FOLLOW) and within_sight(now_standing().filter(pk=stand.pk), by).exists()
    people = (stand.case.applicant_id, stand.case.submitter_id)
    if not is_seen and not any(party and proves(party, proof) for party in people):
        raise CaseNotFound
    return case_row(stand, now)


def follow(case: int, *, now: datetime, proof: str | None = None) -> CaseRow:
    """One case for its applicant: whoever calls knows that it is theirs, or hands in what they say to prove it.

    Raises CaseNotFound.
    """
    stand = now_standing().filter(case=case).select_related("case").first()
    if stand is None:
        raise CaseNotFound
    people = (stand.case.applicant_id, stand.case.submitter_id)
    if proof is not None and not any(party and proves(party, proof) for party in people):
        raise CaseNotFound
    return case_row(stand, now)
