"""Copies of documents: asked for, ordered, made, and their register."""
