"""What waits to be handed in: one's own, for one's own duty, gone when it is thrown away; and verbs said twice."""

from datetime import date
from io import BytesIO

import pytest
from tests.domain.plans.running import PDF, at, of
from tests.domain.plans.small import MONITOR, Row, duties, in_force

from lienthong.domain.plans import actions, errors
from lienthong.domain.plans import models as m
from lienthong.domain.plans.actions import Document
from lienthong.domain.plans.queries import find_evidence, get_obligation, is_public_file
from lienthong.domain.plans.queries.owed import get_draft, list_agencies_of_file, list_own_files
from lienthong.spine.actor import Actor
from lienthong.spine.files.queries import get_file

pytestmark = pytest.mark.django_db
NOW = at(3, 1)
DAY = NOW.date()


@pytest.fixture
def duty() -> int:
    (one,) = duties(in_force(Row(["A"], coordinating=["B"])))
    return one


def received(by: Actor | None = None, name: str = "a.pdf") -> int:
    content = BytesIO(PDF + name.encode())
    return actions.receive_evidence(content=content, name=name, by=by or of("A"), at=NOW).id


def keep(duty: int, *files: int, by: Actor | None = None) -> None:
    content = {"documents": [{"number": "1/BC", "files": list(files)}], "note": ""}
    actions.keep_draft(obligation=duty, content=content, by=by or of("A"), at=NOW)


def submit(duty: int, file: int, *annexes: int) -> None:
    paper = Document("1/BC", DAY, "Sở", "Báo cáo", file, annexes=annexes)
    actions.submit(obligation=duty, documents=[paper], by=of("A"), at=NOW)


def test_a_draft_is_kept_only_for_what_one_owes_and_can_still_hand_in(duty: int) -> None:
    with pytest.raises(errors.NotYours):
        keep(duty, by=of("B"))
    with pytest.raises(errors.ObligationNotFound):
        keep(duty + 1)
    submit(duty, received())
    with pytest.raises(errors.NotNow):
        keep(duty)
    assert not m.SubmissionDraft.objects.exists()


def test_each_person_has_one_draft_of_a_duty(duty: int) -> None:
    keep(duty)
    keep(duty, 7)
    draft = get_draft(duty, of("A").account)
    assert draft
    assert draft.content["documents"][0]["files"] == [7]
    assert get_draft(duty, "another") is None


def test_a_dropped_draft_takes_its_files_along(duty: int) -> None:
    file = received()
    keep(duty, file)
    actions.drop_draft(obligation=duty, by=of("A"), at=NOW)
    assert get_file(file) is None
    assert get_draft(duty, of("A").account) is None


def test_what_was_handed_in_is_not_discarded(duty: int) -> None:
    file, annex = received(), received(name="b.pdf")
    submit(duty, file, annex)
    assert actions.discard_evidence(files=[file, annex], by=of("A"), at=NOW) == 0
    assert all(map(get_file, (file, annex)))


def test_a_file_of_somebody_else_is_not_discarded() -> None:
    file = received()
    assert actions.discard_evidence(files=[file], by=of("B"), at=NOW) == 0
    assert list_own_files([file], of("B")) == {}
    assert list(list_own_files([file], of("A"))) == [file]


def test_an_annex_is_seen_as_its_document_is(duty: int) -> None:
    file, annex = received(), received(name="b.pdf")
    submit(duty, file, annex)
    assert [row.annexes for row in find_evidence(annex)] == [(annex,)]
    assert list_agencies_of_file(annex) == {"A"}
    assert not is_public_file(annex, as_of=DAY)
    actions.accept(obligation=duty, by=MONITOR, at=NOW)
    assert is_public_file(annex, as_of=DAY)
    assert not is_public_file(received(name="c.pdf"), as_of=DAY)


def test_a_contribution_concerns_who_gives_and_who_asked(duty: int) -> None:
    part = actions.ask_contribution(
        obligation=duty, agency="B", text="Số liệu", due=date(2021, 4, 1), by=of("A"), at=NOW
    )
    file = received(of("B"))
    actions.submit(obligation=part, documents=[Document("2/BC", DAY, "B", "x", file)], by=of("B"), at=NOW)
    assert list_agencies_of_file(file) == {"A", "B"}
    assert list_agencies_of_file(file + 1) == frozenset()


def test_nothing_more_is_asked_for_what_is_handed_in(duty: int) -> None:
    submit(duty, received())
    with pytest.raises(errors.NotNow):
        actions.ask_contribution(
            obligation=duty, agency="B", text="Số liệu", due=date(2021, 4, 1), by=of("A"), at=NOW
        )


def test_a_verb_said_twice_in_the_same_words_happens_once(duty: int) -> None:
    by = of("A")
    for _ in range(2):
        actions.assign(obligation=duty, head="an", focal="binh", by=by, at=NOW)
        actions.ask_extension(obligation=duty, until=date(2021, 9, 1), reason="Chờ", by=by, at=NOW)
    for _ in range(2):
        actions.explain(obligation=duty, cause="DATA", text="Chờ số liệu", by=by, at=NOW)
    verbs = m.Happening.objects.filter(obligation=duty).order_by("id").values_list("verb", flat=True)
    assert list(verbs) == ["ASSIGNED", "EXTENSION_ASKED", "EXPLAINED"]
    actions.assign(obligation=duty, focal="", by=by, at=NOW)
    row = get_obligation(duty, as_of=DAY)
    assert (row.head, row.focal) == ("an", "")
