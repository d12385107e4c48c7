"""Pure judgements on facts and terms: values and dates in, verdicts out; no row, no clock, no framework."""
