"""Words and their meanings, per language, the same file names in each."""
