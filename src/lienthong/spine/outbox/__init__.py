"""The outbox: facts stated in the writer's transaction, and their handlers, run afterwards and surely.

A *fact* says what happened ("PlanImported"); a *delivery* is one fact on its way to one handler. A delivery
that cannot succeed becomes a *dead letter*, seen and dealt with by a person. See
docs/adr/0003-facts-and-jobs.md.
"""
