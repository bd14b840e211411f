"""The simulation's journal: one JSON line for the whole, then one for each case (docs/howto/simulate.md)."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from lienthong.domain.cases.rules.stories import Act, Story

SHAPE: Final = 2
_encode: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def write_head(*, year: int, cases: int, seed: int, procedures: Mapping[str, Mapping[str, Any]]) -> str:
    """What was asked for, and what of each procedure is needed to count its days and shares by hand."""
    head = {"journal": SHAPE, "year": year, "cases": cases, "seed": seed, "procedures": procedures}
    return _encode(head) + "\n"


def write_story(story: Story) -> str:
    told = {
        "agency": story.agency,
        "procedure": story.procedure,
        "channel": story.channel,
        "return_by": story.return_by,
        "person": story.person,
        "name": story.name,
        "content": story.content,
        "acts": [_act(act) for act in story.acts],
    }
    return _encode(told) + "\n"


def _act(act: Act) -> Sequence[Any]:
    at = act.at.isoformat(timespec="minutes")
    return [act.verb, at, act.chosen] if act.chosen else [act.verb, at]


def read_story(line: str) -> Story:
    told = json.loads(line)
    acts = told.pop("acts")
    return Story(
        **told,
        acts=tuple(Act(verb, datetime.fromisoformat(at), *chosen) for verb, at, *chosen in acts),
    )
