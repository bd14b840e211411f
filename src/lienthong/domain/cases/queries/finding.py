"""A case is found by number, name, content, telephone or the end of a personal number, without marks."""

import re
from collections.abc import Callable
from datetime import datetime
from typing import Final

from django.db.models import Q

from lienthong.domain.cases.errors import CaseNotFound
from lienthong.domain.cases.permissions import Permission
from lienthong.domain.cases.queries.rows import CaseRow, case_row
from lienthong.domain.cases.queries.sight import now_standing, within_sight
from lienthong.domain.cases.rules.numbers import is_number
from lienthong.domain.parties.queries import find_parties, proves
from lienthong.spine.actor import Actor
from lienthong.spine.text import search_words
from lienthong.spine.words import begun, parted

_ADDRESS: Final = re.compile(r"://\S+/cases/([0-9]{1,18})/$")


def find_cases(text: str, *, by: Actor, now: datetime, limit: int = 50) -> list[CaseRow]:
    """Of what the reader sees, the newest first; what holds the words within others only when none begins with them:
    "yen" is Yến before it is Nguyễn, and "yun" finds H'Yun. Digits may be of a telephone or of somebody's paper too;
    the code on a paper of a case, scanned, is its address.
    """
    for begins in (True, False):
        wanted = _wanted(text, by, begun if begins else str)
        if wanted is None:
            return []
        rows = within_sight(now_standing(), by).alias(words=parted("case__search")).filter(wanted)
        if found := list(rows.select_related("case").order_by("-case")[:limit]):
            return [case_row(row, now) for row in found]
    return []


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


def _wanted(text: str, by: Actor, pattern: Callable[[str], str]) -> Q | None:
    if scanned := _ADDRESS.search(text.strip()):
        return Q(case=int(scanned[1]))
    if is_number(text):
        return Q(case__number=text.strip().upper()) | Q(case__number=text.strip())
    if not (words := search_words(text)):
        return None
    wanted = Q()
    for word in words:
        wanted &= Q(words__contains=pattern(word))
    if any(sign.isdigit() for sign in text):
        people = [party.id for party in find_parties(text, by, limit=50)]
        wanted |= Q(case__applicant__in=people)
    return wanted
