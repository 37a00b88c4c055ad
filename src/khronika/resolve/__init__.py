"""Mentions to actors and events: block, compare, cluster, assemble. Pure functions over values."""
