"""JSON for our own and open consumers: what is public, read-only, described by OpenAPI."""
