"""What the head of an agency must answer for: signs that a clock was helped, lateness again and again, harassment.

A **matter** is opened by the platform, which looks at yesterday's events each morning, or by a person. It accuses
nobody: the head of the agency sees it first and alone, answers with what was found and, where somebody is responsible,
with the measure taken and its decision; those above see it once it is answered or its days are over. Above ``cases``,
whose events it reads; ``retention`` is a neighbour.
"""
