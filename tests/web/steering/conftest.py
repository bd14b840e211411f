from collections.abc import Iterator

import pytest
from pytest_django.plugin import DjangoDbBlocker

from tests.factories.province import loaded


@pytest.fixture(scope="module")
def province(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with loaded(django_db_blocker):
        yield
