"""A private PostgreSQL server for the tests: in a folder of its own, on a socket, gone when they end.

    python scripts/testing/private_postgres.py    installs Debian's PostgreSQL where it is missing and may be installed
"""

import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

DEBIAN = Path("/usr/lib/postgresql")
QUICK = ("fsync=off", "full_page_writes=off", "synchronous_commit=off", "listen_addresses=", "max_connections=40")
PATIENCE = 30.0


def find_program(name: str) -> Path | None:
    """Give the newest of a server program's versions; Debian keeps them out of the search path."""
    found = sorted(DEBIAN.glob(f"*/bin/{name}"), key=lambda path: int(path.parts[-3]))
    other = shutil.which(name)
    return found[-1] if found else Path(other) if other else None


def install() -> bool:
    """Install the server by apt-get where it is missing; say whether it is there now."""
    if find_program("initdb") is None and os.geteuid() == 0 and shutil.which("apt-get"):
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for command in ("update -q", "install -yq --no-install-recommends postgresql"):
            subprocess.run(["apt-get", *command.split()], env=quiet, check=False, stdout=subprocess.DEVNULL)
    return find_program("initdb") is not None


@contextmanager
def running() -> Iterator[str]:
    """Run a server, and give the URL of its databases up to their name: `{url}` with `{name}` to be filled in."""
    initdb, server = find_program("initdb"), find_program("postgres")
    assert initdb is not None and server is not None
    user = _user()
    with tempfile.TemporaryDirectory(prefix="khronika-pg-") as name:
        folder = Path(name)
        if user is not None:
            os.chown(folder, pwd.getpwnam(user).pw_uid, -1)
        data = folder / "data"
        command = [initdb, "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"]
        subprocess.run(command, check=True, user=user, cwd=folder, stdout=subprocess.DEVNULL)
        options = [part for setting in QUICK for part in ("-c", setting)]
        process = subprocess.Popen(
            [server, "-D", data, "-k", folder, *options], user=user, cwd=folder, stderr=(folder / "log").open("wb")
        )
        try:
            _wait(folder / ".s.PGSQL.5432", process, folder / "log")
            yield f"postgresql://postgres@/{{name}}?host={folder}"
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(PATIENCE)


def _user() -> str | None:
    """Give the user that runs the server: it refuses to be run by root."""
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in known else "nobody"


def _wait(socket: Path, process: "subprocess.Popen[bytes]", log: Path) -> None:
    deadline = time.monotonic() + PATIENCE
    while not (socket.exists() and "ready to accept connections" in log.read_text("utf8", "replace")):
        if process.poll() is not None or time.monotonic() > deadline:
            raise RuntimeError(f"PostgreSQL did not start:\n{log.read_text('utf8', 'replace')}")
        time.sleep(0.05)


if __name__ == "__main__":
    if not install():
        sys.exit("PostgreSQL is not here and cannot be installed: its tests will be skipped")
