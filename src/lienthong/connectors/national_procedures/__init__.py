"""The national database of administrative procedures: what is announced goes there, what it holds is read back.

The protocol is that of the national portal: a session by ``login``, then one call a service, each answered with
``error_code`` 0 or "00". The shape of sessions and of reading (LayThuTuc, LayDanhSachTTHC) is known; how procedures are
written (``DongBoTTHC`` and its field names) is given to provinces under agreement and stands here by analogy: it is
changed in ``messages`` and in ``domain.procedures.exchange.national`` only. See docs/adr/0030.
"""
