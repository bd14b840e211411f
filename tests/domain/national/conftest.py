from collections.abc import Iterator
from typing import Any

import pytest

from lienthong.connectors.national_portal import fake
from tests.domain.national.running import listening


@pytest.fixture
def portal(settings: Any) -> Iterator[fake.FakePortal]:
    with listening(settings) as portal:
        yield portal
