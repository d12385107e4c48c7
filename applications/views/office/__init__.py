"""The secretariat's pages. The auditor reads the same and is offered nothing."""
