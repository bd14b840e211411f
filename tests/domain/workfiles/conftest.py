import pytest

from tests.domain.workfiles.cabinet import Cabinet, cabinet


@pytest.fixture
def snv(db: None) -> Cabinet:
    return cabinet()
