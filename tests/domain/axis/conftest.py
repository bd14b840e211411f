from collections.abc import Iterator
from typing import Any

import pytest

from tests.domain.axis.node import Node, node


@pytest.fixture
def axis(db: None, settings: Any) -> Iterator[Node]:
    with node(settings) as made:
        yield made
