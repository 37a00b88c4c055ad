"""Scores against gold sets, by the metrics their authors use."""
