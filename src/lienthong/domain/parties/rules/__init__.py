"""Pure rules: how numbers are built, who may be the same person, what is shown masked, how long authority lasts."""
