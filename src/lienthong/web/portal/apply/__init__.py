"""Applying from home: begin, fill in part by part, attach papers, check, send, come back by a code."""
