"""Administrative procedures: what the law says of each, in versions, and how an agency handles it, as a table.

Words: procedure (thủ tục hành chính), version (phiên bản), announce (công bố), publish (công khai), amend (sửa đổi),
abolish (bãi bỏ), paper (thành phần hồ sơ), way (cách thức thực hiện), internal process (quy trình nội bộ) of steps and
tasks, unit (đơn vị thực hiện). A version is written whole while it is a draft and never after it was announced. Below:
organisations, whose codes name who is competent. Above: what is filed under a procedure keeps the version it began
under. See docs/adr/0018-procedure-versions.md.

Announcing (docs/adr/0030-announcing.md): a trigger (quyết định của bộ) demands procedures; the national database
(CSDL quốc gia) hears of each version; a required list (danh mục) says what must be online.
"""
