"""The national public service portal: what it is told of our cases, what it hands us, where both sides differ.

Words: line (a case as the portal is told of it), synchronise (đồng bộ), filing (hồ sơ nộp trên Cổng quốc gia), held
there (bên kia đang giữ), comparison (đối soát), gap (chênh lệch), question (hỏi đáp). A case's line is told what
happened in its order; which case has news is found by looking, so that receiving one costs nothing. Below: surveys,
applications, cases, payments, procedures, parties, organisations. See docs/adr/0039-national-portal.md.
"""
