"""Zalo Notification Service: an approved template with a few parameters, sent to the Zalo account of a telephone.

Operations and error codes as Zalo documents them (message/template, message/status, oa/access_token). Tokens live a
day and are exchanged by one that works once, so what the exchange gave is kept, encrypted. See docs/adr/0053.
"""
