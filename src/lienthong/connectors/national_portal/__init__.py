"""The national public service portal: it is told of our cases and hands us what was filed there; sides are compared.

A session by ``login``, then one call a service, each answered with ``error_code`` 0 or "00". Names of services,
fields and codes of telling (DongBoHoSoMC, CapNhatTienDoHoSoMC, TraCuuHoSo, LayThuTuc, DongBoDanhGia, questions) are
known. How filings are handed over, cases listed and questions answered stands here by analogy: it is changed in
``messages`` and in ``domain.national.exchange`` only. Messages with examples: docs/messages/national-portal.md; why:
docs/adr/0039.
"""
