"""Pure rules of plans.

Reading goes source -> rows -> tasks; every step keeps the place its words came from.
"""
