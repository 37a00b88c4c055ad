"""The review workbench: pages on which people decide, served on this machine or to a team."""
