"""Judgements of the accompaniment: scales, workflows, what sharing allows. No framework."""
