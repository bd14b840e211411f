"""Files as accepted: kept under the digest of their content, their type proven, refused in clear words.

A *use* says what a kind of upload may be; a *stored file* is one acceptance; its content is kept once however
often it is accepted. Callers record the act in the ledger. See docs/adr/0010-files.md.
"""
