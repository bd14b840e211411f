"""Cases of the one-stop: received, handled step by step, signed, returned; on time or explained.

Words: case (hồ sơ), applicant (người nộp), receive (tiếp nhận), step (bước) of the internal process, hand over
(chuyển bước), supplement (bổ sung), wait (tạm dừng), re-appointment (hẹn lại), sign off (ký kết quả), give (trả kết
quả). The *owner* is the agency that answers for it, the *point* another counter that took it; its *seat* is where it
lies now. The *legal* day follows from the law and the waits, the *promised* one from a re-appointment. Below:
payments, which say when its fee is settled; deliveries, which say when the post handed its result over; procedures,
whose version a case keeps; parties, who applies. Above: whatever reads cases. See docs/adr/0020-cases.md.
"""
