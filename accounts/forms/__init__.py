"""Forms about people and sign-in, in our own words."""
