"""What people say of how their cases were handled: satisfaction after the result, a questionnaire, remarks, answers.

A **rating** is one tap on five levels by whoever proved that a case is theirs, once a case; the **questionnaire** asks
a few questions more and is dated data. It is the citizen's own word: the nine criteria by which the law grades agencies
are computed from cases and stand elsewhere. A **remark** (phản ánh, kiến nghị) reaches the agency with a number and a
day for the answer; complaints and denunciations under their own laws are not taken here. Above ``cases``, whose people
are asked; ``applications`` and ``ministries`` are neighbours.
"""
