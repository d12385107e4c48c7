"""Tests of applications: services."""
