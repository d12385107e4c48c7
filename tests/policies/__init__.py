"""Tests of applications: policies."""
