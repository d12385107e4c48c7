"""Who: users, organisations, memberships and roles, the Actor and sign-in. Empty until the part that needs people."""
