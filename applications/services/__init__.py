"""What may be done: each service is one verb, keyword-only, in one transaction."""
