"""Pictures of the accompaniment: view-models that templates draw, each with its sentence and its table."""
