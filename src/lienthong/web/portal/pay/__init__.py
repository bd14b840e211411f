"""Paying the fee of a case that one follows: by bank app, by the payment platform; and the platform's call-back."""
