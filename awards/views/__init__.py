"""Pages of awards, for the grantee, for the office, and for everybody."""
