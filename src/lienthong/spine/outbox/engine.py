"""The one file that knows which job engine runs underneath (procrastinate, in the same PostgreSQL).

A job is enqueued over Django's own connection, so it exists exactly when the writer's transaction commits.
"""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Any

from django.db import transaction
from procrastinate import App, JobContext, RetryDecision
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.exceptions import AlreadyEnqueued
from procrastinate.jobs import Job, Status
from procrastinate.manager import JobManager
from procrastinate.retry import BaseRetryStrategy
from procrastinate.worker import Worker

from lienthong.spine import log
from lienthong.spine.outbox.handlers import CALLS, FACTS, PAPERS

LOOK_EVERY = 1.0
"""Seconds. A retry announces itself to no one: it is found by looking."""
_LIVE = ("todo", "doing")
_manager = JobManager(DjangoConnector())

type Work = Callable[..., None]
type Pauses = Callable[[int], timedelta | None]


class _Backoff(BaseRetryStrategy):
    def __init__(self, pause_after: Pauses) -> None:
        self.pause_after = pause_after

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision | None:
        del exception
        pause = self.pause_after(job.attempts + 1)
        return None if pause is None else RetryDecision(retry_in={"seconds": int(pause.total_seconds())})


def task(name: str, *, pause_after: Pauses | None = None, queue: str = FACTS) -> Callable[[Work], Work]:
    """Declares work that jobs can ask for by ``name``, run with the log context of whoever enqueued it."""

    def register(work: Work) -> Work:
        def run(*, log_context: dict[str, str], **arguments: Any) -> None:
            with log.within(job=name, **log_context):
                work(**arguments)

        app.task(name=name, queue=queue, retry=_Backoff(pause_after) if pause_after else False)(run)
        return work

    return register


def every(cron: str, name: str, *, queue: str = FACTS) -> Callable[[Work], Work]:
    """Declares work on a technical schedule, in real time (five cron fields, or six with the seconds last).

    A run that is still waiting is not queued a second time, and a run that failed is not repeated. What calls machines
    that may hang asks for the queue ``CALLS``.
    """

    def register(work: Work) -> Work:
        def run(timestamp: int) -> None:
            del timestamp
            with log.within(job=name):
                work()

        app.periodic(cron=cron)(app.task(name=name, queue=queue, queueing_lock=name, lock=name)(run))
        return work

    return register


def soon(name: str) -> None:
    """Asks for a run of scheduled work once the writer's transaction commits: its next time is the safety net for when
    this is lost. A run that waits already is enough.
    """
    transaction.on_commit(partial(_defer, name), robust=True)


def _defer(name: str) -> None:
    with suppress(AlreadyEnqueued), transaction.atomic():
        app.tasks[name].defer(timestamp=0)


@dataclass(frozen=True, slots=True)
class Wanted:
    """One run of a task. Those with the same ``lock`` run one after the other in the order of enqueuing, also while one
    waits for its retry.
    """

    arguments: dict[str, Any]
    lock: str | None = None
    queue: str = FACTS


def enqueue(name: str, *jobs: Wanted) -> None:
    """Asks for one run of task ``name`` for each of ``jobs``, in one statement."""
    context = log.carried()
    made = [
        Job(
            queue=job.queue,
            lock=job.lock,
            queueing_lock=None,
            task_name=name,
            task_kwargs={"log_context": {**context}, **job.arguments},
        )
        for job in jobs
    ]
    if made:
        _manager.batch_defer_jobs(jobs=made)


def live(name: str, argument: str) -> set[Any]:
    """The values of ``argument`` among the jobs of task ``name`` that wait or run."""
    jobs = ProcrastinateJob.objects.filter(task_name=name, status__in=_LIVE)
    return set(jobs.values_list(f"args__{argument}", flat=True))


@app.periodic(cron="* * * * * */5")
@app.task(name="outbox.rescue", queue=FACTS, queueing_lock="outbox.rescue", pass_context=True)
async def rescue(context: JobContext, timestamp: int) -> None:
    """Puts back the jobs of workers that died, known by their silence.

    Scheduled work is closed instead: it comes again by itself, and may be waiting in the queue already.
    """
    del timestamp
    manager = context.app.job_manager
    silence = context.additional_context["stalled_after"]
    for job in await manager.get_stalled_jobs(seconds_since_heartbeat=silence):
        if job.queueing_lock:
            await manager.finish_job(job, Status.FAILED, delete_job=True)
        else:
            await manager.retry_job(job)


def run(
    *, concurrency: int, papers: int, calls: int, wait: bool, heartbeat: float, stalled_after: float
) -> None:
    """Works until stopped by SIGTERM or SIGINT, or, without ``wait``, until nothing is left to do at once.

    ``concurrency`` threads handle what is quick, ``papers`` threads set papers and ``calls`` threads
    call other machines beside them.
    """
    shared: dict[str, Any] = {
        "wait": wait,
        "delete_jobs": "successful",
        "fetch_job_polling_interval": LOOK_EVERY,
        "update_heartbeat_interval": heartbeat,
        "stalled_worker_timeout": stalled_after,
        "shutdown_graceful_timeout": 20,
        "additional_context": {"stalled_after": stalled_after},
    }
    with app.replace_connector(app.connector.get_worker_connector()) as working:  # type: ignore[attr-defined]
        if wait:
            asyncio.run(_work(working, {FACTS: concurrency, PAPERS: papers, CALLS: calls}, shared))
        else:
            working.run_worker(concurrency=concurrency, **shared)


class _PromptWorker(Worker):
    """Looks for work as soon as a job ends: the next one of its subject waited for that and tells nobody."""

    ended = 0

    async def _process_job(self, context: JobContext) -> None:
        try:
            await super()._process_job(context)
        finally:
            self.ended += 1
            self._new_job_event.set()

    async def _fetch_and_process_jobs(self) -> None:
        """Once more when a job ended meanwhile: the engine forgets what it was told while it looked."""
        seen = -1
        while seen != self.ended and not self._stop_event.is_set():
            seen = self.ended
            await super()._fetch_and_process_jobs()  # type: ignore[no-untyped-call]


async def _work(working: App, threads: dict[str, int], shared: dict[str, Any]) -> None:
    """A worker for each queue, all until the first ends: by a signal, which one of them hears, or by a fault."""
    options: dict[str, Any] = {**working.worker_defaults, **shared}
    working.perform_import_paths()  # type: ignore[no-untyped-call]
    async with working.open_async():
        workers = [
            asyncio.create_task(
                _PromptWorker(
                    working,
                    name=queue,
                    queues=[queue],
                    concurrency=n,
                    install_signal_handlers=queue == FACTS,
                    **options,
                ).run()  # type: ignore[no-untyped-call]
            )
            for queue, n in threads.items()
        ]
        await asyncio.wait(workers, return_when=asyncio.FIRST_COMPLETED)
        for worker in workers:
            worker.cancel()
        ends = await asyncio.gather(*workers, return_exceptions=True)
    for end in ends:
        if isinstance(end, Exception):
            raise end
