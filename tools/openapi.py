"""Writes what ``/api/v1/openapi.json`` says into the repository: ``var/venv/bin/python -m tools.openapi``."""

import json
import os
from pathlib import Path

import django

FILE = Path(__file__).resolve().parents[1] / "docs" / "openapi.json"


def described() -> str:
    """The description in English, as the file holds it."""
    from django.utils.translation import override

    from lienthong.web.api.v1.urls import api

    with override("en"):
        document = api.get_openapi_schema(path_prefix="/api/v1/")
        return json.dumps(document, ensure_ascii=False, indent=1, default=str) + "\n"


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lienthong.config.settings")
    django.setup()
    FILE.write_text(described(), encoding="utf-8")
