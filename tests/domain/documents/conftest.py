import pytest

from tests.domain.documents.office import Office, office


@pytest.fixture
def snv(db: None) -> Office:
    return office()
