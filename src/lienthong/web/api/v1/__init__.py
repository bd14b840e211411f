"""The first edition of the API. Its shapes are promised: fields are added, never changed or taken away."""
