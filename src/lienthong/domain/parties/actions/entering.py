"""Many people at once, as they come out of another system or of a simulation: known by a number, or entered new."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import transaction

from lienthong.domain.organisations.queries import codes_in_force
from lienthong.domain.parties.actions.common import day_of
from lienthong.domain.parties.actions.contacts import contact_row
from lienthong.domain.parties.actions.numbering import Checked, check, identifier_row
from lienthong.domain.parties.actions.registering import Draft, profile_of
from lienthong.domain.parties.errors import NumberOfAnother
from lienthong.domain.parties.models import Contact, Dealing, Identifier, Party, Profile
from lienthong.domain.parties.queries.sameness import kept_of
from lienthong.domain.parties.rules.alike import names_agree
from lienthong.domain.parties.rules.masking import mask_name
from lienthong.spine.actor import Actor
from lienthong.spine.copying import copy_in, take_ids
from lienthong.spine.ledger.actions import record
from lienthong.spine.ledger.rules import Json

PROFILE = (
    "party_id", "since", "recorded_at", "recorded_by", "name", "aliases", "form", "birth_year", "birth_month",
    "birth_day", "sex", "nationality", "basis", "sort_key", "search_key", "name_key", "ended_by", "end_reason",
)  # fmt: skip


def examine(*, draft: Draft, by: Actor, at: datetime) -> None:
    """Raises what ``enter_all`` would refuse of this draft by itself."""
    profile_of(draft, by, at)
    party = Party(pk=0, kind=draft.kind.value)
    for number in draft.numbers:
        identifier_row(party, check(number), by=by, at=at)
    for contact in draft.contacts:
        contact_row(0, contact, by=by, at=at)


@dataclass(frozen=True, slots=True)
class _Bearer:
    party: int
    names: list[str]


type _New = tuple[int, Draft, Sequence[Checked]]


@transaction.atomic
def enter_all(*, drafts: Sequence[tuple[str, Draft]], by: Actor, at: datetime) -> list[int]:
    """The parties of these drafts, each with the agency that dealt with it; their ids in the same order.

    Who bears a number that is known, here or in an earlier draft, is that party, when the names agree; everybody else
    is new, whatever they are called: nobody is there to say that two of one name are the same. Raises as ``examine``,
    and NumberOfAnother with the ``place`` of the draft in its facts.
    """
    checked = [[check(number) for number in draft.numbers] for _, draft in drafts]
    known = _known({one.digest for mine in checked for one in mine})
    free = iter(take_ids(Party, len(drafts)))
    ids: list[int] = []
    new: list[_New] = []
    for (_, draft), numbers in zip(drafts, checked, strict=True):
        bearer = next((known[one.digest] for one in numbers if one.digest in known), None)
        if bearer is None:
            bearer = _Bearer(next(free), [draft.name])
            new.append((bearer.party, draft, numbers))
            known |= {one.digest: bearer for one in numbers}
        elif not any(names_agree(draft.name, one) for one in bearer.names):
            raise NumberOfAnother(name=mask_name(bearer.names[0]), place=len(ids))
        ids.append(bearer.party)
    _write(new, by, at)
    _meet(zip(ids, (agency for agency, _ in drafts), strict=True), by, at)
    if new:
        details: dict[str, Json] = {"new": len(new), "known": len(set(ids)) - len(new)}
        agency = by.agency or settings.LIENTHONG_PROVINCE
        record(by=by, verb="parties.enter_all", subject="parties:many", agency=agency, at=at, details=details)
    return ids


def _known(digests: Collection[bytes]) -> dict[bytes, _Bearer]:
    """By number: the record that is kept of who bears it, and every name they ever had."""
    if not digests:
        return {}
    rows = Identifier.objects.true().filter(digest__in=digests).values_list("digest", "party_id")
    holders = {bytes(digest): party for digest, party in rows}
    kept = kept_of(set(holders.values()))
    bearers = {party: _Bearer(kept[party], []) for party in holders.values()}
    profiles = Profile.objects.true().filter(party__in=bearers).order_by("-since", "-pk")
    for party, name, aliases in profiles.values_list("party_id", "name", "aliases"):
        bearers[party].names.extend([name, *aliases])
    return {digest: bearers[party] for digest, party in holders.items()}


def _write(new: Sequence[_New], by: Actor, at: datetime) -> None:
    parties = ((party, draft.kind.value, at, by.account) for party, draft, _ in new)
    copy_in(Party, ("id", "kind", "recorded_at", "recorded_by"), parties)
    copy_in(Profile, PROFILE, (_profile(party, draft, by, at) for party, draft, _ in new))
    Identifier.objects.bulk_create(
        identifier_row(Party(pk=party, kind=draft.kind.value), one, by=by, at=at)
        for party, draft, numbers in new
        for one in numbers
    )
    Contact.objects.bulk_create(
        contact_row(party, contact, by=by, at=at) for party, draft, _ in new for contact in draft.contacts
    )


def _profile(party: int, draft: Draft, by: Actor, at: datetime) -> Sequence[object]:
    profile = profile_of(draft, by, at)
    profile.party_id = party
    return [getattr(profile, name) for name in PROFILE]


def _meet(met: Iterable[tuple[int, str]], by: Actor, at: datetime) -> None:
    pairs = sorted(set(met))
    agencies = codes_in_force({agency for _, agency in pairs}, day_of(at))
    Dealing.objects.bulk_create(
        (
            Dealing(party_id=party, agency_id=agency, recorded_at=at, recorded_by=by.account)
            for party, agency in pairs
            if agency in agencies
        ),
        ignore_conflicts=True,
    )
