"""The mark of a database: written once, never changed, and each start refuses the other's place."""

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.test import Client
from pytest_django import Settings

from lienthong.connectors.mail import client, fake
from lienthong.connectors.mail.messages import Letter
from lienthong.spine.place import actions, errors, mode, queries
from lienthong.spine.place.models import Mark
from lienthong.spine.place.rules import WORDS

pytestmark = pytest.mark.django_db


@pytest.fixture
def training(settings: Settings) -> Settings:
    settings.LIENTHONG_MODE = "training"
    return settings


def test_a_new_database_is_marked_for_what_it_was_started_for(settings: Settings) -> None:
    settings.LIENTHONG_MODE = "production"
    actions.claim(is_used=False)
    actions.claim(is_used=True)
    assert Mark.objects.get().kind == "WORK"
    settings.LIENTHONG_MODE = "training"
    for start in (queries.check_place, lambda: actions.claim(is_used=False)):
        with pytest.raises(errors.PlaceForWork):
            start()


@pytest.mark.parametrize("mode", ["production", "demo"])
def test_a_place_for_practice_is_refused_by_work(training: Settings, mode: str) -> None:
    actions.claim(is_used=False)
    training.LIENTHONG_MODE = mode
    for start in (queries.check_place, lambda: actions.claim(is_used=True)):
        with pytest.raises(errors.PlaceForPractice):
            start()
    with pytest.raises(CommandError, match="--training"):
        call_command("worker", "--once")
    answer = Client().get("/readyz")
    assert (answer.status_code, answer.json()["faults"]) == (503, ["place"])


def test_a_database_that_holds_data_from_before_the_marks_is_one_for_work(training: Settings) -> None:
    with pytest.raises(errors.PlaceForWork):
        actions.claim(is_used=True)
    assert not Mark.objects.exists()
    training.LIENTHONG_MODE = "production"
    actions.claim(is_used=True)
    assert Mark.objects.get().kind == "WORK"


def test_the_mark_is_never_changed_and_never_taken_away(training: Settings) -> None:
    actions.claim(is_used=False)
    for change in (lambda: Mark.objects.update(kind="WORK"), Mark.objects.all().delete):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()
    with pytest.raises(IntegrityError), transaction.atomic():
        Mark.objects.create(only=True, kind="WORK")


def test_letters_of_practice_say_so_and_reach_no_mail_server(training: Settings) -> None:
    training.LIENTHONG_MAIL_URL = "smtp://127.0.0.1:1"
    assert client.send(Letter("a@example.vn", "Hồ sơ quá hạn", "Kính gửi", "k1"))
    (kept,) = fake.list_letters()
    assert kept.subject == f"[{WORDS}] Hồ sơ quá hạn"
    assert kept.body.startswith(WORDS)


def test_work_marks_nothing() -> None:
    assert (mode.training_words(), mode.number_sign(".")) == ("", "")
