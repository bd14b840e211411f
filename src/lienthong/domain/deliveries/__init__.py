"""What the public post carries for an agency: results to applicants, papers from them to the one-stop.

An *order* is one parcel on one way; ``about`` names the case as its money does. It is *told* to the post by a job,
*handed over* on a list that somebody of the post signs for, and moves by the *news* that the post tells or is asked
for. ``cod`` is what the post asks the receiver for. Cases call this room and hear ``DeliveryEnded``; payments are its
strangers.
"""
