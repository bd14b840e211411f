"""A party's name and particulars change from a day on, or were mistaken from the start."""

from collections.abc import Callable, Sequence
from copy import copy
from datetime import date, datetime

from django.db import transaction

from lienthong.domain.parties.actions.common import day_of, held, profile_now, reason_of, tell
from lienthong.domain.parties.errors import BornLater, NameMissing, NothingChanged, NotOfThisKind, TooEarly
from lienthong.domain.parties.facts import ProfileChanged
from lienthong.domain.parties.models import Party, Profile
from lienthong.domain.parties.rules.birth import Birth
from lienthong.domain.parties.rules.vocabulary import PARTY_LABELS, PartyKind
from lienthong.spine.actor import Actor
from lienthong.spine.outbox.actions import state
from lienthong.spine.text import clean

_SAID = ("name", "aliases", "form", "birth_year", "birth_month", "birth_day", "sex", "nationality")


@transaction.atomic
def change_profile(
    *,
    party: int,
    on: date,
    basis: str,
    by: Actor,
    at: datetime,
    name: str | None = None,
    aliases: Sequence[str] | None = None,
    birth: Birth | None = None,
    sex: str | None = None,
    nationality: str | None = None,
    form: str | None = None,
) -> None:
    """From a day on it is as ``basis`` says; None leaves as it was. What was before stays readable.

    Raises UnknownParty, ReasonMissing without a basis, TooEarly, NothingChanged, and what a profile refuses.
    """
    change = _changer(name, aliases, birth, sex, nationality, form)
    row, now = held(party), reason_of(basis)
    current = profile_now(row)
    if on <= current.since:
        raise TooEarly(day=f"{current.since:%d/%m/%Y}")
    _restate(row, current, on, on, change, now, by, at, "change_profile")


@transaction.atomic
def correct_profile(
    *,
    party: int,
    reason: str,
    by: Actor,
    at: datetime,
    name: str | None = None,
    aliases: Sequence[str] | None = None,
    birth: Birth | None = None,
    sex: str | None = None,
    nationality: str | None = None,
    form: str | None = None,
) -> None:
    """What was entered was a mistake: it held on no day, and the new row holds since the same day.

    Raises UnknownParty, ReasonMissing, NothingChanged, and what a profile refuses.
    """
    change = _changer(name, aliases, birth, sex, nationality, form)
    row, why = held(party), reason_of(reason)
    current = profile_now(row)
    _restate(row, current, current.since, current.since, change, why, by, at, "correct_profile")


def check_profile(profile: Profile, kind: PartyKind) -> None:
    """Raises NameMissing, BornLater, NotOfThisKind; fills the keys of its names."""
    if not profile.name:
        raise NameMissing
    born = profile.birth
    if born and (born.year, born.month or 0, born.day or 0) > _parts(day_of(profile.recorded_at)):
        raise BornLater(birth=str(born))
    person = kind is PartyKind.PERSON
    if (person and profile.form) or (not person and (born or profile.sex or not profile.form)):
        raise NotOfThisKind(what=PARTY_LABELS[kind])
    profile.index_names(kind)


def _parts(day: date) -> tuple[int, int, int]:
    return day.year, day.month, day.day


def _changer(
    name: str | None,
    aliases: Sequence[str] | None,
    birth: Birth | None,
    sex: str | None,
    nationality: str | None,
    form: str | None,
) -> Callable[[Profile], None]:
    given = {
        "name": None if name is None else clean(name),
        "aliases": None if aliases is None else [clean(alias) for alias in aliases],
        "birth": birth,
        "sex": sex,
        "nationality": nationality,
        "form": form,
    }

    def change(profile: Profile) -> None:
        for field, value in given.items():
            if value is not None:
                setattr(profile, field, value)

    return change


def _restate(
    party: Party,
    current: Profile,
    ends: date,
    begins: date,
    change: Callable[[Profile], None],
    basis: str,
    by: Actor,
    at: datetime,
    verb: str,
) -> None:
    new = copy(current)
    new.pk, new._state = None, type(current._state)()
    change(new)
    changed = [field for field in _SAID if getattr(new, field) != getattr(current, field)]
    if not changed:
        raise NothingChanged
    new.since, new.basis, new.recorded_at, new.recorded_by = begins, basis, at, by.account
    check_profile(new, PartyKind(party.kind))
    current.end(ends, by=by.account, at=at, reason=basis)
    new.save(force_insert=True)
    state(ProfileChanged(party.pk), subject=f"party:{party.pk}", at=at)
    tell(verb, party.pk, by=by, at=at, changed=[*changed], basis=basis, on=begins.isoformat())
