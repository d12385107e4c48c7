"""Who: users, organisations, memberships and roles, the Actor and sign-in."""
