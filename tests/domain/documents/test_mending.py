"""An issued document is put right by another: of the same kind for its content, by a letter for its form."""

from uuid import uuid4

import pytest

from lienthong.domain.documents import actions, errors, queries
from lienthong.domain.documents.queries import Kind, Mending, State
from tests.domain.correspondence.office import Room, room
from tests.domain.documents.office import AT


@pytest.fixture
def snv(db: None) -> Room:
    return room(with_keys=False)


def mend(snv: Room, document: int, mending: Mending, **changes: object) -> int:
    content = snv.snv.letter(**changes)
    return actions.mend(
        document=document, mending=mending, key=uuid4(), content=content, by=snv.snv.writer, at=AT
    )


def test_each_names_the_other_and_the_first_stays_as_it_is(snv: Room) -> None:
    document = snv.plainly_issued()
    replaces = mend(snv, document, Mending.REPLACES, subject="số liệu đúng")
    corrects = mend(snv, document, Mending.CORRECTS, subject="đính chính")
    assert [(mending, row.id) for mending, row in queries.list_mending(document)] == [
        (Mending.CORRECTS, corrects),
        (Mending.REPLACES, replaces),
    ]
    assert queries.mended_in(snv.snv.row(replaces).about) == (Mending.REPLACES, document)
    assert snv.snv.row(document).state is State.ISSUED


def test_it_is_replaced_by_its_own_kind_and_corrected_by_a_letter(snv: Room) -> None:
    document = snv.plainly_issued()
    with pytest.raises(errors.ReplacedByItsKind, match="Công văn"):
        mend(snv, document, Mending.REPLACES, kind=Kind.NOTICE)
    with pytest.raises(errors.CorrectionIsLetter):
        mend(snv, document, Mending.CORRECTS, kind=Kind.NOTICE)


def test_only_what_the_own_agency_issued_is_put_right(snv: Room) -> None:
    draft = snv.snv.drafted()
    with pytest.raises(errors.DocumentNotFound):
        mend(snv, draft, Mending.REPLACES)
    with pytest.raises(errors.DocumentNotFound):
        actions.mend(
            document=snv.plainly_issued(),
            mending=Mending.REPLACES,
            key=uuid4(),
            content=snv.snv.letter(),
            by=snv.stc,
            at=AT,
        )


@pytest.mark.parametrize("about", ["", "case:1/result", "replaces:x", "replaces:", "incoming:3"])
def test_what_is_about_something_else_mends_nothing(about: str) -> None:
    assert queries.mended_in(about) is None
