"""Reviews of procedures at the desk: plans, sheets, opinions, decisions, drafts of legal documents."""
