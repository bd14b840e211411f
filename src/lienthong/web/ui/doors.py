"""Addresses of other audiences, by the word for the place: ``config`` says at start where each one is."""

from typing import Any

from django.urls import reverse

_DOORS: dict[str, str] = {}


def open_door(name: str, pattern: str) -> None:
    """Told by ``config`` at start: the place ``name`` is the URL pattern ``pattern``."""
    _DOORS[name] = pattern


def url_of(name: str, *words: Any) -> str:
    return reverse(_DOORS[name], args=words)
