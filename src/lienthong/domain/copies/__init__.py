"""Copies that an agency makes of documents, of its own and of those that came in: ordered, numbered, in a register.

Words: true copy (sao y), copy of a copy (sao lục), excerpt (trích sao); *order* (cho phép sao): the head, or who holds
a mandate for it, decides that a copy is made, and signs it on paper (Decree 30/2020/NĐ-CP, articles 25 to 27). What is
copied is the *source*, named by the digest of its file. A copy goes along ``rules.moves``. Below: documents and
correspondence, where the sources lie. See docs/adr/0055-copies.md.
"""
