from pathlib import Path

import pytest
from tests.connectors.axis.examples import Reading, read_in


@pytest.fixture
def read(tmp_path: Path) -> Reading:
    return read_in(tmp_path)
