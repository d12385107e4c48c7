"""Tests of applications: selectors."""
