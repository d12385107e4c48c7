"""What an uploaded file must be to be taken: its name, its kind, and what its bytes say."""
