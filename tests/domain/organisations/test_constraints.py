"""What PostgreSQL refuses, tried with bare rows past every rule."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, models, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import ProtectedError

from lienthong.domain.organisations.models import (
    Agency,
    AgencyVersion,
    Group,
    GroupMembership,
    OfficialCode,
    Position,
    PositionTerm,
    SigningAuthority,
    Substitution,
    Succession,
)

pytestmark = pytest.mark.django_db

AT = datetime(2021, 3, 1, 2, tzinfo=UTC)
LATER = AT + timedelta(days=1)
YEAR = DateRange(date(2021, 1, 1), date(2022, 1, 1))
HALF = DateRange(date(2021, 7, 1), None)
NEXT = DateRange(date(2022, 1, 1), None)


@pytest.fixture
def a() -> Agency:
    return Agency.objects.create(code="A", recorded_at=AT)


@pytest.fixture
def b() -> Agency:
    return Agency.objects.create(code="B", recorded_at=AT)


@pytest.fixture
def g() -> Group:
    group = Group(code="G-A", name="All", recorded_at=AT)
    group.save()
    return group


@pytest.fixture
def hat(a: Agency) -> Position:
    return Position.objects.create(
        account="p1", agency=a, title="Chuyên viên", role="specialist", recorded_at=AT
    )


def version(agency: Agency, **changes: Any) -> AgencyVersion:
    words: dict[str, Any] = {"name": "N", "short_name": "N", "kind": "DEPARTMENT", "level": "PROVINCE"}
    words |= {"valid": YEAR, "recorded_at": AT}
    row = AgencyVersion(agency=agency, **words | changes)
    row.index_names()
    row.save()
    return row


def signing(agency: Agency, **changes: Any) -> SigningAuthority:
    words: dict[str, Any] = {"account": "p1", "form": "TL", "basis": "QĐ 1", "valid": YEAR, "recorded_at": AT}
    return SigningAuthority.objects.create(agency=agency, **words | changes)


def refuses(constraint: str) -> Any:
    return pytest.raises(IntegrityError, match=constraint)


def test_versions_of_one_agency_cannot_overlap(a: Agency) -> None:
    version(a)
    version(a, valid=NEXT)
    with refuses("agencyversion_one_agency_at_a_time"):
        version(a, valid=HALF)


def test_a_superseded_version_makes_room_but_not_for_the_time_it_was_known(a: Agency) -> None:
    version(a, superseded_at=LATER)
    version(a, recorded_at=LATER)
    with refuses("agencyversion_one_agency_at_a_time"):
        version(a, superseded_at=AT + timedelta(hours=1))


def test_a_version_superseded_at_the_instant_it_was_recorded_was_never_known(a: Agency) -> None:
    version(a, superseded_at=AT)
    version(a)
    assert AgencyVersion.objects.known(AT).count() == 1


def test_knowledge_cannot_end_before_it_begins(a: Agency) -> None:
    with refuses("agencyversion_known_forwards"):
        version(a, superseded_at=AT - timedelta(seconds=1))


def test_a_version_holds_at_least_one_day(a: Agency) -> None:
    with refuses("agencyversion_holds_some_day"):
        version(a, valid=DateRange(date(2021, 1, 1), date(2021, 1, 1)))


@pytest.mark.parametrize(
    ("change", "constraint"),
    [({"kind": "PALACE"}, "agencyversion_kind_known"), ({"level": "HAMLET"}, "agencyversion_level_known")],
)
def test_kind_and_level_are_closed_lists(a: Agency, change: dict[str, str], constraint: str) -> None:
    with refuses(constraint):
        version(a, **change)


def test_an_agency_is_not_its_own_parent(a: Agency) -> None:
    with refuses("agencyversion_not_its_own_parent"):
        version(a, parent=a)


@pytest.mark.parametrize("code", ["", "gl", "GL SNV", "SỞ"])
def test_codes_of_agencies_are_plain(code: str) -> None:
    with refuses("agency_code_is_plain"):
        Agency.objects.create(code=code, recorded_at=AT)


def test_codes_of_groups_are_plain() -> None:
    with refuses("group_code_is_plain"):
        Group.objects.create(code="SBN", name="x", recorded_at=AT)


def code(agency: Agency, text: str = "H21.05", **changes: Any) -> OfficialCode:
    words: dict[str, Any] = {"scheme": "QD20", "valid": YEAR, "recorded_at": AT}
    return OfficialCode.objects.create(agency=agency, code=text, **words | changes)


def test_an_official_code_belongs_to_one_agency_at_a_time(a: Agency, b: Agency) -> None:
    code(a)
    code(b, valid=NEXT)
    with refuses("officialcode_one_code_at_a_time"):
        code(b, valid=DateRange(date(2021, 7, 1), date(2022, 1, 1)))


def test_an_agency_has_one_code_of_a_scheme_at_a_time(a: Agency) -> None:
    code(a)
    code(a, "000.00.05.H21", scheme="QCVN102")
    with refuses("officialcode_one_scheme_at_a_time"):
        code(a, "H21.06")


def test_schemes_are_a_closed_list(a: Agency) -> None:
    with refuses("officialcode_scheme_known"):
        code(a, scheme="QD21")


def test_an_agency_is_in_a_group_once_at_a_time(a: Agency, g: Group) -> None:
    GroupMembership.objects.create(group=g, agency=a, valid=YEAR, recorded_at=AT)
    with refuses("groupmembership_one_agency_at_a_time"):
        GroupMembership.objects.create(group=g, agency=a, valid=HALF, recorded_at=LATER)


def step(predecessor: Agency, successor: Agency | None, **changes: Any) -> Succession:
    words: dict[str, Any] = {"kind": "merge", "on": date(2025, 7, 1), "recorded_at": AT}
    return Succession.objects.create(predecessor=predecessor, successor=successor, **words | changes)


def test_an_agency_has_one_principal_heir_a_day(a: Agency, b: Agency) -> None:
    c = Agency.objects.create(code="C", recorded_at=AT)
    step(a, b)
    step(a, c, principal=False)
    with refuses("succession_one_on_at_a_time"):
        step(a, Agency.objects.create(code="D", recorded_at=AT))


def test_an_edge_is_stated_once(a: Agency, b: Agency) -> None:
    step(a, b, principal=False)
    with refuses("succession_one_successor_at_a_time"):
        step(a, b, principal=False, kind="split")


def test_nobody_inherits_from_themselves(a: Agency) -> None:
    with refuses("succession_to_another"):
        step(a, a)


def test_only_an_abolished_agency_has_no_heir(a: Agency) -> None:
    step(a, None, kind="abolish")
    with refuses("succession_heirless_is_abolition"):
        step(a, None, on=date(2026, 1, 1))


def test_kinds_of_succession_are_a_closed_list(a: Agency, b: Agency) -> None:
    with refuses("succession_kind_known"):
        step(a, b, kind="divorce")


def test_a_hat_is_worn_once_at_a_time(hat: Position) -> None:
    PositionTerm.objects.create(position=hat, valid=YEAR, recorded_at=AT)
    with refuses("positionterm_one_position_at_a_time"):
        PositionTerm.objects.create(position=hat, valid=HALF, recorded_at=AT)


def test_a_hat_has_a_person(a: Agency) -> None:
    with refuses("position_has_a_person"):
        Position.objects.create(account="", agency=a, title="t", role="r", recorded_at=AT)


@pytest.mark.parametrize(
    ("field", "constraint"),
    [("reports_to_id", "position_not_its_own_chief"), ("home_id", "position_not_its_own_home")],
)
def test_a_hat_is_neither_its_own_chief_nor_home(a: Agency, field: str, constraint: str) -> None:
    with refuses(constraint):
        Position.objects.create(
            id=7, account="p", agency=a, title="t", role="r", recorded_at=AT, **{field: 7}
        )


def stand_in(hat: Position, **changes: Any) -> Substitution:
    words: dict[str, Any] = {"account": "p2", "valid": YEAR, "recorded_at": AT}
    return Substitution.objects.create(position=hat, **words | changes)


def test_a_hat_has_one_substitute_at_a_time(hat: Position) -> None:
    stand_in(hat)
    with refuses("substitution_one_position_at_a_time"):
        stand_in(hat, account="p3", valid=DateRange(date(2021, 12, 31), date(2022, 2, 1)))


@pytest.mark.parametrize(
    ("change", "constraint"),
    [({"valid": NEXT}, "substitution_has_an_end"), ({"account": ""}, "substitution_has_a_person")],
)
def test_a_substitution_has_a_person_and_an_end(
    hat: Position, change: dict[str, Any], constraint: str
) -> None:
    with refuses(constraint):
        stand_in(hat, **change)


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ({"basis": " "}, "signingauthority_in_writing"),
        ({"form": "TUQ", "valid": NEXT}, "signingauthority_tuq_has_an_end"),
        ({"form": "PP"}, "signingauthority_form_known"),
    ],
)
def test_a_right_to_sign_is_written_and_tuq_is_limited_in_time(
    a: Agency, change: dict[str, Any], constraint: str
) -> None:
    with refuses(constraint):
        signing(a, **change)


def test_one_right_to_sign_has_one_version_at_a_time(a: Agency) -> None:
    first = signing(a)
    with refuses("signingauthority_one_code_at_a_time"):
        signing(a, code=first.code, valid=HALF)


@pytest.mark.parametrize(("given", "passed"), [("TUQ", "TL"), ("TUQ", "TUQ"), ("KT", "TL"), ("TL", "TUQ")])
def test_nothing_but_tl_is_passed_on_as_tl(a: Agency, given: str, passed: str) -> None:
    with refuses("signingauthority_only_tl_is_passed_on|only a TL given by the head"):
        signing(a, form=passed, passed_from=signing(a, form=given))


def test_tl_is_passed_on_once_only(a: Agency) -> None:
    passed = signing(a, passed_from=signing(a))
    with refuses("only a TL given by the head"):
        signing(a, passed_from=passed)


def dated_rows(a: Agency, b: Agency, g: Group, hat: Position) -> list[models.Model]:
    return [
        version(a),
        code(a),
        GroupMembership.objects.create(group=g, agency=a, valid=YEAR, recorded_at=AT),
        step(a, b),
        PositionTerm.objects.create(position=hat, valid=YEAR, recorded_at=AT),
        stand_in(hat),
        signing(a),
    ]


def test_a_dated_row_is_superseded_once_and_never_edited(
    a: Agency, b: Agency, g: Group, hat: Position
) -> None:
    for row in dated_rows(a, b, g, hat):
        rows = type(row)._base_manager.filter(pk=row.pk)
        with refuses("may only be superseded, once"), transaction.atomic():
            rows.update(source="edited")
        assert rows.update(superseded_at=LATER) == 1
        with refuses("may only be superseded, once"), transaction.atomic():
            rows.update(superseded_at=None)


def test_nothing_is_removed(a: Agency, b: Agency, g: Group, hat: Position) -> None:
    for row in [*dated_rows(a, b, g, hat), hat]:
        with refuses("is refused"), transaction.atomic():
            type(row)._base_manager.filter(pk=row.pk)._raw_delete("default")


def test_identities_do_not_change(a: Agency, hat: Position) -> None:
    with refuses("is refused"), transaction.atomic():
        Agency.objects.filter(code="A").update(recorded_at=LATER)
    with refuses("is refused"), transaction.atomic():
        Position.objects.filter(pk=hat.pk).update(account="p9")


def test_an_agency_that_something_points_at_is_protected(a: Agency) -> None:
    version(a)
    with pytest.raises(ProtectedError):
        a.delete()


def test_every_dated_table_has_its_guards() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT event_object_table, count(*) FROM information_schema.triggers WHERE event_object_table "
            "LIKE 'organisations\\_%%' AND trigger_name ~ '_(stays|remains)$' GROUP BY 1"
        )
        guarded = dict(cursor.fetchall())
    tables = {
        "agencyversion",
        "officialcode",
        "groupmembership",
        "succession",
        "positionterm",
        "substitution",
    }
    tables |= {"signingauthority", "agency", "position"}
    assert guarded == {f"organisations_{table}": 2 for table in tables}
