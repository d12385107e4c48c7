"""Pure judgements after the decision: what was spent, what of it counts, and the amount that is finalized."""
