"""What is told to a telephone: the number of a case and a short sentence, by Zalo or SMS, to who wished for it.

Words: an *occasion* is why something is told; a *channel* is how; a person is *reached* where a mobile number was found
to be theirs and they consented to a channel. Rooms above tell; no name and no subject of a case ever stands in a
message. What the network or Zalo says became of a message is its *report*.
"""
