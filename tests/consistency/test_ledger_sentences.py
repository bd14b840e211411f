"""Every verb that an action writes into the ledger reads as a sentence there."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from lienthong.config.ground.paths import SOURCE
from lienthong.domain.cases.rules.moves import Verb as CaseVerb
from lienthong.domain.copies.rules.moves import Verb as CopyVerb
from lienthong.domain.correspondence.rules.moves import Verb as IncomingVerb
from lienthong.domain.documents.rules.moves import Verb as DocumentVerb
from lienthong.domain.plans.rules.standing import Verb as PlanVerb
from lienthong.domain.workfiles.rules.moves import Verb as WorkfileVerb
from lienthong.web.console.sentences import SENTENCES

ROOMS = sorted({path.parent for top in ("domain", "spine") for path in (SOURCE / top).glob("*/actions*")})
HAPPENINGS = {
    f"{room}.{verb.lower()}"
    for room, verbs in (
        ("plans", PlanVerb),
        ("cases", CaseVerb),
        ("documents", DocumentVerb),
        ("correspondence", IncomingVerb),
        ("workfiles", WorkfileVerb),
        ("copies", CopyVerb),
    )
    for verb in verbs
}


def verbs() -> set[str]:
    """Verbs written out where they are recorded, or given to the room's own helper that records them."""
    return HAPPENINGS | {verb for room in ROOMS for verb in _of(room.name, _calls_and_helpers(room))}


def _calls_and_helpers(room: Path) -> tuple[list[ast.Call], set[str]]:
    files = [*room.glob("actions.py"), *room.glob("actions/*.py")]
    nodes = [node for file in files for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))]
    calls = [node for node in nodes if isinstance(node, ast.Call)]
    made = [node for node in nodes if isinstance(node, ast.FunctionDef)]
    return calls, {one.name for one in made if "verb" in {given.arg for given in one.args.args}}


def _of(room: str, found: tuple[list[ast.Call], set[str]]) -> Iterator[str]:
    calls, helpers = found
    for call in calls:
        told = [word.value for word in call.keywords if word.arg == "verb"]
        if isinstance(call.func, ast.Name) and call.func.id in helpers:
            told += call.args[:2]
        for one in told:
            verb = str(one.value) if isinstance(one, ast.Constant) else ""
            if re.fullmatch(r"([a-z]+\.)?[a-z_]+", verb):
                yield verb if "." in verb else f"{room}.{verb}"


def test_every_verb_reads_as_a_sentence() -> None:
    assert len(verbs()) > len(HAPPENINGS) + 80
    assert sorted(verb for verb in verbs() if verb.replace(".", "__") not in SENTENCES) == []
