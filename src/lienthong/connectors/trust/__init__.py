"""Who vouches for certificates and for time: certificate authorities, their revocation lists, time-stamps."""
