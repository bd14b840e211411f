"""The ledger: who did what, when and from where, in one hash chain per agency that can prove itself.

An *entry* is one act; a *chain* is the entries of one agency in the order of their commits; a *seal* is a
signed statement of where a chain stood, kept in the database and outside it. See
docs/adr/0002-ledger-chains.md.
"""
