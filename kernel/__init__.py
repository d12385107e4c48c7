"""Pure words of the house: values and judgements that know no framework, no database and no clock."""
