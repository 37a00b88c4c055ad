"""Links that ask a person: two ends, each with its evidence."""
