"""Documents that an agency issues: drafted, initialled, signed, numbered, sealed, entered in its register.

Words: document (văn bản đi), abstract (trích yếu), initial (ký nháy), slip (phiếu trình), signatory (người ký) with the
right to sign by which they sign (thẩm quyền ký), number (số) and symbol (ký hiệu), seal (chữ ký số của cơ quan),
register (sổ văn bản đi). A document goes along ``rules.moves``; its number comes only after the competent person has
signed, in the order of issuing. Below: organisations, who signs for whom; spine, keys, numbers and files. Above:
whatever has papers to issue, named on the document as ``about``. See docs/adr/0026-outgoing-documents.md.
"""
