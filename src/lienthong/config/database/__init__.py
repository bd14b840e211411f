"""Django's own PostgreSQL, which notices a connection that died without asking the server."""
