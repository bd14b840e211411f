"""Data of people in clear have one door, and whoever goes through it is written down."""

import ast
from pathlib import Path

from lienthong.config.ground.paths import SOURCE

DOORS = {
    "personal_data": {
        "domain/parties/actions/reading.py",
        "domain/parties/queries/verified.py",  # of oneself alone
    },
    "number_of": {"domain/parties/queries/personal.py", "domain/parties/queries/rows.py"},
    "decrypt": {
        "domain/applications/queries/reading.py",
        "domain/axis/queries/neighbours.py",  # the secret of a client, for the check of its headers alone
        "domain/national/queries/filings.py",  # for the job that tries again, shown to nobody
        "domain/partners/queries.py",
        "domain/parties/queries/rows.py",
        "domain/parties/queries/verified.py",  # what an account says of itself
        "spine/signatures/sealing.py",
        "domain/short_messages/actions/proving.py",  # the code that who owns a number says back
        "domain/short_messages/exchange.py",  # for the provider that carries the message, shown to nobody
        "connectors/zalo/tokens.py",  # of the house's own account
        "config/ground/archive.py",
        "spine/cipher.py",
        "web/entrance/adapters.py",
    },
}
"""What opens something encrypted or shows it whole, and who may call it: ``read`` notes first, ``rows`` masks."""


def calls(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    called = [node.func for node in ast.walk(tree) if isinstance(node, ast.Call)]
    return {one.attr if isinstance(one, ast.Attribute) else getattr(one, "id", "") for one in called}


def test_what_shows_personal_data_whole_is_called_from_its_doors_alone() -> None:
    found: dict[str, set[str]] = {name: set() for name in DOORS}
    for path in SOURCE.rglob("*.py"):
        for name in calls(path) & set(DOORS):
            found[name].add(str(path.relative_to(SOURCE)))
    assert {name: files - DOORS[name] for name, files in found.items()} == {name: set() for name in DOORS}


def test_files_of_people_are_shown_after_a_note() -> None:
    """Every view of the desk that hands out what a citizen sent or got notes who opens it."""
    for name in ("cases/papers.py", "cases/sent_online.py", "documents/document.py"):
        assert {"read", "open_file"} & calls(SOURCE / "web" / "desk" / name), name
