"""Our node on the document axis: what goes out to agencies of other houses, what comes from there, and what passes by.

Words: axis (trục liên thông văn bản), node (nút), neighbour (đầu mối: the parent node above, clients below), agency on
the axis (cơ quan trên trục), message (bản tin edXML), hop (chặng), receipt (biên nhận ký số), quarantine (cách ly),
dead letter (bản tin không chuyển được), reconciliation (đối soát). A message is kept as the very bytes that came, and
passed on as them. What it means to a clerk lives below, in correspondence; organisations say which codes are ours.
See docs/adr/0043-document-axis.md.
"""
