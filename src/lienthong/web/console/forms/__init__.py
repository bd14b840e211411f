"""How the printed forms of the one-stop look, from when on."""
