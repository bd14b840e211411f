"""Why something is late: the list that officials choose from, each cause with the days on which it is offered.

One list for duties of plans and for cases of the one-stop. Causes protect who works honestly, so they tell what
hinders from what was overlooked. The platform brings a first list; an administrator adds to it and ends what is no
longer used. A cause that ended stays readable in what was explained by it.
"""
