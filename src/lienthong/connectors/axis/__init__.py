"""The document axis as its members speak it: edXML of QCVN 102:2016/BTTTT, and the wire form of its clients.

``messages`` are the values, ``edxml`` writes them strictly and reads them tolerantly, ``wire`` signs and checks the
headers of a call, ``client`` speaks to a parent node. Knows no room of the house; see ADR 42 in docs/adr.
"""
