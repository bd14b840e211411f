"""Composition only: settings, addresses, roles, processes and the command line. Nothing below imports it."""
