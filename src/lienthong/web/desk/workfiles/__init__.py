"""Work files at the desk: the list of a year, files and what lies in them, the way to the archive and out of it."""
