"""A worker whose death is noticed sooner than in life, where nobody kills it every half minute."""

from lienthong.config.ground.processes import die_with_parent


def main() -> None:
    import django

    django.setup()
    from lienthong.spine.outbox import worker

    worker.run(heartbeat=1.0, stalled_after=4.0)


if __name__ == "__main__":
    die_with_parent()
    main()
