"""Letters by SMTP. Without a mail server they land in a pigeon-hole that a page of the console shows."""
