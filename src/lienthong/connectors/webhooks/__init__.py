"""Messages to other systems' addresses, signed as the Standard Webhooks specification says.

An address is written by whoever registers it, so it is never trusted: it is resolved anew each time, must lead out into
the public net, is connected to at the very place that was looked at, and no redirect is followed. See docs/adr/0031.
"""
