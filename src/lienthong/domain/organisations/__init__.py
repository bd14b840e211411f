"""Agencies, the people who hold positions in them, and who may sign for whom: all of it dated.

Owns the tree of agencies with its versions, official codes, groups and successions; positions ("hats"),
substitution at work and, apart from it, the authority to sign. Every dated row says when it held (``valid``)
and when it was known (``recorded_at`` to ``superseded_at``); rows are never edited, a correction supersedes.
People are known here only by the opaque id of their account. Below: ``accounts`` and the spine. Above:
everything that asks who is responsible.
"""
