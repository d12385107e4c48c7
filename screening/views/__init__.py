"""Pages of the screening, for the office and for reviewers."""
