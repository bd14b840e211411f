"""Whether what was read before still holds: a stamp for each room whose tables are written seldom and read by all.

PostgreSQL sets it: a trigger behind every statement on a watched table. What a function of such tables answers is kept
in the process under the stamp, and read again once it differs; so a page asks one small question instead of ten. See
docs/adr/0046-stamps.md.
"""

from lienthong.spine.stamps.queries import held, kept

__all__ = ["held", "kept"]
