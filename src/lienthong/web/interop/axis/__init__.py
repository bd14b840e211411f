"""The document axis as existing agency clients (VXP) speak it; every call is proved by its headers."""
