"""A chronicle served as a person would serve it: `khronika serve` in a process of its own."""

import os
import random
import re
import shutil
import socket
import sqlite3
import subprocess
import sys
import textwrap
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from playwright.sync_api import BrowserContext, Page

Check = Callable[[Page], None]
LANGUAGES = ("en", "ru")
RUN = [sys.executable, "-c", "from khronika.cli import main; main()"]
STARTING = 40  # seconds


class Served:
    """A server with the address of its pages, and what it printed."""

    def __init__(self, folder: Path, address: str, process: "subprocess.Popen[str]", link: str) -> None:
        """Hold a running server."""
        self.folder, self.address, self.process, self.link = folder, address, process, link

    def ask(self, statement: str, *values: object) -> object:
        """Give the first value that the database answers."""
        with closing(sqlite3.connect(self.folder / "chronicle.sqlite3", timeout=20)) as connection:
            row = connection.execute(statement, values).fetchone()
        return row[0] if row else None

    def remember(self) -> sqlite3.Connection:
        """Copy the database as it is, to be laid back."""
        copy = sqlite3.connect(":memory:")
        with closing(sqlite3.connect(self.folder / "chronicle.sqlite3", timeout=20)) as live:
            live.backup(copy)
        return copy

    def lay_back(self, copy: sqlite3.Connection) -> None:
        """Give the database back the state of a copy, while it is served."""
        with closing(sqlite3.connect(self.folder / "chronicle.sqlite3", timeout=20)) as live:
            copy.backup(live)

    def run(self, code: str) -> str:
        """Run Python on the chronicle in a process of its own, as another program beside the server would."""
        opening = f"open_chronicle(Path({str(self.folder)!r}))"
        head = f"from pathlib import Path\nfrom khronika.work.chronicle import open_chronicle\n{opening}\n"
        command = [sys.executable, "-c", head + textwrap.dedent(code)]
        done = subprocess.run(command, capture_output=True, text=True, timeout=180, env=_environment())
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()


def khronika(*arguments: str | Path) -> str:
    """Run a command and give what it prints."""
    done = subprocess.run([*RUN, *map(str, arguments)], capture_output=True, text=True, timeout=300, env=_environment())
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def make_chronicle(folder: Path, reports: Sequence[Path]) -> Path:
    """Make a chronicle of some reports."""
    khronika("init", folder)
    khronika("add", folder, *reports)
    return folder


def copy_chronicle(folder: Path, to: Path) -> Path:
    """Copy a chronicle that nobody serves."""
    shutil.copytree(folder, to)
    return to


@contextmanager
def serve(folder: Path, *options: str, host: str = "127.0.0.1") -> Iterator[Served]:
    """Serve a chronicle on a free port until the block ends."""
    port = _free_port()
    command = [*RUN, "serve", str(folder), "--no-open", "--port", str(port), *options]
    process = subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        env=_environment() | {"PYTHONUNBUFFERED": "1"},
    )  # fmt: skip
    try:
        link = _wait(process)
        yield Served(folder, f"http://{host}:{port}", process, link)
    finally:
        process.terminate()
        process.wait(20)
        if process.stdout:
            process.stdout.close()


def _wait(process: "subprocess.Popen[str]") -> str:
    """Wait until the server says that it serves; give the link that it prints, if it prints one."""
    printed: list[str] = []
    for line in process.stdout or ():
        printed.append(line)
        found = re.search(r"http://\S+/enter/\S+", line)
        if found or line.startswith("Serving "):
            return found[0] if found else ""
    raise AssertionError("khronika serve ended: " + "".join(printed))


def _free_port() -> int:
    """Give a free port below those that the system gives to outgoing connections, so that none takes it meanwhile."""
    while True:
        port = random.randrange(20_000, 32_000)
        with socket.socket() as probe, suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port


def _environment() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith(("KHRONIKA_", "DJANGO_"))}


def speak(context: BrowserContext, address: str, language: str) -> None:
    """Choose the language of the pages."""
    context.add_cookies([{"name": "django_language", "value": language, "url": address}])
