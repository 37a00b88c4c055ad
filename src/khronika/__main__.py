"""Let `python -m khronika` do what `khronika` does."""

from khronika.cli import main

main()
