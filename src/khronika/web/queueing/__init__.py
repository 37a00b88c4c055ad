"""What waits for a decision, in which order, and what comes next."""
