"""Identity providers by OpenID Connect: the way out, and a suspicious reading of what comes back."""
