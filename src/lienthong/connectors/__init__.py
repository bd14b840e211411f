"""Transport to partners: one identical small room each (client, messages, fake)."""
