"""Applications before they are cases: what a citizen fills in at home, kept at every step, sent once.

Words: application (đơn nộp trực tuyến), part (phần), attachment (tệp đính kèm), code (mã làm tiếp). Answers are kept
encrypted, since they hold personal numbers; a code leads back to them from another machine. What was sent never
changes. Below: cases, which receive it; procedures, whose version says what is asked. See
docs/adr/0029-applications.md.
"""
