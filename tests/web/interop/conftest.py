from collections.abc import Iterator
from typing import Any

import pytest

from lienthong.domain.axis import actions
from tests.domain.axis.node import Node, node
from tests.domain.documents.office import AT
from tests.web.interop.client import Agency

TAX = "000.00.77.H99"


@pytest.fixture
def axis(db: None, settings: Any) -> Iterator[Node]:
    with node(settings) as made:
        yield made


@pytest.fixture
def tax(axis: Node) -> Agency:
    """A client below our node, with software of its own."""
    _number, secret = actions.add_client(
        name="Chi cục Thuế khu vực", system="thue", organ=TAX, by=axis.room.clerk, at=AT
    )
    return Agency("thue", secret, TAX)
