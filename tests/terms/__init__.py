"""Calls as data: worked cases that the secretariat can read, and a made-up year that needs no code."""
