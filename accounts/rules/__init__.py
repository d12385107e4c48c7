"""Judgements about people: roles, rights, and who needs what to come in."""
