"""Parties found by what is at hand: a card, a number, its last four digits, a telephone, a name without marks."""

import re
from collections.abc import Collection, Mapping

from django.db.models import QuerySet

from lienthong.domain.parties.models import Contact, Dealing, Forgetting, Identifier, Profile
from lienthong.domain.parties.models.details import TAIL
from lienthong.domain.parties.permissions import Permission
from lienthong.domain.parties.queries.numbers import digests_of
from lienthong.domain.parties.queries.rows import PartyRow, rows_of
from lienthong.domain.parties.queries.sameness import kept_of, records_by_kept, same_as
from lienthong.domain.parties.rules.alike import births_agree, numbers_agree
from lienthong.domain.parties.rules.card import read_card
from lienthong.domain.parties.rules.contacts import normal_email, normal_phone
from lienthong.spine.actor import Actor
from lienthong.spine.text import search_words

CONSIDERED = 200
_SHORTEST_WHOLE = 5
_SHORTEST_PROOF = 8


def find_parties(text: str, by: Actor, *, limit: int = 20) -> list[PartyRow]:
    """Whom ``text`` may mean, people by given name. A whole number finds anyone in the province; four last digits of a
    number or telephone, a telephone, an e-mail and words of a name find those whom the reader's agencies know.
    """
    if not by.may(Permission.SEE):
        return []
    found = _by_number(_number_in(text)) | _by_contact(text, by) | _by_tail(text, by)
    if not found:
        found = _by_name(text, by, 3 * limit)
    rows = rows_of(set(kept_of(found).values()), by)
    return sorted(rows, key=lambda row: (row.sort_key, row.id))[:limit]


def proves(party: int, told: str) -> bool:
    """Whether somebody tells a number or a telephone of a party in full: a second factor beside a case's number."""
    if len(told) < _SHORTEST_PROOF or "\x00" in told:
        return False
    records = same_as(party)
    if Identifier.objects.true().filter(party__in=records, digest__in=digests_of(told)).exists():
        return True
    phone = normal_phone(told)
    held = Contact.objects.standing().filter(party__in=records, kind="PHONE", value=phone)
    return bool(phone) and held.exists()


def get_party(party: int, by: Actor) -> PartyRow | None:
    """The record that is kept for this one; None when it is not there or none of the reader's agencies know it."""
    row = next(iter(rows_of(kept_of([party]).values(), by)), None)
    return row if row and row.is_known else None


def list_alike(party: int, by: Actor) -> list[PartyRow]:
    """Others of the same name whose birth and numbers do not contradict: perhaps second records of the same person."""
    profile = Profile.objects.standing().filter(party=party).first()
    if profile is None:
        return []
    mine = Identifier.objects.standing().filter(party__in=same_as(party)).order_by("pk")
    digests = {row.kind: bytes(row.digest) for row in mine}
    return rows_of(find_alike_ids(profile, digests), by)


def list_parties(parties: list[int], by: Actor) -> list[PartyRow]:
    """These records, each as the one that is kept for it; unknown ones with their names masked."""
    kept = kept_of(parties)
    return rows_of([kept[party] for party in parties if party in kept], by)


def agencies_of(party: int) -> frozenset[str]:
    """Codes of the agencies that have dealt with any record of theirs; none for a party that is not there."""
    dealt = Dealing.objects.filter(party__in=same_as(party))
    return frozenset(dealt.values_list("agency_id", flat=True).distinct())


def dealt_with(parties: Collection[int]) -> dict[int, frozenset[str]]:
    """``agencies_of`` of many, by the record asked for; three statements."""
    kept = kept_of(parties)
    records = records_by_kept(set(kept.values()))
    every = {record for group in records.values() for record in group}
    pairs = set(Dealing.objects.filter(party__in=every).values_list("party_id", "agency_id"))
    return {
        asked: frozenset(agency for party, agency in pairs if party in records[one])
        for asked, one in kept.items()
    }


def is_forgotten(party: int) -> bool:
    """Whether the record was emptied."""
    return bool(forgotten_of([party]))


def forgotten_of(parties: Collection[int]) -> set[int]:
    """Those of the records that were emptied."""
    return set(Forgetting.objects.filter(party__in=parties).values_list("party_id", flat=True))


def find_alike_ids(profile: Profile, digests: Mapping[str, bytes]) -> list[int]:
    """Records kept for others of the same name, when nothing that both sides know contradicts."""
    same_name = Profile.objects.true().filter(name_key=profile.name_key)
    if profile.party_id:
        same_name = same_name.exclude(party__in=same_as(profile.party_id))
    found = [row for row in same_name.order_by("pk")[:CONSIDERED] if births_agree(profile.birth, row.birth)]
    theirs: dict[int, dict[str, set[bytes]]] = {row.party_id: {} for row in found if _same_sort(profile, row)}
    for row in Identifier.objects.true().filter(party__in=theirs) if theirs else ():
        theirs[row.party_id].setdefault(row.kind, set()).add(bytes(row.digest))
    alike = [party for party, held in theirs.items() if numbers_agree(digests, held)]
    return sorted(set(kept_of(alike).values()))


def _same_sort(one: Profile, other: Profile) -> bool:
    """Organisations have a form, people have none."""
    return bool(one.form) == bool(other.form)


def _number_in(text: str) -> str:
    try:
        return read_card(text).number
    except ValueError:
        return text.strip()


def _by_number(text: str) -> set[int]:
    if len(text) < _SHORTEST_WHOLE or not any(sign.isdigit() for sign in text):
        return set()
    rows = Identifier.objects.true().filter(digest__in=digests_of(text))
    return set(rows.values_list("party_id", flat=True)[:CONSIDERED])


def _by_contact(text: str, by: Actor) -> set[int]:
    value = normal_phone(text) or normal_email(text)
    if not value:
        return set()
    rows = _within(Contact.objects.standing().filter(value=value, kind__in=("PHONE", "EMAIL")), by)
    return set(rows.values_list("party_id", flat=True)[:CONSIDERED])


def _by_tail(text: str, by: Actor) -> set[int]:
    tail = text.strip()
    if not re.fullmatch(rf"[0-9]{{{TAIL}}}", tail):
        return set()
    numbers = _within(Identifier.objects.standing().filter(tail=tail), by)
    phones = _within(Contact.objects.standing().filter(tail=tail, kind="PHONE"), by)
    return {
        party for rows in (numbers, phones) for party in rows.values_list("party_id", flat=True)[:CONSIDERED]
    }


def _by_name(text: str, by: Actor, most: int) -> set[int]:
    """The first by given name; more than are shown, since linked records and former names fall together."""
    words = search_words(text)
    if not words:
        return set()
    rows = Profile.objects.true()
    for word in words:
        rows = rows.filter(search_key__contains=word)
    ordered = _within(rows, by).order_by("sort_key", "party_id").values_list("party_id", flat=True)
    return set(ordered[:most])


def _within[M: (Contact, Identifier, Profile)](rows: QuerySet[M], by: Actor) -> QuerySet[M]:
    """Only of those with whom the reader's agencies have dealt."""
    reach = by.reach(Permission.SEE)
    if reach is None:
        return rows
    return rows.filter(party__in=Dealing.objects.filter(agency__in=reach).values("party"))
