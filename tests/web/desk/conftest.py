from collections.abc import Callable, Iterator

import pytest
from django.test import Client
from pytest_django.plugin import DjangoDbBlocker

from lienthong.config.demo import load_people
from lienthong.spine import clock
from lienthong.spine.actor import platform
from tests.e2e.people import signed_in
from tests.factories.province import loaded


@pytest.fixture(scope="module")
def province(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The reference province, its plan in force, with the people of the demonstration."""
    with loaded(django_db_blocker):
        load_people(by=platform("test"), at=clock.now())
        yield


@pytest.fixture
def as_role(province: None, db: None) -> Callable[[str], Client]:
    """Signs a person of a role in and gives their browser."""
    return signed_in
