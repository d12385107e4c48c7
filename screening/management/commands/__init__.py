"""The commands of the screening."""
