"""Who may come in: people and machines with their means of proof, and the letters written to them.

Words: an *account* is one person or service; its *kind* says in which capacity it was opened; an account that
has *left* keeps its history and never signs in again. What an account may do is said by positions in
``organisations``.
"""
