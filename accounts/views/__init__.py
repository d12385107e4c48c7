"""Pages about people: signing in, one's own page, the organisation and its members."""
