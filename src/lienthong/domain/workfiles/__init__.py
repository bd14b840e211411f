"""Work files: what belongs to one piece of work, gathered under one title, kept for its time, handed to the archive.

Words: list of files (danh mục hồ sơ) of a year with its lines, work file (hồ sơ công việc), keeper (người lập hồ sơ),
unit (đơn vị), retention (thời hạn bảo quản), paper (văn bản trong hồ sơ), hand-over (nộp lưu) with its minutes (biên
bản giao nhận), clearance (hủy tài liệu hết giá trị). The list is drafted by everybody, joined by the clerk, approved by
the head; a file goes along ``rules.moves``. Below: correspondence and documents, whose documents lie in files and stay
in their registers. See docs/adr/0040-work-files.md.
"""
