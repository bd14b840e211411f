"""Agencies found by what a person types: part of a name, an abbreviation, a code."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from lienthong.domain.organisations.models import Agency, AgencyVersion, OfficialCode
from lienthong.domain.organisations.queries.agencies import AgencyRow, row_of
from lienthong.domain.organisations.rules.codes import propose
from lienthong.spine.text import search_key, search_words

CONSIDERED = 300


@dataclass(frozen=True, slots=True)
class Match:
    """An agency that fits; ``is_exact`` when what was typed is one of its names or codes, whole."""

    agency: AgencyRow
    is_exact: bool


def find_agencies(
    text: str, as_of: date, *, within: Collection[str] | None = None, limit: int = 20
) -> list[Match]:
    """Agencies of a day that ``text`` may mean, exact ones first, then by name; no marks are needed.

    ``within``: only among these codes, None for all. Without a word to look for nothing is found.
    """
    words = search_words(text)
    if not words:
        return []
    typed = text.strip()
    official = OfficialCode.objects.as_of(as_of).filter(code__iexact=typed).values("agency")
    named = Q()
    for word in words:
        named &= Q(search_key__contains=word)
    found = AgencyVersion.objects.as_of(as_of).filter(
        named | Q(agency__code__icontains=typed) | Q(agency__in=official)
    )
    if within is not None:
        found = found.filter(agency__in=within)
    bearers = set(official.values_list("agency_id", flat=True))
    matches = [
        Match(row_of(version), version.agency_id in bearers or _is_named(version, typed))
        for version in found.order_by("sort_key", "agency")[:CONSIDERED]
    ]
    return sorted(matches, key=_place)[:limit]


def propose_code(name: str, parent: str = "") -> str:
    """A code nobody has yet, made of the province's part of the parent's code and the initials of the name."""
    code = propose(name, parent)
    taken = (
        set(Agency.objects.filter(code__startswith=code).values_list("code", flat=True)) if code else set()
    )
    others = (f"{code}{number}" for number in range(2, len(taken) + 3))
    return code if code not in taken else next(other for other in others if other not in taken)


def _is_named(version: AgencyVersion, typed: str) -> bool:
    """True for its code, or one of its names written with or without marks."""
    names = {search_key(name) for name in (version.name, version.short_name, *version.aliases)}
    return version.agency_id.casefold() == typed.casefold() or search_key(typed) in names


def _place(match: Match) -> tuple[bool, int]:
    """Exact ones, then those nearest to the root of their codes: the department before its units."""
    return not match.is_exact, match.agency.code.count("-")
