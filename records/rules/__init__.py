"""Pure judgements of the records."""
