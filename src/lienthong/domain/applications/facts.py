"""What happened to what people do at home; ids only."""

from dataclasses import dataclass

from lienthong.spine.outbox.facts import Fact


@dataclass(frozen=True, slots=True)
class DataAsked(Fact):
    """``account`` wants a copy of all that we hold of it; ``export`` is what is to be made."""

    account: str
    export: int
