"""The commands of the awards."""
