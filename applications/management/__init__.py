"""What the applications app does from the command line."""
