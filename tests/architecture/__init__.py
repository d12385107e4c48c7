"""Tests of the house itself: its law, its limits, its settings and its gate."""
