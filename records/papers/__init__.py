"""Official papers: their registry, their view-models' base, and how a view-model becomes a PDF."""
