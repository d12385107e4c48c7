"""View-models of the papers after a grant decision: frozen, formatted, and independent of how they are filled."""
