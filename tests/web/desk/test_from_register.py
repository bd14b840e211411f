"""A document of the agency's own register as evidence: chosen, taken with number, day and file, handed in."""

from datetime import date
from io import BytesIO
from uuid import uuid4

import pytest
from django.test import Client

from lienthong.domain.documents.actions import PAPER
from lienthong.domain.documents.models import Document
from lienthong.domain.plans.queries.owed import get_draft
from lienthong.spine import clock
from lienthong.spine.actor import platform
from lienthong.spine.files.actions import put
from lienthong.spine.files.queries import get_file, open_content
from tests.domain.plans.running import PDF
from tests.e2e.people import account
from tests.web.desk.handing import AGENCY, form, paper, send, state, story

pytestmark = pytest.mark.django_db
SIGNED = PDF + b"% signed twice\n"


def issued(agency: str = AGENCY) -> int:
    """How it came into the register is for other tests to see."""
    now = clock.now()
    file = put(content=BytesIO(SIGNED), name="12.pdf", use=PAPER, agency=agency, by=platform("test"), at=now)
    row = Document.objects.create(
        key=uuid4(),
        agency=agency,
        kind="BC",
        subject="Tình hình áp dụng ISO 9001 quý III",
        symbol="BC-SKHCN",
        drafter="x",
        drafter_name="x",
        signer="x",
        signer_name="x",
        state="ISSUED",
        file=file.id,
        number=12,
        year=2021,
        dated=date(2021, 10, 12),
        entry=1,
        search="12",
        moved_at=now,
        recorded_at=now,
    )
    return row.pk


def test_it_is_taken_with_its_number_day_and_file_and_handed_in(specialist: Client, duty: int) -> None:
    document = issued()
    empty = paper(number="", day="") | {"d0-abstract": ""}
    page = send(specialist, duty, form(empty, do="register")).content.decode()
    assert "12/BC-SKHCN" in page
    send(specialist, duty, form(empty, do="register") | {"issued": str(document)})
    draft = get_draft(duty, account("specialist"))
    assert draft
    (one,) = draft.content["documents"]
    assert (one["number"], one["issued_on"]) == ("12/BC-SKHCN", "12/10/2021")
    kept = form(paper(number="12/BC-SKHCN", day="12/10/2021", kept=one["files"]))
    send(specialist, duty, kept)
    assert state(duty) == "SUBMITTED"
    file = get_file(story(duty)[0].evidence[0].file)
    assert file
    with open_content(file) as content:
        assert content.read() == SIGNED


def test_another_agencys_document_is_not_taken(specialist: Client, duty: int) -> None:
    foreign = issued("GL-SNV")
    page = send(specialist, duty, form(paper(), do="register") | {"issued": str(foreign)}).content.decode()
    assert "Hãy chọn văn bản trong sổ trước." in page
    draft = get_draft(duty, account("specialist"))
    assert draft
    assert [one["files"] for one in draft.content["documents"]] == [[]]
