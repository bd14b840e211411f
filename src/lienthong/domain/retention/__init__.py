"""How long cases are kept, and what happens when their time is over.

Owns dated rules (years, or for good, with their source in law), holds (a complaint, an inspection: nothing is
destroyed), and lists of destruction: proposed by one person, approved by the head, carried out by the worker, proved by
a certificate. The words and papers themselves lie in the rooms below, which let them go: ``applications``, ``cases``,
``parties``. What a case was, when, by which number and how it counted remains.
"""
