import pytest

from tests.domain.copies.office import Copying, copying


@pytest.fixture
def snv(db: None) -> Copying:
    return copying()
