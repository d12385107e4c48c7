"""Pure judgements on score sheets: the cutoff, the bonus, the order and the budget."""
