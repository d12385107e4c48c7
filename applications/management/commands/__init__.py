"""The commands of the calls."""
