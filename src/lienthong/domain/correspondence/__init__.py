"""Documents that come in, and those that agencies of the house send each other.

Words: incoming document (văn bản đến), arrival number (số đến), to submit (trình), instruction (bút phê), lead and
supporting (chủ trì, phối hợp), to give back (chuyển trả), to file (lưu hồ sơ); sending (lượt gửi) with the statuses of
the document axis (01-06, 13, 15, 16), recall (thu hồi). An incoming document goes along ``rules.moves``, a sending
along ``rules.statuses``. Below: documents, what is sent and what answers; organisations, who is there; spine, numbers
and files. See docs/adr/0035-incoming-documents.md.
"""
