"""Procedures at the desk: drafts written, asked, controlled, announced and published."""
