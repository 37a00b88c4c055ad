"""Options of the whole suite, and a fresh chronicle for each test that asks for one."""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import private_postgres
import pytest

from khronika.work.chronicle import Chronicle, init_chronicle, open_chronicle
from khronika.work.chronicle_config import ChronicleConfig, write_config

MADE = "khronika_made"
MEMORY, ENOUGH = Path("/dev/shm"), 4 * 2**30


def pytest_configure() -> None:
    """Write what tests write into memory where there is plenty: hundreds of databases need not wait for a disk."""
    if "TMPDIR" not in os.environ and MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ENOUGH:
        os.environ["TMPDIR"] = str(MEMORY)
        tempfile.tempdir = None


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let `pytest --update-cases` write what comes out today into the case files, to be read in the diff."""
    parser.addoption("--update-cases", action="store_true", help="rewrite what must come out in tests/cases")


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """Give the URL of a PostgreSQL server's databases, with {name} for the name; skipped where there is none.

    `KHRONIKA_TEST_POSTGRES` names one that is there (a URL of any of its databases, of a user who may make others).
    """
    given = os.environ.get("KHRONIKA_TEST_POSTGRES")
    if given:
        yield given.replace(urlsplit(given).path, "/{name}", 1)
    elif private_postgres.find_program("initdb"):
        with private_postgres.running() as url:
            yield url
    elif os.environ.get("CI") == "true":
        pytest.fail("PostgreSQL is not installed, and continuous integration must run its tests")
    else:
        pytest.skip("PostgreSQL is not installed: apt-get install postgresql, or set KHRONIKA_TEST_POSTGRES to a URL")


def execute(url: str, statement: str) -> None:
    """Execute a statement outside of any transaction on the server's own database."""
    import psycopg

    with psycopg.connect(url.format(name="postgres"), autocommit=True) as connection:
        connection.execute(statement)  # type: ignore[call-overload]  # made of constants


@pytest.fixture(scope="session")
def made_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give an empty chronicle on SQLite, to be copied."""
    folder = init_chronicle(tmp_path_factory.mktemp("made") / "chronicle").folder
    _close()  # the log is written into the file, and gone
    return folder


@pytest.fixture(scope="session")
def made_database(postgres: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Give the name of a database with an empty chronicle, to be copied."""
    execute(postgres, f"DROP DATABASE IF EXISTS {MADE}")
    execute(postgres, f"CREATE DATABASE {MADE}")
    init_chronicle(tmp_path_factory.mktemp("made") / "chronicle", postgres.format(name=MADE))
    yield MADE
    _close()
    execute(postgres, f"DROP DATABASE {MADE}")


def _close() -> None:
    from django.db import connections

    connections.close_all()


NewChronicle = Callable[[str], Chronicle]


@pytest.fixture
def new_chronicle(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[NewChronicle]:
    """Give a function that makes and opens an empty chronicle on a database of a kind: sqlite or postgresql."""
    names: list[str] = []

    def make(kind: str) -> Chronicle:
        folder = tmp_path / f"chronicle-{len(names)}"
        shutil.copytree(request.getfixturevalue("made_folder"), folder)
        names.append("")
        if kind == "postgresql":
            url, made = request.getfixturevalue("postgres"), request.getfixturevalue("made_database")
            names[-1] = f"khronika_test_{os.getpid()}_{len(names)}"
            _close()
            execute(url, f"DROP DATABASE IF EXISTS {names[-1]}")
            execute(url, f"CREATE DATABASE {names[-1]} TEMPLATE {made}")
            (folder / "chronicle.sqlite3").unlink()
            write_config(folder, ChronicleConfig(url.format(name=names[-1])))
        return open_chronicle(folder)

    yield make
    if any(names):
        _close()
        for name in filter(None, names):
            execute(request.getfixturevalue("postgres"), f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(params=["sqlite", "postgresql"])
def chronicle(request: pytest.FixtureRequest, new_chronicle: NewChronicle) -> Chronicle:
    """Give an empty, open chronicle, once on each database."""
    return new_chronicle(request.param)


@pytest.fixture
def sqlite_chronicle(new_chronicle: NewChronicle) -> Chronicle:
    """Give an empty, open chronicle on SQLite, for tests in which the database does not matter."""
    return new_chronicle("sqlite")
