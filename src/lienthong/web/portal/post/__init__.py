"""The result of a case that one follows by public post: to which address, how far it is; and the post's call-back."""
