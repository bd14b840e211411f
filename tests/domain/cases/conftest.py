"""What holds after every test of cases."""

from collections.abc import Iterator

import pytest

from tests.domain.cases.recount import misplaced


@pytest.fixture(autouse=True)
def _found_by_who_sees_it(request: pytest.FixtureRequest) -> Iterator[None]:
    """Whatever was done to cases: an agency finds exactly those that it sees."""
    if request.node.get_closest_marker("django_db") is None:
        yield
        return
    request.getfixturevalue("db")
    yield
    assert misplaced() == []
