"""What an import linter cannot see: foreign keys named by string, addresses and includes in templates."""

import configparser
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db.models import PROTECT, ForeignKey, Model

from lienthong.config.ground.paths import ROOT, SOURCE

STOREYS = ("config", "web", "domain", "connectors", "spine")
TEMPLATES = sorted(SOURCE.glob("web/**/*.html"))


def layers(contract: str) -> list[set[str]]:
    """The rooms of a contract from top to bottom; rooms on one line are strangers."""
    parser = configparser.ConfigParser()
    parser.read(ROOT / ".importlinter", encoding="utf-8")
    lines = parser[f"importlinter:contract:{contract}"]["layers"].split("\n")
    return [{room.strip(" ()") for room in line.split("|")} for line in lines if line.strip()]


def height(module: str) -> tuple[int, int]:
    """Storey, then room; smaller is higher."""
    parts = module.split(".")
    storey = STOREYS.index(parts[1])
    contract = {"domain": "domain", "spine": "spine", "web": "audiences"}.get(parts[1])
    if contract is None:
        return storey, 0
    return storey, next(n for n, rooms in enumerate(layers(contract)) if parts[2] in rooms)


def our_models() -> list[type[Model]]:
    return [model for model in apps.get_models() if model.__module__.startswith("lienthong.")]


def foreign_keys() -> Iterator[tuple[type[Model], ForeignKey[Any, Any]]]:
    for model in our_models():
        for field in model._meta.get_fields():
            if isinstance(field, ForeignKey):
                yield model, field


@pytest.mark.parametrize(("model", "field"), list(foreign_keys()), ids=str)
def test_foreign_keys_point_down_and_protect(model: type[Model], field: ForeignKey[Any, Any]) -> None:
    target = field.related_model
    assert isinstance(target, type)
    if not target.__module__.startswith("lienthong."):
        pytest.fail(f"{model.__name__}.{field.name} points out of the house")
    here, there = model.__module__.rsplit(".models", 1)[0], target.__module__.rsplit(".models", 1)[0]
    assert here == there or height(there) > height(here), f"{model.__name__}.{field.name} points up"
    assert field.remote_field.on_delete is PROTECT
    assert here == there or field.remote_field.related_name == "+", "nobody follows a key upward"


def audience(path: Path) -> str:
    return path.relative_to(SOURCE / "web").parts[0]


def test_templates_name_only_their_own_audience_or_what_is_below() -> None:
    """Another audience is reached through a door (``url_of``), not by its address."""
    faults = []
    for template in TEMPLATES:
        text = template.read_text(encoding="utf-8")
        allowed = {audience(template), "ui", "entrance", "django"}
        named = re.findall(r'{%\s*(?:include|extends)\s+"(\w+)/', text) + re.findall(
            r'{%\s*url\s+[\'"](\w+):', text
        )
        faults += [f"{template.name} names {other}" for other in set(named) - allowed]
    assert faults == []


def test_every_template_is_used() -> None:
    sources = [path.read_text(encoding="utf-8") for path in (*SOURCE.glob("**/*.py"), *TEMPLATES)]
    spoken = "\n".join(sources)
    unused = []
    for template in TEMPLATES:
        name = str(template.relative_to(SOURCE / "web"))
        by_stem = f'"{template.stem}"' in spoken or f"/{template.stem}.html" in spoken
        if name not in spoken and not by_stem and template.parent.name != "errors":  # named by their status
            unused.append(name)
    assert unused == []


ATTRIBUTE = re.compile(r'\b(?:value|name|id|for|href|action|max|data-[a-z-]+|aria-[a-z]+)="([^"]*)"')
PARTED = re.compile(r"{{\s*(?!\S*attrs\.)(?:\w+\.)+(?:id|pk|version|revision)\s*}}")


def test_no_id_in_a_form_or_an_address_is_parted_by_thousands() -> None:
    """Numbers for people are written 1.793; an id is named by ``|key``, or its form no longer finds the row."""
    faults = [
        f"{template.relative_to(SOURCE)}: {found}"
        for template in TEMPLATES
        for attribute in ATTRIBUTE.findall(template.read_text(encoding="utf-8"))
        for found in PARTED.findall(attribute)
    ]
    assert faults == []
