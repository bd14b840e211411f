"""What the post may do at a one-stop: what was transferred, while it is, by who was trained; what it answers for."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from lienthong.domain.cases import actions as cases
from lienthong.domain.cases import queries as case_queries
from lienthong.domain.cases.errors import NotYours
from lienthong.domain.cases.exchange import Names, tell_all
from lienthong.domain.cases.queries import State
from lienthong.domain.transfers import actions, errors, queries
from lienthong.domain.transfers import models as m
from lienthong.domain.transfers.queries import Blame, Standing, Step
from lienthong.spine.actor import Actor
from lienthong.spine.ledger import queries as ledger
from tests.domain.cases import running
from tests.domain.cases.running import BEGUN, CHIEF, CITY, CLERK, hour
from tests.domain.transfers.running import (
    DAY,
    FAR_KEEPER,
    KEEPER,
    POSTMAN,
    agreed,
    at_counter,
    seen,
    terms,
    trained,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _province() -> None:
    running.province()


def at_one_stop(version: int) -> int:
    """A case whose result lies at the counter."""
    case = running.to_sign(version)
    cases.sign_off(case=case, document="12/GP", by=CHIEF, at=BEGUN.replace(hour=14))
    cases.bring(case=case, by=CLERK, at=BEGUN.replace(hour=15))
    return case


def receive(version: int, by: Actor, at: datetime = BEGUN) -> cases.Begun:
    return cases.receive(intake=running.intake(version), by=by, at=at)


def test_the_post_receives_what_was_transferred_and_the_case_says_under_which_agreement() -> None:
    version = running.procedure()
    agreement = agreed(version, Step.RECEIVE)
    made = receive(version, at_counter(agreement))
    row = running.seen(made.case)
    assert (row.state, row.owner, row.holder) == (State.RECEIVED, CITY, "")
    (told,) = case_queries.get_story(made.case).happenings
    assert (told.account, told.agency, told.data["agreement"]) == ("postman", CITY, "05/TT-BĐ")
    (sentence,) = tell_all([told], Names({}, {}, {}, {}))
    assert "05/TT-BĐ" in sentence.hint and "Người postman" in sentence.hint
    (deed,) = queries.list_deeds(agreement)
    assert (deed.case, deed.step, deed.number, deed.worker) == (
        made.case,
        Step.RECEIVE,
        made.number,
        POSTMAN.name,
    )


def test_somebody_of_the_counter_takes_it_from_there() -> None:
    version = running.procedure()
    made = receive(version, at_counter(agreed(version, Step.RECEIVE)))
    cases.hand_over(case=made.case, by=CLERK, at=BEGUN.replace(hour=10))
    assert running.seen(made.case).state is State.HANDLING


def test_the_post_gives_results_and_nothing_else() -> None:
    version = running.procedure()
    agreement = agreed(version, Step.RETURN)
    by, case = at_counter(agreement), at_one_stop(version)
    with pytest.raises(NotYours):
        receive(version, by)
    with pytest.raises(NotYours):
        cases.withdraw(case=running.received(version), reason="x", by=by, at=BEGUN)
    (row,) = case_queries.list_to_give(CITY, seen(agreement).procedures(Step.RETURN), BEGUN)
    assert row.id == case
    cases.give(case=case, to="Ksor Y Bưm", by=by, at=hour("18/10 08:00"))
    assert running.seen(case).state is State.GIVEN
    assert [one.step for one in queries.list_done(agreement, "postman")] == [Step.RETURN]


def test_another_procedure_or_another_one_stop_is_not_theirs() -> None:
    version, other = running.procedure(), running.procedure(running.LAND)
    agreement = agreed(version, Step.RECEIVE, Step.RETURN)
    with pytest.raises(NotYours):
        receive(other, at_counter(agreement))
    with pytest.raises(NotYours):
        receive(version, POSTMAN)
    with pytest.raises(NotYours):
        receive(version, running.someone("postman", running.OTHER))


def test_who_was_not_trained_or_left_the_post_does_nothing() -> None:
    version = running.procedure()
    agreement = agreed(version, Step.RECEIVE)
    with pytest.raises(NotYours):
        receive(version, at_counter(agreement, running.someone("colleague", "GL-BUUDIEN", "transfers.work")))
    with pytest.raises(NotYours):  # their position at the post is over, so the right to work there is too
        receive(version, at_counter(agreement, running.someone("postman", "GL-BUUDIEN")))
    (worker,) = seen(agreement).workers
    actions.drop_worker(agreement=agreement, worker=worker.id, by=KEEPER, at=BEGUN)
    actions.drop_worker(agreement=agreement, worker=worker.id, by=KEEPER, at=BEGUN)
    with pytest.raises(NotYours):
        receive(version, at_counter(agreement))


def test_ending_an_agreement_ends_the_rights_at_once() -> None:
    version = running.procedure()
    agreement = agreed(version, Step.RECEIVE, Step.RETURN)
    by, case = at_counter(agreement), at_one_stop(version)
    for _press in range(2):
        actions.end(agreement=agreement, reason="Làm mất hồ sơ hai lần", by=KEEPER, at=BEGUN)
    with pytest.raises(NotYours):
        receive(version, by, BEGUN + timedelta(seconds=1))
    with pytest.raises(NotYours):
        cases.give(case=case, by=by, at=hour("18/10 08:00"))
    assert queries.list_own(POSTMAN, DAY) == []
    assert seen(agreement).standing is Standing.OVER
    with pytest.raises(errors.EndedAlready):
        trained(agreement)
    with pytest.raises(errors.EndedAlready):
        actions.end(agreement=agreement, reason="Lý do khác", by=KEEPER, at=BEGUN)


@pytest.mark.parametrize(
    ("since", "until", "is_let"),
    [
        (date(2021, 10, 15), date(2021, 10, 15), True),
        (date(2021, 10, 16), None, False),
        (date(2021, 9, 1), date(2021, 10, 14), False),
        (date(2021, 9, 1), None, True),
    ],
)
def test_it_holds_from_its_first_day_to_the_end_of_its_last(
    since: date, until: date | None, is_let: bool
) -> None:
    version = running.procedure()
    by = at_counter(agreed(version, Step.RECEIVE, since=since, until=until))
    if is_let:
        assert receive(version, by).number
        return
    with pytest.raises(NotYours):
        receive(version, by)


def test_a_task_that_is_taken_back_is_theirs_no_more() -> None:
    version = running.procedure()
    agreement = agreed(version, Step.RECEIVE, Step.RETURN)
    code = seen(agreement).procedures(Step.RECEIVE)[0]
    kept = [(code, Step.RETURN)]
    assert actions.set_tasks(agreement=agreement, shown=[code], chosen=kept, by=KEEPER, at=BEGUN) == 1
    assert actions.set_tasks(agreement=agreement, shown=[code], chosen=kept, by=KEEPER, at=BEGUN) == 0
    assert actions.set_tasks(agreement=agreement, shown=[], chosen=[], by=KEEPER, at=BEGUN) == 0
    assert seen(agreement).tasks == ((code, Step.RETURN),)
    with pytest.raises(NotYours):
        receive(version, at_counter(agreement))


def test_only_the_receiver_prints_the_receipt() -> None:
    version = running.procedure()
    agreement = agreed(version, Step.RECEIVE)
    made = receive(version, at_counter(agreement))
    assert case_queries.has_received(made.case, POSTMAN)
    assert not case_queries.has_received(running.received(version), POSTMAN)
    with pytest.raises(NotYours):
        cases.issue_receipt(case=running.received(version), by=at_counter(agreement), at=BEGUN)


def test_the_terms_are_whole() -> None:
    for wrong, refusal in (
        ({"number": " "}, errors.NumberMissing),
        ({"answers": ""}, errors.AnswersMissing),
        ({"until": date(2021, 9, 14)}, errors.PeriodUnfit),
    ):
        with pytest.raises(refusal):
            actions.make(terms=terms(**wrong), by=KEEPER, at=BEGUN)
    made = actions.make(terms=terms(), by=KEEPER, at=BEGUN)
    with pytest.raises(errors.NumberTaken):
        actions.make(terms=terms(), by=KEEPER, at=BEGUN)
    assert actions.make(terms=terms(), by=FAR_KEEPER, at=BEGUN) != made
    with pytest.raises(errors.NotYoursToKeep):
        actions.make(terms=terms(number="6"), by=CLERK, at=BEGUN)
    with pytest.raises(errors.NotYoursToKeep):
        actions.end(agreement=made, reason="x", by=FAR_KEEPER, at=BEGUN)
    with pytest.raises(errors.AgreementNotFound):
        queries.get_agreement(made, by=FAR_KEEPER, day=DAY)


def test_nobody_is_named_without_training() -> None:
    made = actions.make(terms=terms(), by=KEEPER, at=BEGUN)
    for account, on, words, refusal in (
        ("", DAY, "x", errors.NotOfThePost),
        ("postman", None, "x", errors.TrainingMissing),
        ("postman", DAY, " ", errors.TrainingMissing),
        ("postman", DAY + timedelta(days=1), "x", errors.TrainedLater),
    ):
        with pytest.raises(refusal):
            actions.name_worker(
                agreement=made, account=account, name="A", trained_on=on, training=words, by=KEEPER, at=BEGUN
            )
    for day in (date(2021, 9, 10), date(2021, 10, 1), date(2021, 10, 1)):
        trained(made, on=day)
    assert [one.trained_on for one in seen(made).workers] == [date(2021, 10, 1)]


def test_a_fault_waits_until_it_is_answered_for() -> None:
    version = running.procedure()
    agreement = agreed(version, Step.RECEIVE)
    (worker,) = seen(agreement).workers
    given: dict[str, Any] = {"agreement": agreement, "worker": worker.id, "blame": Blame.LATE, "by": KEEPER}
    given |= {"number": "K-1"}
    fault = actions.note_fault(**given, day=DAY, words="Chuyển hồ sơ chậm một ngày", at=BEGUN)
    with pytest.raises(errors.FaultUnfit):
        actions.note_fault(**given, day=DAY + timedelta(days=1), words="x", at=BEGUN)
    with pytest.raises(errors.WordsMissing):
        actions.note_fault(**given, day=DAY, words=" ", at=BEGUN)
    for _press in range(2):
        actions.answer_fault(
            agreement=agreement, fault=fault, answer="Bưu điện xin lỗi người dân", by=KEEPER, at=BEGUN
        )
    with pytest.raises(errors.AnsweredAlready):
        actions.answer_fault(agreement=agreement, fault=fault, answer="Khác", by=KEEPER, at=BEGUN)
    with pytest.raises(errors.FaultNotFound):
        actions.answer_fault(agreement=agreement, fault=fault + 1, answer="x", by=KEEPER, at=BEGUN)
    (row,) = queries.list_faults(agreement)
    assert (row.worker, row.blame, row.answer) == (POSTMAN.name, Blame.LATE, "Bưu điện xin lỗi người dân")
    told = [one.verb for one in ledger.list_entries(subject=f"transfer:{agreement}")]
    assert told.count("transfers.answer_fault") == told.count("transfers.note_fault") == 1


def test_postgresql_keeps_what_was_done_and_how_it_ended() -> None:
    version = running.procedure()
    agreement = agreed(version, Step.RECEIVE)
    receive(version, at_counter(agreement))
    actions.end(agreement=agreement, reason="Hết việc", by=KEEPER, at=BEGUN)
    for forbidden in (
        lambda: m.Deed.objects.update(number="x"),
        lambda: m.Deed.objects.all().delete(),
        lambda: m.Agreement.objects.update(ended_at=None, reason="", ender=""),
        lambda: m.Agreement.objects.update(until=None),
        lambda: m.Worker.objects.update(trained_on=DAY),
        lambda: m.Task.objects.all().delete(),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            forbidden()
