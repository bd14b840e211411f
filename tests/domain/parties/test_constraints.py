"""What PostgreSQL refuses, tried with bare rows past every rule."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import Model

from lienthong.domain.parties.models import (
    Authority,
    Consent,
    Contact,
    Dealing,
    Identifier,
    Paper,
    Party,
    Profile,
    Sameness,
    Verification,
)
from tests.domain.parties.conftest import AT

pytestmark = pytest.mark.usefixtures("province")

FROM, LATER = date(2021, 1, 1), date(2021, 7, 1)
HELD: dict[str, Any] = {"since": FROM, "recorded_at": AT, "recorded_by": "clerk"}
ENDED: dict[str, Any] = {"ended_at": AT, "ended_by": "clerk", "end_reason": "x"}


@pytest.fixture
def an() -> Party:
    return Party.objects.create(kind="PERSON", recorded_at=AT, recorded_by="clerk")


@pytest.fixture
def binh() -> Party:
    return Party.objects.create(kind="PERSON", recorded_at=AT, recorded_by="clerk")


@pytest.fixture
def firm() -> Party:
    return Party.objects.create(kind="ORGANISATION", recorded_at=AT, recorded_by="clerk")


def refuses(constraint: str) -> Any:
    return pytest.raises(IntegrityError, match=constraint)


def profile(party: Party, **changes: Any) -> Profile:
    row = Profile(party=party, **HELD | {"name": "An"} | changes)
    row.index_names(party.kind)
    row.save(force_insert=True)
    return row


def identifier(party: Party, digest: bytes = b"1" * 32, **changes: Any) -> Identifier:
    given = HELD | {"kind": "CCCD", "encrypted": b"x", "digest": digest, "tail": "1234"} | changes
    return Identifier.objects.create(party=party, **given)


def contact(party: Party, **changes: Any) -> Contact:
    given = HELD | {"kind": "PHONE", "value": "0912345678", "tail": "5678"} | changes
    return Contact.objects.create(party=party, **given)


def authority(party: Party, holder: Party, **changes: Any) -> Authority:
    given = HELD | {"kind": "MANDATE", "basis": "GUQ 1", "until": LATER} | changes
    return Authority.objects.create(party=party, holder=holder, **given)


def consent(party: Party, **changes: Any) -> Consent:
    given = HELD | {"purpose": "SMS", "channel": "COUNTER", "wording": "Đồng ý"} | changes
    return Consent.objects.create(party=party, **given)


def paper(party: Party, **changes: Any) -> Paper:
    given = HELD | {"code": "GKS", "title": "Giấy khai sinh", "origin": "SCAN"} | changes
    return Paper.objects.create(party=party, **given)


def same(kept: Party, other: Party, **changes: Any) -> Sameness:
    given = {"reason": "Trùng", "recorded_at": AT, "recorded_by": "clerk"} | changes
    return Sameness.objects.create(kept=kept, other=other, **given)


def test_a_party_has_one_profile_on_a_day(an: Party) -> None:
    profile(an, ended_on=LATER, **ENDED)
    profile(an, since=LATER)
    with refuses("profile_one_at_a_time"):
        profile(an, since=FROM)


def test_a_mistaken_profile_makes_room_for_the_true_one(an: Party) -> None:
    profile(an, ended_on=FROM, **ENDED)
    profile(an)
    assert Profile.objects.true().count() == 1


@pytest.mark.parametrize(
    ("changes", "constraint"),
    [
        ({"ended_on": FROM - timedelta(1), **ENDED}, "profile_ended_wholly"),
        ({"ended_on": LATER}, "profile_ended_wholly"),
        ({"end_reason": "x"}, "profile_ended_wholly"),
        ({"ended_by": "clerk"}, "profile_ended_wholly"),
        ({"ended_on": LATER, **ENDED, "ended_by": ""}, "profile_ended_wholly"),
        ({"ended_on": LATER, **ENDED, "ended_at": AT - timedelta(1)}, "profile_ended_wholly"),
        ({"until": FROM}, "profile_lasts_some_day"),
        ({"name": "  "}, "profile_has_a_name"),
        ({"sex": "X"}, "profile_sex_known"),
        ({"birth_day": 5}, "profile_birth_known_from_the_year"),
        ({"birth_year": 1990, "birth_day": 5}, "profile_birth_known_from_the_year"),
        ({"birth_year": 1990, "birth_month": 13}, "profile_birth_known_from_the_year"),
        ({"birth_year": 1790}, "profile_birth_known_from_the_year"),
        ({"form": "ENTERPRISE"}, "profile_fits_its_party"),
    ],
)
def test_a_profile_of_a_person_is_whole(an: Party, changes: dict[str, Any], constraint: str) -> None:
    with refuses(constraint):
        profile(an, **changes)


@pytest.mark.parametrize(
    ("changes", "constraint"),
    [
        ({"form": ""}, "profile_fits_its_party"),
        ({"form": "ENTERPRISE", "sex": "M"}, "profile_fits_its_party"),
        ({"form": "ENTERPRISE", "birth_year": 1990}, "profile_fits_its_party"),
        ({"form": "PALACE"}, "profile_form_known"),
    ],
)
def test_a_profile_of_an_organisation_is_whole(firm: Party, changes: dict[str, Any], constraint: str) -> None:
    with refuses(constraint):
        profile(firm, **changes)


def test_kinds_of_parties_are_a_closed_list() -> None:
    with refuses("party_kind_known"):
        Party.objects.create(kind="HAMLET", recorded_at=AT, recorded_by="clerk")


def test_a_number_stands_on_one_party_only_even_after_its_card_ended(an: Party, binh: Party) -> None:
    identifier(an, ended_on=LATER, **ENDED)
    with refuses("identifier_of_one_party"), transaction.atomic():
        identifier(binh)
    identifier(an, since=LATER)
    with refuses("identifier_of_one_party"):
        identifier(binh)


def test_a_number_given_twice_stands_on_both(an: Party, binh: Party) -> None:
    identifier(an, kind="CMND")
    identifier(binh, kind="CMND", given_twice=True, note="Công an xác nhận")
    third = Party.objects.create(kind="PERSON", recorded_at=AT, recorded_by="clerk")
    with refuses("identifier_of_one_party"):
        identifier(third, kind="CMND")


def test_a_mistyped_number_is_free_for_who_bears_it(an: Party, binh: Party) -> None:
    identifier(an, ended_on=FROM, **ENDED)
    assert identifier(binh).pk


def test_a_number_stands_once_at_a_time_on_its_party(an: Party) -> None:
    identifier(an)
    with refuses("identifier_once_on_its_party"):
        identifier(an, since=LATER)


@pytest.mark.parametrize(
    ("changes", "constraint"),
    [
        ({"kind": "TATTOO"}, "identifier_kind_known"),
        ({"kind": "ENTERPRISE"}, "identifier_fits_its_party"),
        ({"given_twice": True, "note": "x"}, "identifier_only_old_cards_were_given_twice"),
        ({"kind": "CMND", "given_twice": True}, "identifier_only_old_cards_were_given_twice"),
        ({"issued_on": LATER, "until": LATER}, "identifier_issued_before_it_ends"),
    ],
)
def test_a_number_fits_a_person(an: Party, changes: dict[str, Any], constraint: str) -> None:
    with refuses(constraint):
        identifier(an, **changes)


def test_an_organisation_bears_no_card(firm: Party) -> None:
    with refuses("identifier_fits_its_party"):
        identifier(firm)


@pytest.mark.parametrize(
    ("changes", "constraint"),
    [
        ({"kind": "PIGEON"}, "contact_kind_known"),
        ({"value": " "}, "contact_says_something"),
        ({"area_id": "C1"}, "contact_area_of_addresses"),
    ],
)
def test_a_contact_is_whole(an: Party, changes: dict[str, Any], constraint: str) -> None:
    with refuses(constraint):
        contact(an, **changes)


def test_one_telephone_may_serve_a_hamlet_but_not_twice_the_same_person(an: Party, binh: Party) -> None:
    contact(an)
    contact(binh)
    with refuses("contact_once_at_a_time"):
        contact(an, since=LATER)


def test_proofs_are_a_closed_list(an: Party) -> None:
    with refuses("verification_proof_known"):
        Verification.objects.create(contact=contact(an), proof="HEARSAY", recorded_at=AT, recorded_by="clerk")


@pytest.mark.parametrize(
    ("changes", "constraint"),
    [
        ({"kind": "FRIEND"}, "authority_kind_known"),
        ({"basis": ""}, "authority_in_writing"),
        ({"until": None}, "authority_mandate_has_an_end"),
    ],
)
def test_authority_is_whole(an: Party, binh: Party, changes: dict[str, Any], constraint: str) -> None:
    with refuses(constraint):
        authority(an, binh, **changes)


def test_nobody_has_authority_over_themselves(an: Party) -> None:
    with refuses("authority_over_another"):
        authority(an, an)


@pytest.mark.parametrize(
    ("changes", "constraint"),
    [
        ({"purpose": "MARKETING"}, "consent_purpose_known"),
        ({"channel": "DREAM"}, "consent_channel_known"),
        ({"wording": " "}, "consent_to_words"),
    ],
)
def test_a_consent_is_whole(an: Party, changes: dict[str, Any], constraint: str) -> None:
    with refuses(constraint):
        consent(an, **changes)


def test_a_consent_is_given_once_for_a_purpose(an: Party) -> None:
    consent(an)
    consent(an, purpose="ZALO")
    with refuses("consent_once_at_a_time"):
        consent(an, since=LATER)


@pytest.mark.parametrize(
    ("changes", "constraint"),
    [
        ({"origin": "STREET"}, "paper_origin_known"),
        ({"code": "gks"}, "paper_code_is_plain"),
        ({"title": ""}, "paper_has_a_title"),
    ],
)
def test_a_paper_is_whole(an: Party, changes: dict[str, Any], constraint: str) -> None:
    with refuses(constraint):
        paper(an, **changes)


def test_an_agency_knows_a_party_once(an: Party) -> None:
    given = {"party": an, "agency_id": "C1", "recorded_at": AT, "recorded_by": "clerk"}
    Dealing.objects.create(**given)
    with refuses("dealing_once"):
        Dealing.objects.create(**given)


def test_a_record_is_linked_below_one_other_at_a_time(an: Party, binh: Party, firm: Party) -> None:
    third = Party.objects.create(kind="PERSON", recorded_at=AT, recorded_by="clerk")
    same(an, binh, undone_at=AT, undone_by="clerk", undo_reason="Không phải")
    same(third, binh)
    with refuses("sameness_with_one_at_a_time"):
        same(an, binh)


def test_sameness_makes_no_circle(an: Party, binh: Party) -> None:
    third = Party.objects.create(kind="PERSON", recorded_at=AT, recorded_by="clerk")
    same(an, binh)
    same(binh, third)
    with refuses("circle"):
        same(third, an)


@pytest.mark.parametrize(
    ("changes", "constraint"),
    [
        ({"reason": " "}, "sameness_with_a_reason"),
        ({"undone_at": AT}, "sameness_undone_wholly"),
        ({"undone_by": "clerk", "undo_reason": "x"}, "sameness_undone_wholly"),
        ({"undone_at": AT, "undone_by": "clerk"}, "sameness_undone_wholly"),
    ],
)
def test_sameness_has_its_reasons(an: Party, binh: Party, changes: dict[str, Any], constraint: str) -> None:
    with refuses(constraint):
        same(an, binh, **changes)


def test_sameness_is_with_another_of_the_same_kind(an: Party, firm: Party) -> None:
    with refuses("sameness_with_another"), transaction.atomic():
        same(an, an)
    with refuses("never the same"):
        same(an, firm)


def every_row(an: Party, binh: Party) -> list[Model]:
    """One row of each table."""
    spoken = contact(an)
    return [
        an,
        profile(an),
        identifier(an),
        spoken,
        Verification.objects.create(contact=spoken, proof="SEEN", recorded_at=AT, recorded_by="clerk"),
        authority(an, binh),
        consent(an),
        paper(an),
        Dealing.objects.create(party=an, agency_id="C1", recorded_at=AT, recorded_by="clerk"),
        same(an, binh),
    ]


@pytest.mark.parametrize("place", range(10))
def test_no_row_is_edited_or_removed(an: Party, binh: Party, place: int) -> None:
    row = every_row(an, binh)[place]
    table = row._meta.db_table
    with refuses("refused|only be"), transaction.atomic():
        connection.cursor().execute(f"UPDATE {table} SET recorded_by = 'another' WHERE id = %s", [row.pk])
    with refuses("DELETE of"), transaction.atomic():
        connection.cursor().execute(f"DELETE FROM {table} WHERE id = %s", [row.pk])


@pytest.mark.parametrize("place", [1, 2, 3, 5, 6, 7])
def test_a_row_is_ended_once(an: Party, binh: Party, place: int) -> None:
    row = every_row(an, binh)[place]
    row.end(LATER, by="clerk", at=AT, reason="x")  # type: ignore[attr-defined]
    with refuses("only be ended, once"):
        row.end(LATER + timedelta(1), by="clerk", at=AT, reason="x")  # type: ignore[attr-defined]


def test_sameness_is_undone_once(an: Party, binh: Party) -> None:
    row = same(an, binh, undone_at=AT, undone_by="clerk", undo_reason="Không phải")
    row.undo_reason = "Lý do khác"
    with refuses("only be undone, once"):
        row.save()
