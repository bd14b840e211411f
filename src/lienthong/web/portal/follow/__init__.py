"""Following a case without an account: by its number or code and something that only the applicant knows."""
