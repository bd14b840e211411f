"""Dangerous acts that need a second person: one proposes, another with the same right approves or refuses.

Owns proposals: which act, on what, with which arguments, why, and who decided. The acts themselves belong to the
rooms below (``organisations``, ``accounts``, the spine's outbox), which are called when a proposal is approved.
"""
