"""What a simulation writes of a story is what the actions write when people play it one move after another."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from uuid import uuid4

import pytest
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

from lienthong.config import simulation
from lienthong.domain.cases import actions
from lienthong.domain.cases import models as m
from lienthong.domain.cases.actions.common import columns, found_by
from lienthong.domain.cases.actions.filling import Whole
from lienthong.domain.cases.actions.simulating import CLERK, LEADER, OFFICER, Run, person, play
from lienthong.domain.cases.permissions import Permission
from lienthong.domain.cases.queries import World, list_places
from lienthong.domain.cases.rules.drawing import draw
from lienthong.domain.cases.rules.moves import Verb
from lienthong.domain.cases.rules.standing import history
from lienthong.domain.cases.rules.stories import Story
from lienthong.domain.cases.rules.vocabulary import Channel, ReturnBy
from lienthong.domain.parties import actions as parties
from lienthong.spine.actor import Actor, Grant
from lienthong.spine.clock.rules import ZONE
from lienthong.spine.lexemes import read

pytestmark = pytest.mark.django_db
RUN = Run("2021-1-1", "", datetime(2021, 12, 31, 23, 59, tzinfo=ZONE))
COUNT = 160
"""Of each of three agencies; of these stories, as few as show every verb."""


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    with django_db_blocker.unblock(), transaction.atomic():
        yield simulation.lay_ground(2021)
        transaction.set_rollback(True)


def stories(world: World) -> list[Story]:
    """A few that together hold every verb and every procedure."""
    found: list[Story] = []
    seen: set[str] = set()
    for place, _weight in list_places(world):
        if place.code in {"GL-622", "GL-STP", "GL-SXD", "GL-STNMT", "GL-23572"}:
            for story in draw("7", place, COUNT):
                shown = {story.procedure, story.channel, *(act.verb for act in story.acts)}
                if shown - seen:
                    seen |= shown
                    found.append(story)
    return sorted(found, key=lambda one: one.acts[0].at)


def full(actor: Actor) -> Actor:
    grants = tuple(Grant(str(name), frozenset({actor.agency})) for name in Permission)
    return replace(actor, grants=grants, roles=frozenset({"specialist", "division_head", "one_stop_officer"}))


def intake(story: Story, version: int) -> actions.Intake:
    draft = parties.Draft(name=story.name)
    return actions.Intake(
        key=uuid4(),
        version=version,
        applicant=actions.Applicant(draft, anyway="x"),
        papers=(1, 2),
        content=story.content,
        channel=Channel(story.channel),
        return_by=ReturnBy(story.return_by),
    )


_PLAIN: dict[str, Callable[[int, Actor, datetime, dict[str, Any]], object]] = {
    Verb.RECEIVED: lambda case, by, at, _: actions.accept(case=case, papers=(1, 2), by=by, at=at),
    Verb.TURNED_AWAY: lambda case, by, at, said: actions.turn_away(case=case, by=by, at=at, **said),
    Verb.WITHDRAWN: lambda case, by, at, said: actions.withdraw(case=case, by=by, at=at, **said),
    Verb.TAKEN: lambda case, by, at, _: actions.take(case=case, by=by, at=at),
    Verb.HANDED_OVER: lambda case, by, at, said: actions.hand_over(case=case, by=by, at=at, **said),
    Verb.SENT_BACK: lambda case, by, at, said: actions.send_back(case=case, by=by, at=at, **said),
    Verb.SUPPLEMENT_ASKED: lambda case, by, at, said: actions.ask_supplement(
        case=case, items=[said["reason"]], reason=said["reason"], by=by, at=at
    ),
    Verb.SUPPLEMENT_RECEIVED: lambda case, by, at, _: actions.receive_supplement(case=case, by=by, at=at),
    Verb.PAUSED: lambda case, by, at, said: actions.pause(case=case, by=by, at=at, **said),
    Verb.RESUMED: lambda case, by, at, _: actions.resume(case=case, by=by, at=at),
    Verb.SIDE_DONE: lambda case, by, at, said: actions.finish_beside(
        case=case, step=said["side"], by=by, at=at
    ),
    Verb.PUT_TO_SIGN: lambda case, by, at, _: actions.put_to_sign(case=case, by=by, at=at),
    Verb.SIGNED: lambda case, by, at, said: actions.sign_off(case=case, by=by, at=at, **said),
    Verb.DENIED: lambda case, by, at, said: actions.deny(case=case, by=by, at=at, **said),
    Verb.STOPPED: lambda case, by, at, said: actions.stop(case=case, by=by, at=at, **said),
    Verb.BROUGHT: lambda case, by, at, _: actions.bring(case=case, by=by, at=at),
    Verb.GIVEN: lambda case, by, at, _: actions.give(case=case, by=by, at=at),
    Verb.REAPPOINTED: lambda case, by, at, said: actions.reappoint(
        case=case, on=date.fromisoformat(said["on"]), reason=said["reason"], by=by, at=at
    ),
}


def by_hand(story: Story, whole: Whole, version: int) -> int:
    """The case that people made of it, each move by who makes it in the simulation."""
    case = 0
    for act, said in zip(story.acts, whole.said, strict=False):
        at, by = said.event.at, full(said.by)
        if case:
            _PLAIN[act.verb](case, by, at, act.chosen)
        elif act.verb == Verb.FILED:
            case = actions.file_online(intake=intake(story, version), owner=story.agency, by=said.by, at=at)
        else:
            case = actions.receive(intake=intake(story, version), by=by, at=at).case
    return case


def test_a_story_played_by_hand_leaves_the_same_rows(world: World) -> None:
    chosen = stories(world)
    verbs = {act.verb for story in chosen for act in story.acts}
    assert verbs >= set(_PLAIN), set(_PLAIN) - verbs
    for story in chosen:
        (whole,) = play(world, [(1, story)], RUN, {(story.agency, story.person): 0})
        case = by_hand(story, whole, world.handlings[story.procedure].version)
        rows = m.Happening.objects.filter(case=case).order_by("occurred_at", "id")
        told = [(one.event.verb, one.event.at, one.event.data) for one in whole.said]
        assert [(row.verb, row.occurred_at, row.data) for row in rows] == told
        stands = m.Stand.objects.filter(case=case, superseded_at=None).order_by("since")
        made = [columns(stand) for stand in history([one.event for one in whole.said])]
        assert [{name: getattr(row, name) for name in made[0]} for row in stands] == made


def test_search_words_and_number_are_those_of_intake(world: World) -> None:
    story = next(one for one in stories(world) if one.acts[0].verb == Verb.RECEIVED and one.content)
    (whole,) = play(world, [(1, story)], RUN, {(story.agency, story.person): 0})
    case = m.Case.objects.get(pk=by_hand(story, whole, world.handlings[story.procedure].version))
    said = whole.case
    for name in ("number", "day", "place", "title", "field", "owner", "return_by", "content"):
        assert getattr(case, name) == getattr(said, name), name
    told = [one.event for one in whole.said]
    seen = {story.agency, *(stand.agency for stand in history(told))}
    assert found_by(said, told, seen) == read(case.found_by)


def test_invented_people_are_told_apart_by_role() -> None:
    assert len({person("GL-622", role).account for role in (CLERK, OFFICER, LEADER)}) == 3
