"""View-models of the two decisions: granted and refused. Neither has a place for a score or an internal reason."""
