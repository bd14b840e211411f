"""The signing bridge: keys on a device at the officer's desk, reached through the officer's own browser.

The platform prepares a paper and hands the page what must be signed; the page asks the small program on the officer's
machine (``program``), which shows what it is for, asks for the PIN in its own window and lets the device sign. The PIN
and the key never leave the desk; the platform gets signatures and checks each against the certificate.
"""
