import pytest

from tests.domain.correspondence.office import Room
from tests.domain.correspondence.office import room as make


@pytest.fixture
def room(db: None) -> Room:
    """Without keys: nothing is signed."""
    return make(with_keys=False)


@pytest.fixture
def sealed(db: None) -> Room:
    return make()
