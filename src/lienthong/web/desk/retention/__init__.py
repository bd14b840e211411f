"""What is past its time at an agency: lists of destruction, their decision and proof, and what is held."""
