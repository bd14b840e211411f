"""Signing services elsewhere, where a person confirms on a telephone: the CSC protocol, version 2.

Cloud Signature Consortium, "Architectures and protocols for remote signature applications" 2.0: ``oauth2/token`` with
the platform's own name and secret, ``credentials/list``, ``credentials/authorize`` and ``authorizeCheck``,
``signatures/signHash``. Only digests leave the platform. See docs/adr/0056-signing-by-telephone.md.
"""
