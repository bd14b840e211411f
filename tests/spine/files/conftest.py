from pathlib import Path

import pytest
from pytest_django import Settings


@pytest.fixture(autouse=True)
def kept_in(settings: Settings, tmp_path: Path) -> Path:
    """The folder of the store, for this test alone."""
    settings.LIENTHONG_FILES_DIR = tmp_path / "files"
    settings.LIENTHONG_FILES_ACCEL = ""
    return tmp_path / "files"
