"""Options of the whole suite."""

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let `pytest --update-cases` write what comes out today into the case files, to be read in the diff."""
    parser.addoption("--update-cases", action="store_true", help="rewrite what must come out in tests/cases")
