"""The closed lists of the room: acts that need two people, and how a proposal stands."""

from enum import StrEnum


class Act(StrEnum):
    MERGE = "MERGE"
    SPLIT = "SPLIT"
    ABOLISH = "ABOLISH"
    GIVE_UP = "GIVE_UP"
    CLEAR_SECOND_FACTOR = "CLEAR_SECOND_FACTOR"
    DISABLE = "DISABLE"


class State(StrEnum):
    WAITING = "WAITING"
    APPROVED = "APPROVED"
    REFUSED = "REFUSED"
    WITHDRAWN = "WITHDRAWN"
