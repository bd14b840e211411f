"""Somebody comes to a counter or a portal: found again, or registered once, however many clerks type at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from lienthong.domain.parties.actions.common import day_of, hold_keys, meet, profile_now, tell
from lienthong.domain.parties.actions.contacts import ContactGiven, put_contact
from lienthong.domain.parties.actions.numbering import Checked, Number, check, put
from lienthong.domain.parties.actions.profiles import check_profile
from lienthong.domain.parties.errors import AlikeKnown, BirthDiffers, NumberOfAnother, NumbersOfSeveral
from lienthong.domain.parties.facts import PartyRegistered, ProfileChanged
from lienthong.domain.parties.models import Contact, Dealing, Identifier, Party, Profile
from lienthong.domain.parties.models.details import CIPHER_USE
from lienthong.domain.parties.models.party import name_key
from lienthong.domain.parties.queries.finding import find_alike_ids
from lienthong.domain.parties.queries.sameness import kept_of, records_of
from lienthong.domain.parties.rules.alike import births_agree, names_agree
from lienthong.domain.parties.rules.birth import Birth
from lienthong.domain.parties.rules.masking import mask_name
from lienthong.domain.parties.rules.vocabulary import ADDRESSES, PartyKind
from lienthong.spine import cipher
from lienthong.spine.actor import Actor
from lienthong.spine.outbox.actions import state
from lienthong.spine.text import clean


@dataclass(frozen=True, slots=True)
class Draft:
    """Who stands at the counter, as far as is known; only the name is needed. ``basis``: the paper shown."""

    name: str
    kind: PartyKind = PartyKind.PERSON
    numbers: tuple[Number, ...] = ()
    contacts: tuple[ContactGiven, ...] = ()
    birth: Birth | None = None
    sex: str = ""
    nationality: str = "VN"
    form: str = ""
    aliases: tuple[str, ...] = ()
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Registered:
    """``party`` is the record that is kept; ``is_new`` when it was not there before."""

    party: int
    is_new: bool


@transaction.atomic
def register(*, draft: Draft, by: Actor, at: datetime, anyway: str = "") -> Registered:
    """Finds the holder of one of the numbers, or registers a new party; either way the agency has dealt with it.

    Without a number that is known, others of the same name and a birth that may be the same are told as AlikeKnown,
    unless ``anyway`` says why this is another. Numbers and contacts that a known party lacks are added. Raises
    NameMissing, BornLater, NotOfThisKind, a NumberUnfit, NumberOfAnother, NumbersOfSeveral, BirthDiffers, AlikeKnown,
    PhoneUnfit, EmailUnfit, AddressMissing, UnknownArea.
    """
    profile = profile_of(draft, by, at)
    checked = [check(number) for number in draft.numbers]
    hold_keys([*(one.digest for one in checked), _name_digest(draft)])
    known = _known(checked, draft)
    if known is not None:
        return _recognise(known, checked, draft, by, at)
    alike = [] if clean(anyway) else find_alike_ids(profile, {one.kind.value: one.digest for one in checked})
    if alike:
        raise AlikeKnown(count=len(alike), parties=alike)
    return _enter(profile, checked, draft, clean(anyway), by, at)


@transaction.atomic
def take_up(*, party: int, reason: str, by: Actor, at: datetime) -> None:
    """An agency begins to deal with a party that another registered: after their number was shown, or their case came.

    Changes nothing when it has dealt with them before.
    """
    row = Party.objects.get(pk=kept_of([party])[party])
    if Dealing.objects.filter(party__in=records_of(row.pk), agency=by.agency).exists():
        return
    meet(row, by=by, at=at)
    tell("take_up", row.pk, by=by, at=at, reason=clean(reason))


def profile_of(draft: Draft, by: Actor, at: datetime) -> Profile:
    profile = Profile(
        name=clean(draft.name),
        aliases=[clean(alias) for alias in draft.aliases],
        form=draft.form,
        sex=draft.sex,
        nationality=draft.nationality,
        basis=clean(draft.basis),
        since=day_of(at),
        recorded_at=at,
        recorded_by=by.account,
    )
    profile.birth = draft.birth
    check_profile(profile, draft.kind)
    return profile


def _name_digest(draft: Draft) -> bytes:
    return cipher.digest(f"name:{name_key(draft.name)}", use=CIPHER_USE)


def _known(checked: Sequence[Checked], draft: Draft) -> Party | None:
    """The one whom the numbers belong to. Raises NumberOfAnother, NumbersOfSeveral, BirthDiffers."""
    owners: set[int] = set()
    for one in checked:
        rows = Identifier.objects.true().filter(digest=one.digest)
        holders = {holder: _names_of(holder) for holder in rows.values_list("party_id", flat=True)}
        agreeing = {holder for holder, names in holders.items() if _is_named(draft.name, names)}
        if holders and not agreeing:
            raise NumberOfAnother(name=mask_name(next(iter(holders.values()))[0]))
        owners |= agreeing
    kept = set(kept_of(owners).values())
    if len(kept) > 1:
        raise NumbersOfSeveral
    if not kept:
        return None
    party = Party.objects.select_for_update(no_key=True).get(pk=kept.pop())
    birth = profile_now(party).birth
    if birth and not births_agree(birth, draft.birth):
        raise BirthDiffers(year=birth.year)
    return party


def _names_of(party: int) -> list[str]:
    """Every name they ever bore, the present one first."""
    rows = Profile.objects.true().filter(party__in=records_of(party)).order_by("-since", "-pk")
    return [name for row in rows for name in (row.name, *row.aliases)]


def _is_named(name: str, names: Sequence[str]) -> bool:
    return any(names_agree(name, one) for one in names)


def _recognise(party: Party, checked: Sequence[Checked], draft: Draft, by: Actor, at: datetime) -> Registered:
    mine = records_of(party.pk)
    meet(party, by=by, at=at)
    held = set(Identifier.objects.true().filter(party__in=mine).values_list("digest", flat=True))
    added = [
        put(party, one, by=by, at=at) for one in checked if one.digest not in {bytes(key) for key in held}
    ]
    wanted = [one for one in draft.contacts if _is_wanted(party, one)]
    reached = [made for one in wanted if (made := put_contact(party, one, by=by, at=at))]
    if added or reached:
        state(ProfileChanged(party.pk), subject=f"party:{party.pk}", at=at)
        numbers, contacts = [row.pk for row in added], [row.pk for row in reached]
        tell("complete", party.pk, by=by, at=at, identifiers=[*numbers], contacts=[*contacts])
    return Registered(party.pk, is_new=False)


def _is_wanted(party: Party, contact: ContactGiven) -> bool:
    """An address is typed a little differently at each visit: a known one stays until it is replaced on purpose."""
    if contact.kind not in ADDRESSES:
        return True
    return not Contact.objects.standing().filter(party=party, kind=contact.kind).exists()


def _enter(
    profile: Profile, checked: Sequence[Checked], draft: Draft, anyway: str, by: Actor, at: datetime
) -> Registered:
    party = Party.objects.create(kind=draft.kind.value, recorded_at=at, recorded_by=by.account)
    profile.party = party
    profile.save(force_insert=True)
    for one in checked:
        put(party, one, by=by, at=at)
    for place, contact in enumerate(draft.contacts):
        put_contact(party, contact, by=by, at=at, is_first=place == 0)
    meet(party, by=by, at=at)
    state(PartyRegistered(party=party.pk, agency=by.agency), subject=f"party:{party.pk}", at=at)
    tell("register", party.pk, by=by, at=at, kind=draft.kind.value, anyway=anyway)
    return Registered(party.pk, is_new=True)
