"""Digital signatures on PDF: made by a key that answers, judged with reasons in words.

A *key* belongs to an account (a person signs) or to an agency (its clerk signs for it); a *token* is where the key
lies: our store, the officer's own machine, a service elsewhere. A *place* is a field that a paper was prepared with.
See docs/adr/0025-signatures.md.
"""
