"""An application is kept at every step, found again by its code, sent once, and never changes after that."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from pypdf import PdfReader

from lienthong.domain.applications import actions, errors, queries
from lienthong.domain.applications import models as m
from lienthong.domain.applications.queries import Progress, Sheet
from lienthong.domain.applications.rules import ALPHABET, read_code, write_code
from lienthong.domain.cases import actions as case_actions
from lienthong.domain.cases import queries as cases
from lienthong.domain.cases.actions import Applicant
from lienthong.domain.cases.errors import CaseNotFound
from lienthong.domain.parties import queries as parties
from lienthong.domain.parties.actions import Draft, Number
from lienthong.spine.actor import ANONYMOUS, Actor, platform
from lienthong.spine.files.models import StoredFile
from lienthong.spine.files.queries import get_file, open_content
from lienthong.spine.ledger import queries as ledger
from tests.domain.applications.filled import (
    AT,
    HOUSE,
    PEOPLE,
    attached,
    begun,
    filled,
    sent,
    told,
    version,
    whole,
)
from tests.domain.cases.running import CITY, CLERK, OTHER, PLAIN, hour, intake, procedure, province, seen

pytestmark = pytest.mark.django_db


@pytest.fixture
def online(db: None) -> int:
    province()
    return version()


def test_it_begins_only_where_it_can_be_filed_online(online: int) -> None:
    with pytest.raises(errors.NotFiledOnline):
        actions.begin(version=online, owner=OTHER, by=ANONYMOUS, at=AT)
    with pytest.raises(errors.NotFiledOnline):
        actions.begin(version=procedure(PLAIN), owner=CITY, by=ANONYMOUS, at=AT.replace(year=2020))


def test_a_code_of_eight_signs_leads_back_however_it_is_typed(online: int) -> None:
    key = begun(online)
    code = queries.get_application(key).code
    assert len(code) == 9
    assert set(code.replace(" ", "")) <= set(ALPHABET)
    for typed in (code, code.lower(), code.replace(" ", "-"), f" {code} "):
        assert queries.find_by_code(typed) == key
    for wrong in ("", code[:-1], code + "2", "ZZZZ ZZZZ"):
        assert queries.find_by_code(wrong) is None


def test_codes_use_no_sign_that_is_mistaken_for_another() -> None:
    assert not set("0O1I") & set(write_code(bytes(range(32))))
    assert read_code("k7m4-px2q") == "K7M4PX2Q"


def test_answers_are_kept_part_by_part_whole_or_not(online: int) -> None:
    key = begun(online)
    told(key, "nha", {"dia_chi": "  Thửa 112 ", "ham": None}, is_seen=False)
    row = queries.get_application(key)
    assert row.content.form == {"nha": {"dia_chi": "Thửa 112"}}
    assert [(one.page.name, one.progress) for one in whole(key).parts if one.sheet is Sheet.FORM] == [
        ("nha", Progress.HALF_DONE),
        ("lien_ke", Progress.NOT_DONE),
    ]


def test_what_hangs_on_an_answer_is_not_done_until_it_is_answered(online: int) -> None:
    key = filled(online)
    assert whole(key).undone == []
    told(key, "nha", HOUSE | {"ham": True})
    assert whole(key).undone == ["Ngôi nhà"]
    told(key, "nha", HOUSE | {"ham": True, "so_ham": 1})
    assert whole(key).undone == []


def test_no_number_of_a_person_can_be_read_in_the_database(online: int) -> None:
    key = filled(online)
    with connection.cursor() as cursor:
        cursor.execute("SELECT sealed FROM applications_application WHERE key = %s", [key])
        (sealed,) = cursor.fetchone()
    assert b"064190004321" not in bytes(sealed)
    assert queries.get_application(key).content.people["applicant"]["number"] == "064190004321"


def test_a_part_that_is_not_there_is_refused(online: int) -> None:
    key = begun(online)
    with pytest.raises(errors.NoSuchPart):
        told(key, "nowhere", {})
    with pytest.raises(errors.NoSuchPart):
        attached(key, paper=9)
    with pytest.raises(errors.ApplicationNotFound):
        told(uuid4(), "nha", {})


def test_files_that_fit_are_kept_and_the_others_come_back_with_their_reason(online: int) -> None:
    key = begun(online)
    assert attached(key) == []
    ((name, reason),) = attached(key, "phan-mem.exe", b"MZ")
    assert name == "phan-mem.exe"
    assert ".pdf" in str(reason)
    assert [one.name for one in whole(key).attachments] == ["ban-ve.pdf"]


def test_a_paper_takes_a_bounded_number_of_files(online: int) -> None:
    key = begun(online)
    for _n in range(queries.MOST_FILES):
        attached(key)
    with pytest.raises(errors.TooManyFiles):
        attached(key)


def test_a_file_that_is_taken_out_is_gone(online: int) -> None:
    key = begun(online)
    attached(key)
    (one,) = whole(key).attachments
    actions.detach(application=key, attachment=one.id, at=AT)
    actions.detach(application=key, attachment=one.id, at=AT)
    assert whole(key).attachments == ()
    assert get_file(one.file) is None


def test_sending_makes_a_case_that_the_one_stop_has_to_answer(online: int) -> None:
    key = filled(online)
    case = sent(key).case
    row = seen(case, now=AT)
    assert (row.channel, row.state, row.owner, row.number) == ("ONLINE", "FILED", CITY, "")
    assert (row.applicant_name, row.content) == ("Rơ Châm H’Yưn", "Thửa 112, phường Hoa Lư")
    assert row.papers == (1, 2)
    assert row.due_at == hour("18/10 08:30"), "eight working hours from Friday half past eight"
    assert parties.get_party(row.applicant, CLERK)
    assert "applications.send" in {one.verb for one in ledger.list_entries(subject=f"case:{case}")}


def test_the_form_is_kept_as_it_was_sent(online: int) -> None:
    key = filled(online)
    sent(key)
    paper = queries.get_application(key).paper
    assert paper
    file = get_file(paper)
    assert file
    with open_content(file) as content:
        words = " ".join(" ".join(page.extract_text() for page in PdfReader(content).pages).split())
    for part in (
        "ĐƠN ĐỀ NGHỊ CẤP GIẤY PHÉP",
        "Thửa 112, phường Hoa Lư",
        "Rơ Châm H’Yưn",
        "064190004321",
        "Siu Blưn",
    ):
        assert part in words, part


def test_it_is_sent_once_however_often_one_presses(online: int) -> None:
    key = filled(online)
    first, second = sent(key), sent(key)
    assert (first.is_new, second.is_new, second.case) == (True, False, first.case)


def test_what_is_not_done_is_named_and_nothing_is_sent(online: int) -> None:
    key = filled(online)
    told(key, "contact", {"phone": "12"}, Sheet.PEOPLE, is_seen=False)
    with pytest.raises(errors.Unfinished) as refused:
        sent(key)
    assert "Cách liên lạc" in str(refused.value)
    assert queries.get_application(key).case is None


def test_who_files_for_somebody_else_is_named_with_their_right(online: int) -> None:
    other = {
        "whose": "OTHER",
        "name": "Siu Blưn",
        "number": "064088000123",
        "authority": "Giấy ủy quyền số 3",
    }
    row = seen(sent(filled(online, whose=other)).case, now=AT)
    assert (row.applicant_name, row.submitter_name, row.authority) == (
        "Rơ Châm H’Yưn",
        "Siu Blưn",
        "Giấy ủy quyền số 3",
    )


def test_a_number_of_another_person_tells_nothing_of_them(online: int) -> None:
    case_actions.receive(intake=intake(online, "Ksor Thử", applicant=_known()), by=CLERK, at=AT)
    with pytest.raises(errors.DoNotGoTogether) as refused:
        sent(filled(online))
    assert "Thử" not in str(refused.value)


def _known() -> Applicant:
    return Applicant(Draft(name="Ksor Thử", numbers=(Number("CCCD", PEOPLE["applicant"]["number"]),)))


def test_what_was_sent_is_not_changed_by_anybody(online: int) -> None:
    key = filled(online)
    sent(key)
    with pytest.raises(errors.AlreadySent):
        told(key, "nha", HOUSE)
    with pytest.raises(errors.AlreadySent):
        attached(key)
    with pytest.raises(errors.AlreadySent):
        actions.drop(application=key)
    for statement in (
        "UPDATE applications_application SET title = 'x'",
        "DELETE FROM applications_application",
        "UPDATE applications_attachment SET name = 'x'",
        "DELETE FROM applications_attachment",
    ):
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


def test_what_nobody_continued_is_forgotten_with_its_files_and_what_was_sent_stays(online: int) -> None:
    old, kept = filled(online), filled(online, applicant=PEOPLE["applicant"] | {"number": "064190004322"})
    sent(kept)
    files = StoredFile.objects.filter(use=actions.ATTACHED.name).count()
    last = AT + timedelta(days=queries.KEPT_DAYS)
    assert actions.forget_old(by=platform("schedule"), at=last) == 0
    assert actions.forget_old(by=platform("schedule"), at=last + timedelta(days=1)) == 1
    with pytest.raises(errors.ApplicationNotFound):
        queries.get_application(old)
    assert queries.get_application(kept).case
    assert StoredFile.objects.filter(use=actions.ATTACHED.name).count() == files - 1


def test_a_person_who_was_signed_in_finds_their_own(online: int) -> None:
    citizen = Actor("c1", "Ksor H’Bŭh", origin="web")
    key = begun(online, citizen)
    assert [row.key for row in queries.list_of_account("c1")] == [key]
    assert queries.list_of_account("") == []


def test_a_case_is_followed_only_with_a_proof(online: int) -> None:
    case = sent(filled(online)).case
    for proof in ("0905118172", "064190004321"):
        assert cases.follow(case, now=AT, proof=proof).id == case
    for proof in ("", "0905118173", "Rơ Châm H’Yưn"):
        with pytest.raises(CaseNotFound):
            cases.follow(case, now=AT, proof=proof)


def test_a_row_that_says_it_was_sent_names_its_case(online: int) -> None:
    key = begun(online)
    with pytest.raises(IntegrityError), transaction.atomic():
        m.Application.objects.filter(key=key).update(sent_at=AT)
