from pathlib import Path

import pytest
from pytest_django import Settings


@pytest.fixture(autouse=True)
def outside(settings: Settings, tmp_path: Path) -> Path:
    """The folder of seals outside the database, and of the key, for this test alone."""
    settings.LIENTHONG_SEALS_DIR = tmp_path / "seals"
    settings.LIENTHONG_KEYS_DIR = tmp_path / "keys"
    settings.LIENTHONG_SEAL_KEY = ""
    return tmp_path / "seals"
