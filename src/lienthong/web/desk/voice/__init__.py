"""What people say of an agency: how satisfied they are, what they remark, what is answered."""
