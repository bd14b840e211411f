"""The public post: is told what to fetch and to deliver, calls back on its way, is asked how far it is, lists a day.

Field names of an order, and that there are the operations order, cancel and tracking (paged by ``lastId``), are known.
The codes of its states, how it proves a call-back (``signature``), the list of a day (``statement``) and the price in
its answer are agreed between a province and the post and stand here by analogy: they change in ``messages`` only. See
docs/adr/0038-public-post.md.
"""
