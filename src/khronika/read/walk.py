"""Find the files below the paths that a user gives: sorted, without loops, without devices and pipes."""

import stat
from collections.abc import Iterator
from pathlib import Path

from khronika.read.result import Failure

Found = tuple[str, Path]


def find_files(path: Path) -> Iterator[Found | Failure]:
    """Yield (document id, file) for a file or for everything below a folder, sorted by path.

    A folder's files are named by their path below it, a single file by its name alone. Hidden files are left out.
    """
    try:
        mode = path.stat().st_mode
    except OSError as error:
        yield _refuse(path.name or str(path), path, error)
        return
    if stat.S_ISDIR(mode):
        yield from _below(path, path, frozenset())
    elif stat.S_ISREG(mode):
        yield path.name, path
    else:
        yield Failure(path.name, str(path), "neither a file nor a folder: give a regular file, a folder or -")


def _below(folder: Path, root: Path, parents: frozenset[tuple[int, int]]) -> Iterator[Found | Failure]:
    try:
        state = folder.stat()
        here = (state.st_dev, state.st_ino)
        if here in parents:
            yield Failure(_name(folder, root), str(folder), "a link that leads back to a folder above it: left out")
            return
        entries = sorted(entry for entry in folder.iterdir() if not entry.name.startswith("."))
    except OSError as error:
        yield _refuse(_name(folder, root), folder, error)
        return
    for entry in entries:
        yield from _entry(entry, root, parents | {here})


def _entry(path: Path, root: Path, parents: frozenset[tuple[int, int]]) -> Iterator[Found | Failure]:
    try:
        mode = path.stat().st_mode
    except OSError as error:
        yield _refuse(_name(path, root), path, error)
        return
    if stat.S_ISDIR(mode):
        yield from _below(path, root, parents)
    elif stat.S_ISREG(mode):
        yield _name(path, root), path
    else:
        yield Failure(_name(path, root), str(path), "neither a file nor a folder (a pipe, socket or device): left out")


def _name(path: Path, root: Path) -> str:
    name = path.relative_to(root).as_posix() if path != root else path.name
    return name.encode("utf-8", "replace").decode("utf-8")


def _refuse(name: str, path: Path, error: OSError) -> Failure:
    return Failure(name, str(path), f"cannot be opened ({error.strerror or error}): check the path and its permissions")
