"""What the screening app does from the command line."""
