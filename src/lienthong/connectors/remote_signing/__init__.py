"""Signing services elsewhere, where a person confirms on a telephone: the CSC protocol, version 1.

Cloud Signature Consortium, "Architectures and protocols for remote signature applications" 1.0.4: ``credentials/list``,
``credentials/info``, ``credentials/authorize``, ``signatures/signHash``. Only digests leave the platform.
"""
