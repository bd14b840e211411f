"""An action in two transactions where one was needed: the harness must accuse it."""

import django


def main() -> None:
    django.setup()
    from django.db import transaction

    from lienthong.spine.ledger import queries as ledger
    from lienthong.spine.ledger.actions import record
    from tests.faults.harness import Swept, sweep
    from tests.faults.spine import CLERK, NOON, nth

    def write_one_by_one(k: int) -> None:
        for agency in ("GL", "GL-SNV"):
            with transaction.atomic():
                record(by=CLERK, verb="faults.careless", subject=f"careless:{k}", agency=agency, at=NOON)

    def both_or_neither(k: int, done: bool) -> None:
        assert len(ledger.list_entries(subject=f"careless:{k}")) in (0, 2)

    try:
        sweep(Swept("careless", setup=nth, action=write_one_by_one, holds=both_or_neither))
    except AssertionError as fault:
        print(fault)


if __name__ == "__main__":
    main()
