"""The payment platform of the national portal: a citizen is led there, it calls back, its list of a day is asked for.

Field names, their order under the checksum of a call-back and the answers 00 and 99 are known. How a whole day is
listed (``DOI_SOAT``) and where the address of the paying page stands in an answer are given to provinces under
agreement and stand here by analogy: they change in ``messages`` only. See docs/adr/0037-payments.md.
"""
