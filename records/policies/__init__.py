"""Who may do what to records."""
