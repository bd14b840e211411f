"""What a person is told: short notices that lead to the thing itself, and a morning letter that lists them.

Words: a *notice* is told to one account about one subject, once for each key; it is *urgent* when waiting a day
costs something; the *digest* is the one letter of a working morning with all that is new. Rooms above tell; this
room asks nothing of them. Who has no e-mail address has the page.
"""
