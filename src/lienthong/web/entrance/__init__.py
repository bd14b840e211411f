"""The way in, used by all audiences: who is calling, sign-in, sessions, health."""
