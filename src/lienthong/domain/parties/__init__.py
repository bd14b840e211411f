"""Citizens and organisations who come to a counter or a portal: who they are, how they are reached, who acts for them.

Words: a *party* is one record of one person or organisation; its *profile* says what it was called from a day on; an
*identifier* is a number that the State gave; a *contact* a telephone, address or e-mail; an *authority* lets one party
act for another; a *consent* is to one purpose; a *paper* is kept so that it need not be asked for again. *Linked*
parties are records of the same person. An agency that has *dealt* with a party may find it again by name; the others
need its whole number. Below: organisations. Whoever shows unmasked data asks ``actions.read``, which writes the reading
log. See docs/adr/0019-parties.md.
"""
