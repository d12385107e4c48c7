"""What the awards app does from the command line."""
