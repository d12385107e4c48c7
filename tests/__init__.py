"""The tests of the house; the tree mirrors the tree it tests."""
