"""What a case owes the State and what became of it: fees and charges, money in, receipts, money back.

Words: demand (khoản phải nộp) of *lines* (phí, lệ phí), exemption (miễn, giảm), entry (dòng tiền) of the append-only
money ledger, receipt (biên lai) of a book, closing (bảng kê) of a till, transfer (giao dịch) that a platform or a bank
told of, refund (hoàn trả). A demand knows its case by name only (``about``). Below: procedures, whose version says what
is owed. Above: cases, which hear that a demand is settled. See docs/adr/0037-payments.md.
"""
