"""The screening, told through its verbs and pages."""
