"""View-models of the papers an applicant meets: frozen, formatted, and independent of how they are filled."""
