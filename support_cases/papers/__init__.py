"""Papers of the accompaniment, as view-models."""
