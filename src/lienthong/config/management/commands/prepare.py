"""Makes the database ready to serve: schema, static files, the forms of the law; the reference province in the
demonstration.
"""

import hashlib
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from lienthong.config import (
    demo,
    demo_applications,
    demo_axis,
    demo_cases,
    demo_conduct,
    demo_copies,
    demo_documents,
    demo_home,
    demo_incoming,
    demo_keys,
    demo_ministries,
    demo_national,
    demo_payments,
    demo_procedures,
    demo_reviews,
    demo_transfers,
    demo_workfiles,
    demo_year,
    reference,
)
from lienthong.config.context import INVENTED
from lienthong.config.ground.paths import SOURCE
from lienthong.domain.accounts.queries import count_accounts
from lienthong.domain.cases.queries import has_cases
from lienthong.spine.actor import platform
from lienthong.spine.clock.actions import start
from lienthong.spine.errors import Refusal
from lienthong.spine.place.actions import claim


class Command(BaseCommand):
    help = __doc__ or ""

    def handle(self, *_: Any, **__: Any) -> None:
        self.stderr.write("Migrating the schema...")
        call_command("migrate", verbosity=0, interactive=False)
        self._claim()
        self._collect_static()
        if settings.LIENTHONG_MODE in INVENTED:
            self.stderr.write("Loading the reference province...")
            self._load_demonstration()
            self.stdout.write(demo.sign_ins(), ending="")
        else:
            by, now = platform("prepare"), start()
            reference.load_forms(by=by, at=now)
            reference.load_retention(by=by, at=now)
            reference.load_surveys(by=by, at=now)

    def _claim(self) -> None:
        """Before anything is loaded: real data never come into a place for practice, nor false ones out of it."""
        try:
            claim(is_used=has_cases() or count_accounts() > 0)
        except Refusal as refusal:
            raise CommandError(str(refusal)) from refusal

    def _load_demonstration(self) -> None:
        """The first time as of the eve of the plan, so that its year can be played through to today."""
        by, now = platform("prepare"), start()
        at = min(now, demo_year.EVE) if demo_year.is_new() else now
        reference.load_drafted(by=by, at=at)
        demo.load_people(by=by, at=at)
        demo_year.load_people(by=by, at=at)
        if demo_year.play(until=now) == 0:
            reference.issue_plan(by=by, at=now)
        demo_procedures.play(by=by, until=now)
        demo_reviews.play(by=by, until=now)
        demo_payments.play(by=by, until=now)
        demo_cases.play(by=by, until=now)
        demo_transfers.play(until=now)
        demo_keys.enrol(by=by, at=min(now, demo_cases.EVE))
        demo_documents.play(by=by, until=now)
        demo_incoming.play(until=now)
        demo_copies.play(until=now)
        demo_axis.play(until=now)
        demo_workfiles.play(until=now)
        demo_home.play(until=now)
        demo_conduct.play(until=now)
        demo_applications.play(until=now)
        demo_ministries.play(by=by, until=now)
        demo_national.play(until=now)

    def _collect_static(self) -> None:
        stamp = Path(settings.STATIC_ROOT) / ".stamp"
        digest = _digest_of_static()
        if stamp.is_file() and stamp.read_text() == digest:
            return
        self.stderr.write("Collecting static files...")
        call_command("collectstatic", verbosity=0, interactive=False, clear=True)
        stamp.write_text(digest)


def _digest_of_static() -> str:
    digest = hashlib.sha256()
    for path in sorted(p for p in SOURCE.glob("web/*/static/**/*") if p.is_file()):
        digest.update(str(path.relative_to(SOURCE)).encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()
